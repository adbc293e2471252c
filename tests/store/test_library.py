"""Where questionnaires are found: beside the file, in the user's own folder, among those that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.store.library import Library, data_folder, shipped_folder, user_folder
from tests.store.example import write


def questionnaire(name: str) -> str:
    return f'format: readiness/1\nid: {name}\nversion: "1.0.0"\ntitle: T\n'


def test_the_shipped_folder_holds_what_ships() -> None:
    assert shipped_folder() == data_folder("questionnaires")
    assert (shipped_folder() / "integrated-care.yaml").is_file()
    assert (data_folder("reports")).is_dir()


def test_every_shipped_questionnaire_is_listed_once_by_its_id() -> None:
    names = [name for name, _ in Library().questionnaires()]
    assert {"integrated-care", "quick-check", "co-location", "barriers", "populations"} <= set(names)
    assert len(names) == len(set(names))
    assert not {"riverside", "scales", "resources"} & set(names)


def test_a_questionnaire_of_ones_own_comes_before_one_that_ships(tmp_path: Path) -> None:
    write(tmp_path, {"questionnaires/mine.yaml": questionnaire("quick-check")})
    library = Library([user_folder(tmp_path)])
    assert library.find("quick-check") == tmp_path / "questionnaires/mine.yaml"
    assert dict(library.questionnaires())["quick-check"] == tmp_path / "questionnaires/mine.yaml"


def test_the_file_named_like_the_id_is_taken_first(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": questionnaire("two"), "two.yaml": questionnaire("two")})
    assert Library([tmp_path]).find("two") == tmp_path / "two.yaml"


@pytest.mark.parametrize(
    "head",
    [
        "id: one\n",
        "\ufeff# A comment\nformat: readiness/1\nid: one  # the id\n",
        'title: T\r\nid: "one"\r\n',
        "id: 'one'\n",
        "# " + "x" * 9000 + "\nid: one\n",
    ],
)
def test_an_id_is_seen_in_the_head_without_reading_the_file(head: str, tmp_path: Path) -> None:
    write(tmp_path, {"x.yaml": head.encode()})
    assert Library([tmp_path]).find("one") == tmp_path / "x.yaml"


def test_an_id_further_in_is_not_the_files_own(tmp_path: Path) -> None:
    write(tmp_path, {"x.yaml": "domains:\n  - id: one\n"})
    assert Library([tmp_path]).find("one") is None


def test_near_means_the_folder_itself_and_one_below(tmp_path: Path) -> None:
    write(tmp_path, {"a/one.yaml": questionnaire("one"), "a/b/two.yaml": questionnaire("two")})
    library = Library()
    assert library.find("one", near=tmp_path) == tmp_path / "a/one.yaml"
    assert library.find("two", near=tmp_path) is None
    assert Library([tmp_path]).find("two") == tmp_path / "a/b/two.yaml"


def test_folders_for_other_things_hold_no_questionnaires(tmp_path: Path) -> None:
    for folder in ("samples", "lang", "shared", ".git"):
        write(tmp_path, {f"{folder}/x.yaml": questionnaire("one")})
    assert Library([tmp_path]).find("one") is None


@pytest.mark.parametrize(
    "name", ["deep/one.yaml", "./deep/one.yaml", "{folder}/deep/one.yaml", "deep/one.yml"]
)
def test_a_path_is_taken_as_it_is_from_the_folder_near(name: str, tmp_path: Path) -> None:
    write(tmp_path, {"deep/one.yaml": questionnaire("one"), "deep/one.yml": questionnaire("one")})
    found = Library().find(name.format(folder=tmp_path), near=tmp_path)
    assert found == tmp_path / "deep" / Path(name).name


def test_a_path_without_a_folder_near_is_taken_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"one.yaml": questionnaire("one")})
    monkeypatch.chdir(tmp_path)
    assert Library().find("one.yaml") == tmp_path / "one.yaml"


@pytest.mark.parametrize(
    "name", ["none", "none.yaml", "a/b", "~nobody-of-that-name/x", "x" * 5000 + ".yaml", "a\0b.yaml", ""]
)
def test_what_is_not_there_is_not_found(name: str, tmp_path: Path) -> None:
    assert Library().find(name, near=tmp_path) is None


def test_a_folder_that_is_not_there_is_no_harm(tmp_path: Path) -> None:
    library = Library([tmp_path / "none"])
    assert library.find("quick-check") is not None
    assert library.find("quick-check", near=tmp_path / "none") is not None


def test_a_thousand_files_of_a_folder_are_enough(tmp_path: Path) -> None:
    for number in range(1100):
        (tmp_path / f"f{number:04}.yaml").touch()
    assert len(dict(Library([tmp_path]).questionnaires())) < 1020 + len(Library().questionnaires())
