"""From what a person typed to questionnaires and evaluations."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.evaluation import Evaluation, evaluate
from assess.core.questionnaire import Questionnaire
from assess.guard import UserError
from assess.store.documents import Reader
from assess.store.library import Library, user_folder
from assess.store.loading import Loaded, load_answers, load_questionnaire, named_questionnaire
from assess.store.paths import home_folder
from assess.store.problems import Problem, did_you_mean, errors_in, show_all


def library_of(home: str | None) -> Library:
    """The questionnaires at hand: the user's own first, then those that ship."""
    return Library([user_folder(home_folder(home))])


def questionnaire_path(library: Library, name: str, near: Path | None = None) -> Path:
    """The file of a questionnaire named by id or path; UserError with the known ids where there is none."""
    path = library.find(name, near=near) or library.find(name)
    if path is not None:
        return path
    if name.endswith((".yaml", ".yml")) or "/" in name:
        raise UserError(f"There is no file {name}. Check the name and the folder.")
    known = [each for each, _ in library.questionnaires()]
    near_miss = did_you_mean(name, known)
    raise UserError(
        f"There is no questionnaire `{name}`.{near_miss or ' Known are ' + ', '.join(known) + '.'}"
    )


def load_or_refuse(library: Library, path: Path) -> tuple[Questionnaire, Loaded]:
    """A questionnaire without errors, or UserError with all its problems; warnings go to stderr."""
    loaded = load_questionnaire(path, library)
    if loaded.questionnaire is None:
        raise UserError(show_all(loaded.problems))
    tell(loaded.problems)
    return loaded.questionnaire, loaded


def tell(problems: Sequence[Problem]) -> None:
    """Print problems on stderr."""
    if problems:
        sys.stderr.write(show_all(problems) + "\n")


class Finder:
    """Finds evaluations by file or number; a questionnaire is loaded once for all its answers."""

    def __init__(self, home: str | None, questionnaire: str | None = None) -> None:
        self.home = home_folder(home)
        self.library = library_of(home)
        self._named = questionnaire
        self._loaded: dict[Path, tuple[Questionnaire, Loaded]] = {}

    def evaluation(self, name: str) -> Evaluation:
        """The evaluation of an answers file, or of the kept assessment with this number."""
        path = Path(name).expanduser()
        if path.is_file():
            questionnaire, assessment = self.answers(path)
            return evaluate(questionnaire, assessment)
        if name.isdigit():
            return self._kept(int(name))
        raise UserError(
            f"There is no file {name}. Name an answers file, "
            "or the number of a kept assessment (see `assess list`)."
        )

    def answers(self, path: Path) -> tuple[Questionnaire, Assessment]:
        """The assessment in an answers file, with its questionnaire."""
        questionnaire, assessment, _ = self.answers_with_sources(path)
        return questionnaire, assessment

    def answers_with_sources(self, path: Path) -> tuple[Questionnaire, Assessment, Loaded]:
        """The assessment in an answers file, its questionnaire, and the files that one was read from."""
        file = Reader().read(path)
        errors = errors_in(file.problems)
        if errors:
            raise UserError(show_all(errors))
        name = self._named or named_questionnaire(file) or self._no_questionnaire(path)
        near = None if self._named else path.resolve().parent
        where = questionnaire_path(self.library, name, near)
        if where not in self._loaded:
            self._loaded[where] = load_or_refuse(self.library, where)
        questionnaire, loaded = self._loaded[where]
        read = load_answers(file, questionnaire)
        if read.assessment is None:
            raise UserError(show_all(read.problems))
        tell(read.problems)
        return questionnaire, read.assessment, loaded

    def _no_questionnaire(self, path: Path) -> str:
        raise UserError(
            f"{path} does not say which questionnaire it answers. "
            "Add `questionnaire: {id: ...}` to it, or use --questionnaire FILE."
        )

    def _kept(self, number: int) -> Evaluation:
        from assess.store.database import Store

        with Store.open(self.home) as store:
            try:
                kept = store.open_assessment(number)
            except KeyError:
                raise UserError(
                    f"There is no assessment {number}. `assess list` shows those that there are."
                ) from None
        return evaluate(kept.questionnaire, kept.assessment)
