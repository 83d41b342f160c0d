"""Where somebody can be reached or found is seen however it is written or said, and dates and amounts are not that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.documents.contacts import contacts_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to kim.lee+x@mail.example.org, please.", ["kim.lee+x@mail.example.org"]),
        ("kim ＠ example.org", ["kim @ example.org"]),
        ("kim(at)example.org or KIM[AT]example.org", ["kim(at)example.org", "KIM[AT]example.org"]),
        ("kim (at) example (dot) org", ["kim (at) example (dot) org"]),
        ("kim [ät] example [punkt] de", ["kim [ät] example [punkt] de"]),
        ("kim at example dot org", ["kim at example dot org"]),
        ("kim ät example.de", ["kim ät example.de"]),
        ("Ring 020 7946 0958 at night.", ["020 7946 0958"]),
        ("+49 30 901820", ["+49 30 901820"]),
        ("(030) 90-18-20", ["(030) 90-18-20"]),
        ("123456789", ["123456789"]),
        ("555-123-4567", ["555-123-4567"]),
        ("555-1234", ["555-1234"]),
        ("GB82 WEST 1234 5698 7654 32 is ours", ["GB82 WEST 1234 5698 7654 32"]),
        ("de89 3704 0044 0532 0130 00 and more", ["de89 3704 0044 0532 0130 00"]),
        ("DE8937040044053201", ["DE8937040044053201"]),
        ("oh two oh seven nine four", ["oh two oh seven nine four"]),
        ("Null, drei, vier, zwo, eins, acht", ["Null, drei, vier, zwo, eins, acht"]),
        ("My account number is 12345.", ["account number is 12345"]),
        ("Konto 123 456", ["Konto 123 456"]),
        ("ext. 42", ["ext. 42"]),
        ("AB 12 34 56 C", ["AB 12 34 56 C"]),
    ],
)
def test_what_leads_to_somebody_is_found_as_it_stands(text: str, found: list[str]) -> None:
    assert contacts_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "On 2026-11-04, or 04.11.2026, or 4/11/26.",
        "From 2024 - 2026 it was 1.250.000 or 12 345 678.",
        "12345678 of them",
        "look at it. Org charts",
        "one two three four five",
        "account 1234",
        "the ext. is 5 m",
        "ab 12 34 56 c",
        "Version 1.2.3.4.5.6.7",
        "3,141,592.65",
        "@home and at@ nothing",
        "(at) the desk",
    ],
)
def test_dates_amounts_and_ordinary_words_are_nobodys_address(text: str) -> None:
    assert contacts_in(text) == []


def test_small_letters_are_an_account_only_with_its_check_digits() -> None:
    assert contacts_in("de12 3704 0044 0532 0130 00") == ["3704 0044 0532 0130 00"], "a number all the same"
    assert contacts_in("ab12 cdef ghij klmn") == []


words = st.lists(st.sampled_from(["we", "ring", "Müller", "字", "at", "noon,", "two", "(and)"]), max_size=5).map(
    " ".join
)
digits = st.text("0123456789", min_size=6, max_size=9)


@settings(max_examples=40)
@given(words, digits, st.sampled_from([" ", "-", "/", ""]), words)
def test_a_number_that_begins_like_one_to_ring_is_found_among_any_words(
    before: str, number: str, gap: str, after: str
) -> None:
    written = f"+4{number[0]}{gap}{number[1:]}"
    assert written in contacts_in(f"{before} {written} {after}")


@given(
    words, st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?", fullmatch=True), st.sampled_from(["@", "(at)", "[AT]"]), words
)
def test_an_address_is_found_among_any_words(before: str, name: str, sign: str, after: str) -> None:
    written = f"{name}{sign}example.org"
    assert any(written in each for each in contacts_in(f"{before} {written} {after}"))


@given(st.text(max_size=80))
def test_what_is_found_in_plain_text_stands_in_it_and_is_told_once(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    found = contacts_in(plain)
    assert all(each and each in plain for each in found)
    assert not [each for each in found for other in found if each != other and each in other]
