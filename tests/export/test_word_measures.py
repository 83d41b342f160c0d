"""What the styles of a Word file come to, read from the file itself."""

from dataclasses import replace
from io import BytesIO

import docx
from docx.shared import Pt

from facilitator.domain.documents.blocks import Document
from facilitator.export.word_measures import look_of, measures

USUAL = Document("pack", "T", ())
TIGHT = replace(USUAL, tight=True)


def template(name: str, size: int) -> bytes:
    word = docx.Document()
    word.styles["Normal"].font.size = Pt(size)
    word.styles["Heading 1"].paragraph_format.space_before = Pt(30)
    word.styles["Normal"].font.name = name
    packed = BytesIO()
    word.save(packed)
    return packed.getvalue()


def test_our_own_styles_are_measured() -> None:
    found = measures(look_of(USUAL, 11.0))
    assert (found.page, found.width) == ((11906, 16838), 9412)
    body, heading, box = (found.styles[name] for name in ("Normal", "Heading1", "WriteBox"))
    assert (body.face, body.size, body.below, body.kept) == ("Calibri", 220, 120, False)
    assert (heading.size, heading.bold, heading.above, heading.kept, heading.whole) == (300, True, 220, True, True)
    assert (box.rule_above, box.rule_below) == (90, 90)


def test_a_tight_document_and_large_type_are_measured_as_they_are_written() -> None:
    usual = measures(look_of(USUAL, 11.0, "Letter"))
    tight = measures(look_of(TIGHT, 11.0, "Letter"))
    large = measures(look_of(TIGHT, 18.0, "Letter"))
    assert tight.height > usual.height
    assert tight.styles["Normal"].below < usual.styles["Normal"].below
    assert large.styles["Normal"].size == 360


def test_the_styles_of_a_template_count_with_what_they_are_based_on() -> None:
    found = measures(look_of(USUAL, 11.0, "A4", template("Georgia", 14)))
    assert (found.styles["Normal"].face, found.styles["Normal"].size) == ("Georgia", 280)
    assert found.styles["Heading1"].above == 600
    assert found.styles["TableText"].face == "Georgia"  # ours, added, based on theirs


def test_a_face_named_by_the_theme_is_found() -> None:
    plain_template = docx.Document()
    packed = BytesIO()
    plain_template.save(packed)
    found = measures(look_of(USUAL, 11.0, "A4", packed.getvalue()))
    assert found.styles["Normal"].face == "Cambria"
    assert found.styles["Heading1"].face == "Calibri"


def test_a_wide_table_in_large_type_lies_on_its_side() -> None:
    wide = replace(USUAL, wide=True)
    assert measures(look_of(wide, 18.0)).page == (16838, 11906)
    assert measures(look_of(wide, 11.0)).page == (11906, 16838)
