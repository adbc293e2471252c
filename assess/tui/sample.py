"""The sample clinic: a made-up practice that is there to try things out."""

from __future__ import annotations

from pathlib import Path

from assess.store.library import data_folder

SAMPLE = "samples/riverside.yaml"


def import_sample(home: Path) -> int | None:
    """Keep the sample clinic in the database of `home`; its number, None where it cannot be read.

    Slow the first time, for the questionnaire is read: meant for a thread, with a database of its own.
    """
    # Reading YAML brings pydantic, which the start must not wait for.
    from assess.store.database import Store
    from assess.store.documents import Reader
    from assess.store.library import Library, user_folder
    from assess.store.loading import load_answers, load_questionnaire, named_questionnaire

    file = Reader().read(data_folder("questionnaires") / SAMPLE)
    path = Library((user_folder(home),)).find(named_questionnaire(file))
    if path is None:
        return None
    loaded = load_questionnaire(path)
    if loaded.questionnaire is None:
        return None
    answers = load_answers(file, loaded.questionnaire).assessment
    if answers is None:
        return None
    with Store.open(home) as store:
        store.remembered(path)
        store.remember(path, [each.path for each in loaded.files], loaded.questionnaire)
        return store.add_assessment(loaded.questionnaire, answers, sample=True)
