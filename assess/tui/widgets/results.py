"""The results, as lines. Rows that stand for a number have a target; the cursor goes from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assess.core.assessment import HIDDEN
from assess.core.evaluation import Evaluation
from assess.core.exact import whole
from assess.core.scoring import Score
from assess.report.view_items import ItemRef, item_references
from assess.report.view_result import Result, coverage_view, result_view, tree_view
from assess.report.view_scores import FACET_NOTES
from assess.report.words import count
from assess.tui.asking import plain
from assess.tui.lines import BLANK, Line, Picture, Span, line, paragraph, wrap
from assess.tui.widgets.bars import score_bar

WIDEST = 100
MARGIN = 3
BAR, NUMBER, RANGE, ANSWERED = 20, 5, 9, 10
"""Columns of a row of scores, right of its title."""
NO_CLAIM = (
    "The levels describe the practice as it answered. No cut-off is validated, and a score predicts nothing."
)


def result_lines(evaluation: Evaluation, width: int) -> list[Line]:
    """Everything, from the whole to its parts."""
    width = min(width, WIDEST)
    references = item_references(evaluation)
    result = result_view(evaluation, references)
    lines = [*_whole(evaluation, result, width), *_held(evaluation, result, references, width)]
    if evaluation.questionnaire.overall.method == "geometric":
        facet = evaluation.questionnaire.overall.over
        title = evaluation.questionnaire.facet(facet).title
        parts = [(f"facet:{facet}:{part.id}", part.title, part.score) for part in evaluation.overall.parts]
        lines += _scores(title, "Readiness needs all of them: the weakest limits the whole.", parts, width)
    domains = [
        (f"domain:{part.id}", part.title, part.score)
        for part in evaluation.domains
        if any(r.state != HIDDEN for r in part.score.results)
    ]
    lines += _scores("Domains", "", domains, width)
    lines += _flags(evaluation, references, width)
    lines += _tree(evaluation, references, width)
    lines += _facets(evaluation, width)
    return [*lines, *_coverage(evaluation, width)]


def _whole(evaluation: Evaluation, result: Result, width: int) -> list[Line]:
    """The total as a number, a picture and a level."""
    if result.score is None:
        text = paragraph(result.no_score, width - MARGIN, indent=MARGIN, target="overall")
        return [*_title("Readiness"), *text, BLANK]
    indent = " " * MARGIN
    open_range = result.low != result.high
    words = f"could become {result.low} to {result.high}" if open_range else "all is answered"
    head = line(
        Span(f"{indent}{result.score}", "strong"),
        Span(" of 100   ", "muted"),
        Span(plain(result.level), "title"),
        Span(f"   {words}", "muted"),
        target="overall",
    )
    room = width - 2 * MARGIN
    bar = line(Span(indent), *score_bar(result.score, result.low, result.high, room), target="overall")
    ladder = _ladder(evaluation, room)
    means = paragraph(plain(result.means), width - MARGIN, indent=MARGIN) if result.means else []
    return [*_title("Readiness"), head, bar, *ladder, BLANK, *means, BLANK]


def _ladder(evaluation: Evaluation, room: int) -> list[Line]:
    """The levels under the bar, each where it begins; two rows where their names would collide."""
    levels = sorted(evaluation.questionnaire.levels, key=lambda level: level.from_percent)
    here = evaluation.level.level
    rows: list[list[Span]] = [[], []]
    ends = [0, 0]
    for number, level in enumerate(levels):
        start = whole(level.from_percent) * room // 100
        text = f"\u2575{whole(level.from_percent)} {plain(level.title)}"
        start = min(start, max(room - len(text), 0))
        row = next((n for n in (0, 1) if ends[n] <= start), number % 2)
        gap = max(start - ends[row], 0)
        rows[row] += [Span(" " * gap), Span(text, "title" if level is here else "muted"), Span("  ")]
        ends[row] = max(ends[row], start) + len(text) + 2
    return [Line((Span(" " * MARGIN), *row), target="overall") for row in rows if row]


def _held(
    evaluation: Evaluation, result: Result, references: Mapping[str, ItemRef], width: int
) -> list[Line]:
    """What limits the score and what holds the level."""
    lines: list[Line] = []
    if result.limiting is not None and len(evaluation.overall.parts) > 1:
        lines += _labelled("Limited by", f"{plain(result.limiting.title)}: {result.limiting.words}", width)
    if result.strength is not None:
        lines += _labelled("Strongest", f"{plain(result.strength.title)}: {result.strength.words}", width)
    following = evaluation.level.next
    if result.held:
        words = f"The score would reach {plain(result.held)}; these answers hold it back:"
        lines += _labelled("Held back", words, width, "warn")
        for item in evaluation.level.held_by:
            if item in references:
                words = question_words(references[item])
                lines += _labelled("", words, width, target=f"item:{item}")
    elif following is not None:
        words = f"{plain(following.title)}, from {whole(following.from_percent)}"
        lines += _labelled("Next level", words, width)
    lines += _labelled("Mind", NO_CLAIM, width, "muted")
    return [*lines, BLANK]


def question_words(reference: ItemRef) -> str:
    """A question as another place points to it: number, words, answer."""
    return f"{reference.number} {plain(reference.ask)} ({plain(reference.answer)})".strip()


def _scores(title: str, note: str, scores: Iterable[tuple[str, str, Score]], width: int) -> list[Line]:
    lines = _title(title)
    if note:
        lines += paragraph(note, width - MARGIN, "muted", indent=MARGIN)
    for target, name, score in scores:
        lines += _score(plain(name), score, width, target)
    return [*lines, BLANK]


def _score(title: str, score: Score, width: int, target: str) -> list[Line]:
    """A row of one score: title, bar, number, range, answered."""
    room = width - MARGIN - BAR - NUMBER - RANGE - ANSWERED - 2
    rows = wrap(title, room)
    exact = None if score.exact is None else whole(score.exact)
    low, high = (0 if each is None else whole(each) for each in (score.low, score.high))
    number = "\u2013" if exact is None else str(exact)
    reach = "too few" if exact is None else "" if low == high else f"{low}\u2013{high}"
    first = line(
        Span(" " * MARGIN),
        Span(f"{rows[0]:<{room}}  "),
        *score_bar(exact, low, high, BAR),
        Span(f"{number:>{NUMBER}}", "strong"),
        Span(f"{reach:>{RANGE}}", "muted"),
        Span(f"{f'{score.answered}/{score.applicable}':>{ANSWERED}}", "muted"),
        target=target,
    )
    return [first, *(line(Span(" " * MARGIN), row, target=target) for row in rows[1:])]


def _flags(evaluation: Evaluation, references: Mapping[str, ItemRef], width: int) -> list[Line]:
    if not evaluation.flags:
        return []
    note = "Critical questions that are below their target or not known, whatever the score."
    lines = [*_title("To look at first"), *paragraph(note, width - MARGIN, "muted", indent=MARGIN)]
    for result in evaluation.flags:
        reference = references[result.item.id]
        lead = (Span(" " * MARGIN), Span("! ", "bad"))
        text, target = question_words(reference), f"item:{result.item.id}"
        lines += paragraph(text, width - MARGIN, first=lead, indent=MARGIN + 2, target=target)
    return [*lines, BLANK]


def _tree(evaluation: Evaluation, references: Mapping[str, ItemRef], width: int) -> list[Line]:
    view = tree_view(evaluation, references)
    if view is None:
        return []
    lines = _title(plain(view.title))
    if view.level is not None:
        means = f"   {plain(view.means)}" if view.means else ""
        return [*lines, line(Span(f"   {view.level}", "strong"), means, target="tree"), BLANK]
    undecided = evaluation.tree.undecided or ""
    ask = f"{view.undecided.number} {plain(view.undecided.ask)}" if view.undecided else undecided
    text = f"Not yet known. Answer first: {ask}"
    return [*lines, *paragraph(text, width - MARGIN, indent=MARGIN, target=f"item:{undecided}"), BLANK]


def _facets(evaluation: Evaluation, width: int) -> list[Line]:
    lines: list[Line] = []
    for facet in evaluation.questionnaire.facets:
        if facet.id == evaluation.questionnaire.overall.over:
            continue
        scores = evaluation.facets.get(facet.id, {})
        rows = [(f"facet:{facet.id}:{value}", facet.title_of(value), each) for value, each in scores.items()]
        if rows:
            lines += _scores(plain(facet.title), FACET_NOTES.get(facet.id, ""), rows, width)
    return lines


def _coverage(evaluation: Evaluation, width: int) -> list[Line]:
    view = coverage_view(evaluation)
    parts = [f"{view.answered} of {count(view.applicable, 'question')} answered"]
    named = ((view.unsure, "not sure"), (view.unanswered, "open"), (view.not_applicable, "do not apply"))
    parts += [f"{number} {words}" for number, words in named if number]
    return [*_title("Answers"), *paragraph(", ".join(parts) + ".", width - MARGIN, indent=MARGIN)]


def _title(text: str) -> list[Line]:
    return [line(Span(f" {text}", "title"))]


def _labelled(label: str, text: str, width: int, ink: str = "", *, target: str = "") -> list[Line]:
    lead = (Span(f"{' ' * MARGIN}{label:<12}", "muted"),)
    return paragraph(text, width - 1, ink, first=lead, indent=MARGIN + 12, target=target)


def targets_of(lines: Sequence[Line]) -> list[str]:
    """The targets of some lines in order, each once."""
    return list(dict.fromkeys(row.target for row in lines if row.target))


def with_cursor(lines: Sequence[Line], target: str) -> Picture:
    """The lines with those of one target marked and kept in sight, titles above it included."""
    marked, first, last = [], None, 0
    for number, row in enumerate(lines):
        if row.target and row.target == target:
            first = number if first is None else first
            last = number + 1
            row = row._replace(fill="cursor")
        marked.append(row)
    if first is None:
        return Picture(marked)
    return Picture(marked, (max(first - 2, 0), min(last + 1, len(marked))))
