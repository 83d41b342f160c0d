"""The capture line's keys: what is head, what is text, and that no key is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.grammar import (
    KIND_KEYS,
    SIGN_KEYS,
    Head,
    back,
    close,
    line_text,
    press,
    sign_seats,
    sign_text,
    typed,
    who_text,
)

SEATS = frozenset(range(1, 11))
KEYS = st.text(alphabet="0123456789*aqnpxyz +-=!, é字", max_size=30)


@pytest.mark.parametrize(
    ("keys", "who", "kind", "text"),
    [
        ("4q Words", 4, "quote", "Words"),
        ("4qWords", 4, "quote", "Words"),
        ("4a x", 4, "idea", "x"),
        ("4n x", 4, "own", "x"),
        ("0p x", "unknown", "parking", "x"),
        ("*a x", "several", "idea", "x"),
        ("4Words", 4, None, "Words"),
        ("10 x", 10, None, "x"),
        ("10q x", 10, "quote", "x"),
        ("12 x", 1, None, "2 x"),
        ("100", 10, None, "0"),
        ("a customer rang", None, None, "a customer rang"),
        ("quick", None, None, "quick"),
        (" 3 of us", None, None, "3 of us"),
        (" +1 to that", None, None, "+1 to that"),
        ("4qq", 4, "quote", "q"),
        ("4 q", 4, None, "q"),
        ("4A b", 4, None, "A b"),
        ("4+2", 4, None, "+2"),
        ("*", "several", None, ""),
        ("- a list", None, None, "- a list"),
        ("-5 degrees", None, None, "-5 degrees"),
        ("+ten", None, None, "+ten"),
        ("+ 2", None, None, "+ 2"),
        ("4=2", 4, None, "=2"),
        ("字 4", None, None, "字 4"),
    ],
)
def test_a_key_is_head_or_text_by_its_place(keys: str, who: object, kind: object, text: str) -> None:
    line = typed(keys, SEATS)
    assert (line.head.who, line.head.kind, line.text) == (who, kind, text)


@pytest.mark.parametrize(
    ("keys", "sign", "seats"),
    [
        ("+235", "nod", (2, 3, 5)),
        ("-1", "shake", (1,)),
        ("=", "again", ()),
        ("!7", "surprised", (7,)),
        ("+10", "nod", (10,)),
        ("+1 1", "nod", (1,)),
        ("+1,10,3", "nod", (1, 10, 3)),
        ("+12", "nod", (1, 2)),
        ("+01", "nod", (1,)),
        ("+101", "nod", (10, 1)),
        ("+1 , 10", "nod", (1, 10)),
        ("+23\b", "nod", (2,)),
        ("+2\b", "nod", ()),
        ("+2\b\b", None, ()),
    ],
)
def test_a_sign_is_followed_by_seats(keys: str, sign: str | None, seats: tuple[int, ...]) -> None:
    head = typed(keys, SEATS).head
    assert head.sign == sign
    assert sign_seats(head, SEATS) == seats


@pytest.mark.parametrize(
    ("keys", "who", "kind", "text"),
    [
        ("4q \b", 4, None, "q"),
        ("4q \b\b", 4, None, ""),
        ("4q \b\b\b", None, None, "4"),
        ("4q \b\b\b\b", None, None, ""),
        ("4q \b\b\b\b5n x", 5, "own", "x"),
        ("4q \b\bn x", 4, "own", "x"),
        ("4q \bx", 4, None, "qx"),
        ("10\b", None, None, "10"),
        ("*\b", None, None, "*"),
        ("0\b", None, None, "0"),
        (" \b4 x", 4, None, "x"),
        ("4 x\bapples", 4, None, "apples"),
        ("x\b4 y", 4, None, "y"),
        ("+23\b\b\b4 y", 4, None, "y"),
    ],
)
def test_backspace_at_the_start_turns_the_last_chip_back_into_characters(
    keys: str, who: object, kind: object, text: str
) -> None:
    line = typed(keys, SEATS)
    assert (line.head.who, line.head.kind, line.text) == (who, kind, text)


@given(KEYS)
def test_every_key_but_the_space_that_ends_the_head_is_found_again(keys: str) -> None:
    line = typed(keys, SEATS)
    who = "" if line.head.who is None else who_text(line.head.who)
    kind = "" if line.head.kind is None else next(k for k, v in KIND_KEYS.items() if v == line.head.kind)
    head = sign_text(line.head) + who + kind
    assert keys in {head + line.text, f"{head} {line.text}"}


@given(st.text(alphabet="0123456789*aqnpx +-=!\b", max_size=200))
def test_any_run_of_keys_leaves_a_sound_line(keys: str) -> None:
    head = typed(keys, SEATS).head
    assert head.sign is None or (head.who is None and head.kind is None)
    assert head.kind is None or head.who is not None
    assert all(1 <= seat <= 10 for seat in sign_seats(head, SEATS))


@given(KEYS)
def test_enough_backspaces_empty_every_line(keys: str) -> None:
    assert typed(keys + "\b" * (2 * len(keys) + 4), SEATS) == typed("", SEATS)


def test_pasting_after_a_sign_turns_it_into_text() -> None:
    head = typed("+2", SEATS).head
    assert close(head).text == "+2"
    assert close(head).head == Head(open=False)
    assert close(typed("4q", SEATS).head).head == Head(4, "quote", open=False)


def test_a_kind_without_a_key_goes_without_characters() -> None:
    step = back(Head(4, "observation"))
    assert (step.head.who, step.head.kind, step.text) == (4, None, "")


def test_a_closed_head_takes_no_key() -> None:
    assert press(Head(open=False), "4", SEATS).text == "4"


@pytest.mark.parametrize("key", list(SIGN_KEYS))
def test_a_sign_needs_an_empty_line(key: str) -> None:
    assert press(Head(), key, SEATS, empty=False).text == key


def test_line_text_is_fit_for_a_line_and_for_the_store() -> None:
    assert line_text("a\r\nb\tc\x00d\u2028e") == "a b cd e"
    assert line_text("\ud83d") == "\ufffd"
    assert line_text("مرحبا 日本語 👩🏽‍🚒 é") == "مرحبا 日本語 👩🏽‍🚒 é"
