"""Hand-outs for the browser: one file, nothing from outside, clips inside, and a form whose keys tell nothing."""

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from facilitator.domain.documents.blocks import (
    Bullet,
    Cell,
    Document,
    Figure,
    PreparedFor,
    QuoteBlock,
    Statement,
    Table,
    Title,
    WriteBox,
)
from facilitator.export.html import Page, write_html
from facilitator.services.documents.wording import ENGLISH
from tests.export.test_word import EVERY

KINDS = (("agree", "we agree"), ("ask", "I ask"))


def written(tmp_path: Path, *blocks: object, language: str = "en", **more: object) -> str:
    document = Document("pack", "What the others said", (Title("T"), *blocks), language)  # type: ignore[arg-type]
    path = tmp_path / "made.html"
    write_html(Page(document, ENGLISH.handout, "readerkey", KINDS, **more), path)  # type: ignore[arg-type]
    return path.read_text(encoding="utf-8")


class Balanced(HTMLParser):
    """Fails where an element is not closed in its turn."""

    EMPTY = ("meta", "br", "input", "img")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.EMPTY:
            self.open.append(tag)
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_block_is_drawn_in_sound_html_with_headings_in_order(tmp_path: Path) -> None:
    figure = Figure("Seats", '<svg xmlns="http://www.w3.org/2000/svg"/>', "A table.")
    html = written(tmp_path, *EVERY, figure)
    parser = Balanced()
    parser.feed(html)
    assert parser.open == []
    assert all(b - a <= 1 for a, b in zip([0, *parser.levels], parser.levels, strict=False))
    assert 'alt="A table."' in html
    assert '<th scope="col">' in html


def test_nothing_is_fetched_and_nothing_is_sent(tmp_path: Path) -> None:
    html = written(tmp_path, *EVERY)
    assert "default-src 'none'" in html
    assert re.findall(r"(?:src|href|action)=\"(?!data:)[^\"]*\"", html) == []
    assert "fetch(" not in html
    assert "XMLHttpRequest" not in html


def test_a_clip_is_inside_and_read_only_when_it_is_met(tmp_path: Path) -> None:
    read: list[str] = []

    def clip() -> bytes:
        read.append("read")
        return b"ID3sound"

    html = written(tmp_path, Statement("One", item="s1"), clips={"s1": clip, "elsewhere": clip})
    assert read == ["read"]
    assert f'src="data:audio/mpeg;base64,{base64.b64encode(b"ID3sound").decode()}"' in html


def test_the_form_names_entries_by_their_keys_alone(tmp_path: Path) -> None:
    html = written(tmp_path, Statement("One", item="secret-id"), Statement("Two"), keys={"secret-id": "abc"})
    assert html.count("<fieldset") == 1
    assert 'data-item="abc"' in html
    assert "secret-id" not in html


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '" onload="x', "a\x00b\u202ec", "half \ud800", "x" * 100_000, "&lt;b&gt;", "</main>"],
)
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    table = Table(text, (text,), ((Cell(text),),))
    html = written(tmp_path, *(block for block in EVERY if type(block).__name__ != "Table"), Statement(text), table)
    assert html.count("<script>") == 1
    assert "onload=" not in html.replace("&quot; onload=", "")
    parser = Balanced()
    parser.feed(html)
    assert parser.open == []


def test_writing_from_the_right_says_so(tmp_path: Path) -> None:
    html = written(tmp_path, Statement("نتصل بمن نعرفه"), language="ar")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<p class="statement" dir="rtl">' in html


def test_an_entry_that_stands_twice_is_asked_about_once(tmp_path: Path) -> None:
    again = Bullet("One", "You agree with Beta:", item="s1")
    html = written(tmp_path, Statement("One", item="s1"), again, keys={"s1": "abc"})
    assert html.count('<fieldset data-item="abc"') == 1
    assert html.index("<fieldset") < html.index("You agree with Beta:")


@pytest.mark.parametrize(
    ("text", "language", "attributes"),
    [
        ("SAP עברית", "he", ' lang="he" dir="rtl"'),
        ("שלום again", "en", ' dir="ltr"'),
        ("“שלום”", "", ' lang="he" dir="rtl"'),
        ("Just so", "", ""),
    ],
)
def test_a_quote_says_its_language_and_runs_as_that_does(
    tmp_path: Path, text: str, language: str, attributes: str
) -> None:
    assert f"<blockquote{attributes}>" in written(tmp_path, QuoteBlock(text, language=language))


def test_readers_are_not_asked_what_they_make_of_their_own_quote(tmp_path: Path) -> None:
    told = (PreparedFor("For: Sales", actor="sales"), QuoteBlock("Ours", item="a", actor="sales"))
    html = written(tmp_path, *told, QuoteBlock("Theirs", item="b", actor="dev"), keys={"a": "keya", "b": "keyb"})
    assert re.findall(r'data-item="(\w+)"', html) == ["keyb"]


def test_room_to_write_stands_where_it_is_asked_for_and_goes_with_the_answers(tmp_path: Path) -> None:
    html = written(tmp_path, WriteBox("Write here what is missing.", 3))
    assert '<textarea rows="3" aria-label="Write here what is missing."' in html
    assert 'querySelectorAll("textarea")' in html


def test_each_choice_says_what_it_is_about(tmp_path: Path) -> None:
    html = written(tmp_path, Statement("One", item="s1"), keys={"s1": "abc"})
    assert '<div id="about-abc"><p class="statement"><b>1.</b> One</p></div>' in html
    assert 'aria-describedby="about-abc"' in html
