"""The command line: what can be asked for, in words. What the commands do stands in `assess.commands`.

stdout carries the result, stderr the talk. Every command imports its work when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assess import __version__

Context = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=Context, invoke_without_command=True)
@click.version_option(__version__, prog_name="assess", message="%(prog)s %(version)s")
@click.option(
    "--home",
    metavar="FOLDER",
    help="Where assessments are kept (default: your data folder, or $ASSESS_HOME).",
)
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
@click.pass_context
def main(context: click.Context, home: str | None, *, no_mouse: bool) -> int:
    """Integrated-care readiness: answer, score, plan, print.

    Without a command, the terminal UI opens.
    """
    context.obj = home
    if context.invoked_subcommand is None:
        from assess.opening import open_terminal_ui

        return open_terminal_ui(home, mouse=not no_mouse)
    return 0


@main.command()
@click.argument("questionnaire", default="integrated-care")
@click.option("--plain", is_flag=True, help="Line by line: for screen readers, plain terminals and pipes.")
@click.option(
    "--resume", "resume_id", type=int, metavar="ID", help="Go on with this assessment (see `assess list`)."
)
@click.option("--practice", metavar="NAME", help="The practice that is assessed.")
@click.pass_obj
def answer(
    home: str | None, questionnaire: str, *, plain: bool, resume_id: int | None, practice: str | None
) -> int:
    """Answer a questionnaire, named by id or by file."""
    from assess.commands.answering import answer_command

    return answer_command(home, questionnaire, plain=plain, resume=resume_id, practice=practice)


@main.command()
@click.argument("assessment")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--explain",
    metavar="ID",
    help="The sum behind one number: overall, a domain, facet value, item or action.",
)
@click.option("--questionnaire", metavar="FILE", help="The questionnaire that the answers belong to.")
@click.pass_obj
def score(
    home: str | None, assessment: str, *, as_json: bool, explain: str | None, questionnaire: str | None
) -> int:
    """Score an answers file, or a kept assessment by its number."""
    from assess.commands.scoring import score_command

    return score_command(home, assessment, as_json=as_json, explain_id=explain, questionnaire=questionnaire)


@main.command()
@click.argument("assessments", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write; for several assessments the folder.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["pdf", "html", "json"]),
    help="What to write (default: by the file's ending, else pdf).",
)
@click.option("--questionnaire", metavar="FILE", help="The questionnaire that the answers belong to.")
@click.option(
    "--page", type=click.Choice(["letter", "a4"]), default="letter", show_default=True, help="Paper size."
)
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.pass_obj
def report(
    home: str | None,
    assessments: tuple[str, ...],
    *,
    output: Path,
    form: str | None,
    questionnaire: str | None,
    page: str,
    force: bool,
) -> int:
    """Write the action plan of answers files or kept assessments."""
    from assess.commands.reporting import report_command

    return report_command(
        home, assessments, output, form=form, questionnaire=questionnaire, page=page, force=force
    )


@main.command("list")
@click.option("--archived", is_flag=True, help="Show the archived ones instead.")
@click.pass_obj
def list_(home: str | None, *, archived: bool) -> int:
    """List the kept assessments."""
    from assess.commands.keeping import list_command

    return list_command(home, archived=archived)


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--questionnaire", metavar="FILE", help="The questionnaire that the answers belong to.")
@click.pass_obj
def import_(home: str | None, files: tuple[Path, ...], *, questionnaire: str | None) -> int:
    """Keep the assessments in these answers files."""
    from assess.commands.keeping import import_command

    return import_command(home, files, questionnaire=questionnaire)


@main.command()
@click.argument("ids", nargs=-1, required=True, type=int)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file (one assessment) or folder; otherwise the answers are printed.",
)
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.pass_obj
def export(home: str | None, ids: tuple[int, ...], *, output: Path | None, force: bool) -> int:
    """Write kept assessments as answers files."""
    from assess.commands.keeping import export_command

    return export_command(home, ids, output, force=force)


bank_file = click.option(
    "--file", type=click.Path(path_type=Path), help="Another bank, or a questionnaire (default: what ships)."
)


@main.group()
def resources() -> None:
    """Find resources that help, and test their links."""


@resources.command("search")
@click.argument("words", nargs=-1)
@click.option("--kind", default="", metavar="KIND", help="guide, toolkit, billing, policy, training, ...")
@click.option(
    "--approach", default="", metavar="ID", help="An approach to integrated care, such as school-based."
)
@click.option("--barrier", default="", metavar="ID", help="A barrier it helps with, such as financing.")
@click.option("--audience", default="", metavar="ID", help="Whom it is for, such as clinic-manager.")
@click.option("--topic", default="", metavar="ID", help="What it is about, such as screening-tools.")
@bank_file
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.pass_obj
def resources_search(
    home: str | None,
    words: tuple[str, ...],
    *,
    kind: str,
    approach: str,
    barrier: str,
    audience: str,
    topic: str,
    file: Path | None,
    as_json: bool,
) -> int:
    """Find resources that hold all WORDS; without words, all that fit the options."""
    from assess.commands.resources import search_command
    from assess.core.catalogue import Filters

    filters = Filters(kind=kind, audience=audience, topic=topic, approach=approach, barrier=barrier)
    return search_command(home, words, filters, as_json=as_json, file=file)


@resources.command("check")
@click.argument("ids", nargs=-1)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 300),
    default=20,
    show_default=True,
    metavar="SECONDS",
    help="How long each request may take.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 32),
    default=8,
    show_default=True,
    help="How many requests at once; never two to one host.",
)
@click.option(
    "--older-than",
    type=click.IntRange(0),
    metavar="DAYS",
    help="Leave out links tested in the last DAYS days.",
)
@bank_file
@click.pass_obj
def resources_check(
    home: str | None,
    ids: tuple[str, ...],
    *,
    timeout: float,
    jobs: int,
    older_than: int | None,
    file: Path | None,
) -> int:
    """Test the links of resources over the internet.

    All of them, or those with these IDS. What is found is kept beside the bank, which is not changed.
    """
    from assess.authoring.link_rounds import Manners
    from assess.commands.link_checking import check_command

    return check_command(home, ids, file=file, manners=Manners(jobs, timeout), older_than=older_than)


@main.group()
def questionnaire() -> None:
    """Work on questionnaires."""


@questionnaire.command("list")
@click.pass_obj
def questionnaire_list(home: str | None) -> int:
    """List the questionnaires that ship and your own."""
    from assess.commands.questionnaires import list_command

    return list_command(home)


@questionnaire.command("check")
@click.argument("names", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.pass_obj
def questionnaire_check(home: str | None, names: tuple[str, ...], *, strict: bool) -> int:
    """Check questionnaires, named by id or by file: every problem at once, with its place and its remedy."""
    from assess.commands.questionnaires import check_command

    return check_command(home, names, strict=strict)


@questionnaire.command("test")
@click.argument("names", nargs=-1, required=True)
@click.pass_obj
def questionnaire_test(home: str | None, names: tuple[str, ...]) -> int:
    """Run the described practices of questionnaires and show every difference."""
    from assess.commands.questionnaires import test_command

    return test_command(home, names)


def run() -> int:
    """Run the command line; the exit code of the command, 2 for a wrong command line."""
    try:
        code = main.main(prog_name="assess", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code if isinstance(error, click.UsageError) else 1
    sys.stdout.flush()
    return code if isinstance(code, int) else 0
