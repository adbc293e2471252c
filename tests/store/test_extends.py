"""`extends`: start from another questionnaire, change what is named, add what is new, drop the rest."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from assess.core.questionnaire import Item, Questionnaire
from tests.store.example import CHILD, EXAMPLE, FILES, load, pointed_at, told

START = 'format: readiness/1\nid: child\nversion: "1.0.0"\ntitle: Child\nextends: {id: example%s}\n'


def child_of_example(folder: Path, text: str, more: str = "") -> Questionnaire:
    loaded = load(folder, {**FILES, "child.yaml": START % more + text}, "child.yaml")
    assert loaded.questionnaire is not None, "\n".join(p.show() for p in loaded.problems)
    return loaded.questionnaire


def problems_of_child(folder: Path, text: str, more: str = "") -> list[str]:
    loaded = load(folder, {**FILES, "child.yaml": START % more + text}, "child.yaml")
    return told(loaded.problems, folder)


def item(questionnaire: Questionnaire, name: str) -> Item:
    return next(item for item in questionnaire.items() if item.id == name)


def test_nothing_but_a_head_takes_over_everything_that_is_not_about_the_parent_itself(tmp_path: Path) -> None:
    parent = load(tmp_path, FILES).questionnaire
    child = child_of_example(tmp_path, "")
    assert parent is not None
    assert (child.id, child.title) == ("child", "Child")
    for part in (
        "domains",
        "levels",
        "actions",
        "resources",
        "profile",
        "facets",
        "tree",
        "overall",
        "minutes",
    ):
        assert getattr(child, part) == getattr(parent, part), part
    assert (child.about, child.tests, child.reliability, child.license) == ("", (), None, "")


def test_an_item_changes_just_the_fields_it_names(tmp_path: Path) -> None:
    child = child_of_example(tmp_path, "domains: [{id: finding, items: [{id: finding.screen, weight: 3}]}]")
    before = item(load(tmp_path, FILES).questionnaire, "finding.screen")  # type: ignore[arg-type]
    after = item(child, "finding.screen")
    assert after.weight == Fraction(3)
    assert (after.ask, after.anchors, after.target) == (before.ask, before.anchors, before.target)


def test_anchors_and_tags_change_key_by_key_and_lists_as_a_whole(tmp_path: Path) -> None:
    child = child_of_example(
        tmp_path,
        "domains:\n  - id: finding\n    items:\n      - id: finding.screen\n"
        "        levels: {some: One team is}\n"
        "        facets: {component: [motivation]}\n        counts_if: [One thing]\n",
    )
    screen = item(child, "finding.screen")
    assert screen.anchors == {
        "none": "Nobody is",
        "some": "One team is",
        "most": "Most are",
        "all": "All are",
    }
    assert screen.facets == {"approach": ("co-location",), "component": ("motivation",)}
    assert screen.counts_if == ("One thing",)


def test_a_domain_keeps_its_items_and_gets_new_ones_at_the_end(tmp_path: Path) -> None:
    child = child_of_example(
        tmp_path,
        "domains: [{id: finding, title: Finding, items: [{id: finding.new, ask: New?, scale: spread}]}]",
    )
    domain = child.domains[0]
    assert (domain.title, domain.weight) == ("Finding", Fraction(2))
    assert [each.id for each in domain.items] == ["finding.screen", "finding.missed", "finding.new"]


def test_a_new_domain_stands_before_those_of_modules(tmp_path: Path) -> None:
    child = child_of_example(
        tmp_path, "domains: [{id: new, title: New, items: [{id: new.one, ask: One?, scale: spread}]}]"
    )
    assert [domain.id for domain in child.domains] == ["finding", "place", "new", "colo"]


def test_parts_of_a_bank_and_of_a_module_can_be_changed_too(tmp_path: Path) -> None:
    child = child_of_example(
        tmp_path,
        "domains: [{id: colo, title: Space}]\n"
        "actions: [{id: choose-tool, title: Take the shorter tool}, {id: colo-room, effort: {days: 5}}]\n"
        "scales: {rooms: {levels: [{key: none, points: 0, label: No}, {key: one, points: 3, label: Yes}]}}\n",
    )
    actions = {action.id: action for action in child.actions}
    assert actions["choose-tool"].title == "Take the shorter tool"
    assert (actions["colo-room"].effort.hours, actions["colo-room"].effort.days) == (Fraction(3), 5)
    assert item(child, "colo.room").scale.levels[1].label == "Yes"
    assert [domain.title for domain in child.domains][-1] == "Space"


def test_drop_takes_out_domains_items_and_actions_and_what_names_them(tmp_path: Path) -> None:
    child = child_of_example(tmp_path, "", ", drop: [finding.missed, choose-tool, playbook]")
    assert [each.id for each in child.items()] == [
        "finding.screen",
        "place.shared",
        "place.talk",
        "colo.room",
    ]
    order = next(action for action in child.actions if action.id == "standing-order")
    assert [closing.item for closing in order.closes] == ["finding.screen", ""]
    assert (order.after, order.resources) == ((), ())
    assert item(child, "finding.screen").source == ()


def test_what_is_dropped_but_needed_by_a_condition_is_told_where_it_is_dropped(tmp_path: Path) -> None:
    loaded = load(tmp_path, {**FILES, "child.yaml": START % ", drop: [finding.screen]"}, "child.yaml")
    assert told(loaded.problems, tmp_path) == ["child.yaml:5:31: dropped-but-needed"]
    assert "`show_if` of `finding.missed`" in loaded.problems[0].message


def test_dropping_a_domain_drops_its_items(tmp_path: Path) -> None:
    assert problems_of_child(tmp_path, "", ", drop: [place]") == ["child.yaml:5:31: dropped-but-needed"]


def test_a_child_can_be_extended_in_its_turn(tmp_path: Path) -> None:
    grandchild = START.replace("child", "grandchild").replace("example", "example-short") % ""
    text = grandchild + "domains: [{id: finding, items: [{id: finding.screen, help: Look}]}]\n"
    loaded = load(tmp_path, {**FILES, "grandchild.yaml": text}, "grandchild.yaml")
    assert loaded.questionnaire is not None, loaded.problems
    screen = item(loaded.questionnaire, "finding.screen")
    assert (screen.help, screen.weight) == ("Look", Fraction(3))
    assert [file.path.name for file in loaded.files][:3] == ["grandchild.yaml", "child.yaml", "example.yaml"]


@pytest.mark.parametrize(
    ("wanted", "fits"), [("^1.0", True), ("1.0.0", True), ("1", True), ("^1.1", False), ("2.0", False)]
)
def test_the_version_of_the_parent_is_checked(wanted: str, fits: bool, tmp_path: Path) -> None:
    found = problems_of_child(tmp_path, "", f', version: "{wanted}"')
    assert found == ([] if fits else ["child.yaml:5:33: other-version"])


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("", ', version: "newest"', 'bad-version: "newest"'),
        ("", ", drop: [finding.scren]", "unknown-drop: finding.scren"),
        ("domains: [{id: finding, tittle: F}]", "", "unknown-key: tittle"),
        ("domains: [{id: finding, itmes: []}]", "", "unknown-key: itmes"),
        ("domains: [{id: finding, items: [{id: finding.screen, target: mots}]}]", "", "unknown-level: mots"),
        ("domains: [{id: finding, items: [{id: finding.scren, weight: 3}]}]", "", "missing-key: {id"),
        ("actions: [{id: standing-order, after: [nothing]}]", "", "unknown-action: nothing"),
        ("levels: [{id: ready, from: 25}]", "", "same-from: 25"),
        ("overall: {method: mean, over: component}", "", "bad-overall: over"),
    ],
)
def test_a_mistake_of_the_child_is_told_in_the_child(
    text: str, more: str, expected: str, tmp_path: Path
) -> None:
    loaded = load(tmp_path, {**FILES, "child.yaml": START % more + text + "\n"}, "child.yaml")
    assert pointed_at(loaded.problems) == [f"child.yaml: {expected}"]


def test_a_misspelt_entry_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    text = START % "" + "actions: [{id: standing-ordr, effort: {hours: 2}}]\n"
    (problem,) = load(tmp_path, {**FILES, "child.yaml": text}, "child.yaml").problems
    assert problem.message == (
        "`standing-ordr` is new here, and an action needs `title`. Add what is missing. "
        "Did you mean `standing-order`?"
    )


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("ask: Do the two teams talk", "aks: Do the two teams talk", "unknown-key: aks"),
        ("domains:", "domainz:", "unknown-key: domainz"),
        (
            "    items:\n      - id: finding.screen",
            "    itms:\n      - id: finding.screen",
            "unknown-key: itms",
        ),
        ("target: most", "target: mots", "unknown-level: mots"),
        ("value: specific-capacity,", "value: specific,", "unknown-value: specific"),
    ],
)
def test_a_mistake_of_the_parent_is_told_once_and_in_the_parent(
    right: str, wrong: str, expected: str, tmp_path: Path
) -> None:
    loaded = load(tmp_path, {**FILES, "example.yaml": EXAMPLE.replace(right, wrong)}, "child.yaml")
    assert pointed_at(loaded.problems) == [f"example.yaml: {expected}"]


def test_a_parent_that_is_not_there_is_the_only_mistake(tmp_path: Path) -> None:
    files = {**FILES, "child.yaml": CHILD.replace("id: example,", "id: exmple,")}
    loaded = load(tmp_path, files, "child.yaml")
    assert told(loaded.problems, tmp_path) == ["child.yaml:5:15: unknown-questionnaire"]


def test_a_parent_that_cannot_be_read_is_the_only_mistake(tmp_path: Path) -> None:
    files = {**FILES, "example.yaml": EXAMPLE.replace("title: Example", "title Example")}
    loaded = load(tmp_path, files, "child.yaml")
    assert told(loaded.problems, tmp_path) == ["example.yaml:5:1: missing-colon"]


def test_a_circle_is_told_as_the_circle(tmp_path: Path) -> None:
    files = {
        **FILES,
        "example.yaml": EXAMPLE.replace("\nscales:", "\nextends: {id: example-short}\nscales:", 1),
    }
    loaded = load(tmp_path, files, "child.yaml")
    assert told(loaded.problems, tmp_path) == ["example.yaml:14:15: cycle"]
    assert "child.yaml -> example.yaml -> child.yaml" in loaded.problems[0].message


def test_a_questionnaire_cannot_extend_itself(tmp_path: Path) -> None:
    text = START.replace("{id: example%s}", "{id: child}")
    loaded = load(tmp_path, {"child.yaml": text}, "child.yaml")
    assert told(loaded.problems, tmp_path) == ["child.yaml:5:15: cycle"]
