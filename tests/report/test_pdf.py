"""The PDF: accessible, repeatable, complete in its glyphs, and closed to every read but its own."""

from __future__ import annotations

import http.server
import logging
import re
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from page import validate_pdf_bytes

from assess.report.html import render_html
from assess.report.pdf import PrinterMissing, pdf_bytes, write_pdf
from assess.store.library import data_folder
from tests.report.clinic import TODAY, evaluation
from tests.report.test_html import EVALUATIONS

try:
    from assess.report.printer import FONT_FAMILY, RefusedRead, font_folder, print_pdf, spaces_lead
except OSError as error:
    pytest.skip(f"no PDF printer here: {error}", allow_module_level=True)

HTML = render_html(evaluation(), today=TODAY)
SMALL = "<!DOCTYPE html><html lang='en'><head><title>x</title></head><body><p>x</p>"
PRINTED = ("answered", "nothing answered", "bare questionnaire", "many actions", "hostile", "long")
"""What differs in print; `test_html` goes through all."""


def render(page: str) -> bytes:
    return pdf_bytes(render_html(EVALUATIONS["bare questionnaire"], today=TODAY, page=page))


def plain_objects(data: bytes) -> str:
    """The PDF with its compressed streams unpacked, objects and all."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    unpacked = [zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x"]
    return b"\n".join([data, *unpacked]).decode("latin-1")


@pytest.fixture
def quiet_printer(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """WeasyPrint logs whatever it cannot do; a report of ours gives it nothing to say."""
    caplog.set_level(logging.WARNING)
    yield
    records = caplog.get_records("call")
    assert [record.getMessage() for record in records if record.name.startswith("weasyprint")] == []


@pytest.mark.usefixtures("quiet_printer")
@pytest.mark.parametrize("name", PRINTED)
def test_every_report_is_accessible_and_has_all_its_glyphs(name: str) -> None:
    printed = print_pdf(render_html(EVALUATIONS[name], today=TODAY))
    report = validate_pdf_bytes(printed.data, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert printed.missing == ""


def test_only_fonts_of_the_font_package_are_used() -> None:
    names = set(re.findall(r"/FontName /[A-Z]{6}\+([\w-]+)", plain_objects(pdf_bytes(HTML))))
    assert names
    assert all(name.startswith(FONT_FAMILY.replace(" ", "-")) for name in names), names


@pytest.mark.usefixtures("quiet_printer")
def test_accents_greek_and_cyrillic_are_all_there() -> None:
    text = "Ünïcödé ñ ş ğ ř ő ł đường Ελληνικά άέή Кириллица їєґ – — “” ‘’ • × ÷ … →"
    assert print_pdf(HTML.replace("Riverside Family Clinic", text)).missing == ""


WIDTHS = range(40, 90)


def lines(text: str) -> list[int]:
    """How many lines a text takes in each of the widths, in points: every line has a page to itself."""
    sizes = "".join(
        f"@page w{width} {{ size: {width}pt 13pt; margin: 0 }} .w{width} {{ page: w{width} }}"
        for width in WIDTHS
    )
    style = f"p {{ margin: 0; orphans: 1; widows: 1; font: 8pt/12pt '{FONT_FAMILY}' }} {sizes}"
    columns = "".join(f'<p class="w{width}">{text}</p>' for width in WIDTHS)
    objects = plain_objects(pdf_bytes(SMALL.replace("<p>x</p>", f"<style>{style}</style>{columns}")))
    found = [float(width) for width in re.findall(r"/MediaBox \[0(?:\.0)? 0(?:\.0)? ([\d.]+) ", objects)]
    return [sum(round(each) == width for each in found) for width in WIDTHS]


@pytest.mark.parametrize("kind", ["<span>", '<span class="tag">'])
def test_no_line_is_broken_early_before_an_inline_element(kind: str) -> None:
    assert lines(f"A source of money {kind}dries up</span>") == lines("A source of money dries up")


def test_only_spaces_before_inline_elements_move() -> None:
    page = 'a <b>c</b> <span class="x">d</span> <span class="tag">e</span> <br> f\n<article> <body>'
    assert spaces_lead(page) == (
        'a<b> c</b><span class="x"> d</span><span> </span><span class="tag">e</span> <br> f\n<article> <body>'
    )


def test_characters_that_no_font_has_are_told() -> None:
    nobodys = "\U0010fffd"
    assert print_pdf(SMALL + nobodys).missing == nobodys


def test_the_same_page_gives_the_same_bytes() -> None:
    assert pdf_bytes(HTML) == pdf_bytes(HTML)


@pytest.mark.parametrize(("page", "box"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_the_paper_is_letter_or_a4(page: str, box: tuple[int, int]) -> None:
    found = re.findall(r"/MediaBox \[0(?:\.0)? 0(?:\.0)? ([\d.]+) ([\d.]+)\]", plain_objects(render(page)))
    assert {(round(float(width)), round(float(height))) for width, height in found} == {box}


def test_title_language_and_bookmarks_are_set() -> None:
    objects = plain_objects(pdf_bytes(HTML))
    assert "/Lang (en)" in objects
    assert "/Title (Action plan: Riverside Family Clinic)" in objects
    for heading in ("Riverside Family Clinic", "Summary", "Results", "Actions", "How the numbers were made"):
        assert f"/Title ({heading})" in objects


class Listener(http.server.BaseHTTPRequestHandler):
    """A web server that remembers whether anybody came."""

    visits: list[str]

    def do_GET(self) -> None:
        self.visits.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    visits: list[str] = []
    handler = type("Remembering", (Listener,), {"visits": visits})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", visits
        server.shutdown()
        thread.join()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
ATTACKS = (
    '<img src="{}" alt="x">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<p style="background: url({})">x</p>',
    '<p style="list-style-image: url({}); display: list-item">x</p>',
    '<style>@import "{}";</style>',
    '<style>@font-face {{ font-family: x; src: url("{}") }} p {{ font-family: x }}</style>',
    '<style>p::before {{ content: url("{}") }}</style>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    SVG + '<image href="{}" width="9" height="9"/></svg>',
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_file_is_read(attack: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("p { color: red }")
    addresses = [secret.as_uri(), str(secret), "file:///etc/hostname", "reports:../pyproject.toml"]
    addresses += ["reports:%2e%2e/pyproject.toml", "font:/etc/hostname", "font:../__init__.py", "data:,x"]
    for address in addresses:
        with pytest.raises(RefusedRead, match="a report may not read"):
            print_pdf(SMALL + attack.format(address))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_fetched_from_the_network(attack: str, listener: tuple[str, list[str]]) -> None:
    address, visits = listener
    with pytest.raises(RefusedRead, match="a report may not read"):
        print_pdf(SMALL + attack.format(address + "x.png"))
    assert visits == []


def test_svg_references_lead_nowhere(listener: tuple[str, list[str]]) -> None:
    address, visits = listener
    print_pdf(SMALL + SVG + f'<use href="{address}x.svg#a"/></svg>')
    assert visits == []


def test_a_base_address_opens_nothing() -> None:
    html = SMALL.replace("<head>", '<head><base href="file:///etc/">')
    with pytest.raises(RefusedRead):
        print_pdf(html + '<img src="hostname" alt="x">')


@pytest.mark.usefixtures("quiet_printer")
def test_its_own_folders_are_served() -> None:
    assert (data_folder("reports") / "report.css").is_file()
    assert (font_folder() / "FiraSans-Regular.ttf").is_file()
    styled = SMALL + '<link rel="stylesheet" href="reports:report.css">'
    assert print_pdf(styled).data.startswith(b"%PDF-1.7")


def test_the_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    assert write_pdf(HTML, path, overwrite=False) == ""
    first = path.read_bytes()
    assert first.rstrip().endswith(b"%%EOF")
    with pytest.raises(RefusedRead):
        write_pdf(
            HTML.replace("</main>", '<img src="file:///etc/hostname" alt="x"></main>'), path, overwrite=True
        )
    assert path.read_bytes() == first
    assert [each.name for each in tmp_path.iterdir()] == ["plan.pdf"]


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_pdf(HTML, path, overwrite=False)
    assert path.read_bytes() == b"mine"
    write_pdf(HTML, path, overwrite=True)
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "error", [OSError("cannot load library 'libpango-1.0-0'"), ImportError("no weasyprint")]
)
def test_a_missing_printer_says_what_to_install(
    error: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Broken:
        """Stands before the real finders and fails as a machine without Pango does."""

        def find_spec(self, name: str, *_: object) -> None:
            if name.startswith("weasyprint"):
                raise error

    for name in [each for each in sys.modules if each.startswith(("weasyprint", "assess.report.printer"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(PrinterMissing, match="Pango") as caught:
        write_pdf(HTML, tmp_path / "plan.pdf", overwrite=False)
    assert str(error) in str(caught.value)
    assert list(tmp_path.iterdir()) == []
