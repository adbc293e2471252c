"""The Markdown subset is small, and nothing else gets through it."""

from __future__ import annotations

import re

import pytest

from assess.report.markdown import block, inline, is_web_link


def test_bold_italics_and_links_become_html() -> None:
    assert inline("**bold** and *thin*, [a page](https://example.org/a?b=1&c=2)") == (
        '<strong>bold</strong> and <em>thin</em>, <a href="https://example.org/a?b=1&amp;c=2">a page</a>'
    )


def test_lists_and_paragraphs_become_html() -> None:
    assert block("One\n\n- a\n- b\n\n1. c") == (
        "<p>One</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>\n"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- --><b>x</b>",
        "</p></section><style>*{display:none}</style>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](file:///etc/passwd)",
        "[x](vbscript:x)",
        "[x](//example.org)",
        "[x](mailto:a@example.org)",
        "[x](reports:report.css)",
        "![x](https://example.org/pixel.png)",
        "![x](file:///etc/passwd)",
        "<https://example.org>",
        "[x][y]\n\n[y]: javascript:alert(1)",
        '[x](https://example.org "onload=alert(1)")',
        '[x](https://example.org/"onmouseover="alert(1))',
        "[x](https://example.org/<script>)",
        "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
        "`<script>`",
        "    <script>",
        "```\n<script>\n```",
        "# heading\n> quote\n\n| a |\n| - |\n",
        "\\<script\\>",
        "**<script>**",
        "[<script>](https://example.org)",
    ],
)
@pytest.mark.parametrize("render", [inline, block])
def test_nothing_else_becomes_html(attack: str, render: object) -> None:
    assert render in (inline, block)
    html = (inline if render is inline else block)(attack)
    tags = re.findall(r"<(/?\w+)([^>]*)>", html)
    assert {name.strip("/") for name, _ in tags} <= {"p", "strong", "em", "a", "ul", "ol", "li", "br"}
    for name, attributes in tags:
        if name == "a":
            assert re.fullmatch(r' href="https?://[^"<>]*"( title="[^"<>]*")?', attributes)
        else:
            assert not attributes
    assert re.sub(r"<[^>]*>", "", html).count("<") == 0


def test_only_http_and_https_are_web_links() -> None:
    assert is_web_link("https://example.org/a?b=(c)#d")
    assert is_web_link("HTTP://example.org")
    for address in (
        "",
        "javascript:x",
        "https://",
        "https://a b",
        "ftp://a",
        " https://a",
        "https://a\n",
        'https://"',
    ):
        assert not is_web_link(address)


@pytest.mark.parametrize("piece", ["[", "*a **b ", "![[", "- ", "\\", "](", "[a](", "_a"])
def test_no_text_holds_the_parser_up(piece: str) -> None:
    long = piece * (1_000_000 // len(piece))
    assert len(inline(long)) >= len(long)
    assert block(long).startswith("<p>")
