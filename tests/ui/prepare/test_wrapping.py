"""Words in cells lose nothing until there is no line left for them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from facilitator.ui.prepare.wrapping import wrapped
from facilitator.ui.theme import Theme


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")) | st.just(" "), max_size=80))
def test_a_text_that_fits_keeps_every_sign(qapp: QApplication, text: str) -> None:
    lines = wrapped(text, Theme().font("body"), 200, 200)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_text_that_does_not_fit_ends_in_dots(qapp: QApplication) -> None:
    lines = wrapped("word " * 2_000, Theme().font("body"), 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert lines[0].startswith("word word")


def test_no_text_is_no_trouble(qapp: QApplication) -> None:
    assert "".join(wrapped("", Theme().font("body"), 0, 2)) == ""
