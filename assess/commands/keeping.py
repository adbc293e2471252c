"""`assess list`, `import` and `export`: what is kept, and how it comes in and goes out."""

from __future__ import annotations

import sys
from pathlib import Path

from assess.guard import FINE, UserError
from assess.store.database import Store, Summary
from assess.store.paths import home_folder


def list_command(home: str | None, *, archived: bool) -> int:
    """Print one line for each kept assessment."""
    with Store.open(home_folder(home)) as store:
        summaries = store.assessments(archived=archived)
    if not summaries:
        sys.stderr.write(
            "No assessments yet. Begin one with `assess`, or bring one in with `assess import FILE`.\n"
        )
        return FINE
    sys.stdout.write(
        f"{'no.':>4}  {'practice':<30}  {'questionnaire':<20}  {'date':<10}  {'answered':>9}  score\n"
    )
    for summary in summaries:
        sys.stdout.write(_line(summary) + "\n")
    return FINE


def _line(summary: Summary) -> str:
    practice = summary.practice.name or summary.practice.id
    practice = practice if len(practice) <= 30 else practice[:29] + "…"
    answered = f"{summary.answered}/{summary.applicable}"
    score = "-" if summary.score is None else f"{summary.score} {summary.level}"
    about = f"{practice:<30}  {summary.questionnaire:<20}  {summary.date:<10}"
    return f"{summary.id:>4}  {about}  {answered:>9}  {score}"


def import_command(home: str | None, files: tuple[Path, ...], *, questionnaire: str | None) -> int:
    """Keep the assessments in these files; all of them, or none when one has a problem."""
    from assess.commands.finding import Finder

    finder = Finder(home, questionnaire)
    read = []
    for path in files:
        if not path.is_file():
            raise UserError(f"There is no file {path}. Check the name.")
        read.append((path, *finder.answers_with_sources(path)))
    with Store.open(finder.home) as store:
        for path, instrument, assessment, loaded in read:
            sources = {file.name: file.data.decode("utf-8-sig") for file in loaded.files}
            number = store.add_assessment(instrument, assessment, sources)
            sys.stdout.write(f"{number}\n")
            sys.stderr.write(f"{path} is kept as assessment {number}.\n")
    return FINE


def export_command(home: str | None, ids: tuple[int, ...], output: Path | None, *, force: bool) -> int:
    """Print kept assessments as answers files, or write them to a file or folder."""
    from assess.report.writing import write_text

    into_folder = output is not None and (len(ids) > 1 or output.is_dir())
    if output is None and len(ids) > 1:
        raise UserError("Several assessments go into a folder: add -o FOLDER.")
    with Store.open(home_folder(home)) as store:
        for number in ids:
            text = _exported(store, number)
            if output is None:
                sys.stdout.write(text)
                continue
            path = output / f"assessment-{number}.yaml" if into_folder else output
            if path.exists() and not force:
                raise UserError(f"{path} is there already. Choose another name, or replace it with --force.")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_text(path, text)
            except OSError as error:
                raise UserError(f"{path} cannot be written: {error.strerror or error}.") from error
            sys.stderr.write(f"{path}\n")
    return FINE


def _exported(store: Store, number: int) -> str:
    from assess.store.answers import write_answers

    try:
        kept = store.open_assessment(number)
    except KeyError:
        raise UserError(
            f"There is no assessment {number}. `assess list` shows those that there are."
        ) from None
    return write_answers(kept.assessment, kept.questionnaire)
