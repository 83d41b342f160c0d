"""Erased words are looked for in whatever lies in the folder of a study, in whatever form it is."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.services.study import withdrawing_files
from facilitator.services.study.withdrawing_files import Leftover, leftovers, pieces, remove_exports

WORDS = "Wilhelmina said so"
KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def packed(*entries: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as package:
        for name, data in entries:
            package.writestr(name, data)
    return made.getvalue()


def found(folder: Path, *words: str) -> list[str]:
    return [each.file for each in leftovers(folder, words or [WORDS])]


@given(st.text(alphabet=st.sampled_from('ab \n\t"\\<>&é字'), max_size=120))
def test_of_every_text_something_is_looked_for_and_all_of_it_stands_in_the_text(text: str) -> None:
    looked_for = pieces(text)
    assert all(piece in text for piece in looked_for)
    assert bool(looked_for) == any(letter in "abé字" for letter in text)


@pytest.mark.parametrize("text", ['"No way" he said', " Yes. ", "He said\nno", "a" * 100])
def test_words_are_found_wherever_they_stand(tmp_path: Path, text: str) -> None:
    (tmp_path / "left.txt").write_text(f"before {text} after", encoding="utf-8")
    assert list(leftovers(tmp_path, [text])) == [Leftover("left.txt", text)]
    assert list(leftovers(tmp_path, ["somebody else said so"])) == []


def test_words_are_found_in_the_letters_of_two_bytes_that_some_programs_write(tmp_path: Path) -> None:
    (tmp_path / "left.dat").write_bytes(b"\0" + WORDS.encode("utf-16-le"))
    assert found(tmp_path) == ["left.dat"]


def test_words_are_found_across_the_parts_in_which_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at_once in range(20, 60, 7):
        monkeypatch.setattr(withdrawing_files, "AT_ONCE", at_once)
        (tmp_path / "left.txt").write_text(f"{'.' * 30}{WORDS}{'.' * 200}", encoding="utf-8")
        (tmp_path / "packed.zip").write_bytes(packed(("a.txt", b"." * 300), ("b.txt", WORDS.encode())))
        assert found(tmp_path) == ["left.txt", "packed.zip"]


def test_words_are_found_in_a_document_in_a_document_and_between_its_marks(tmp_path: Path) -> None:
    document = packed(("word/document.xml", b"<w:t>Wilhel</w:t><w:t>mina said so</w:t>"))
    (tmp_path / "all.zip").write_bytes(packed(("Report.docx", document), ("other.txt", b"nothing")))
    assert found(tmp_path) == ["all.zip"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_neither_ends_the_search_nor_hides_what_else_is_in_it(tmp_path: Path, kind: int) -> None:
    whole = packed(("a.txt", b"hidden " * 20), ("b.txt", WORDS.encode() * 3), kind=kind)
    damaged = bytearray(whole)
    start = 30 + len("a.txt")
    damaged[start : start + 6] = b"\xff" * 6
    (tmp_path / "1 damaged.zip").write_bytes(bytes(damaged))
    (tmp_path / "2 cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "3 empty.docx").write_bytes(b"PK")
    (tmp_path / "4 after.txt").write_text(WORDS, encoding="utf-8")
    names = found(tmp_path)
    assert "1 damaged.zip" in names
    assert names[-1] == "4 after.txt"


def test_a_file_locked_by_a_password_is_passed_by(tmp_path: Path) -> None:
    locked = bytearray(packed(("a.txt", b"secret")))
    for at in (6, locked.index(b"PK\x01\x02") + 8):
        struct.pack_into("<H", locked, at, 1)  # says that it is locked
    (tmp_path / "locked.zip").write_bytes(bytes(locked))
    (tmp_path / "open.txt").write_text(WORDS, encoding="utf-8")
    assert found(tmp_path) == ["open.txt"]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6), st.sampled_from(KINDS))
def test_nothing_that_can_be_the_matter_with_a_packed_file_ends_the_search(
    spoilt: list[tuple[int, int]], kind: int
) -> None:
    data = bytearray(packed(("a.txt", b"hello " * 30), ("é.txt", bytes(range(256))), kind=kind))
    for at, byte in spoilt:
        data[2 + at % (len(data) - 2)] = byte
    assert list(withdrawing_files._unpacked(bytes(data), 0)) is not None


def test_a_short_name_counts_where_it_stands_alone_and_not_in_sound(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Anna", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Annapurna", encoding="utf-8")
    (tmp_path / "c.db-wal").write_bytes(b"xAnnay")
    (tmp_path / "d.WAV").write_bytes(b" Anna ")
    assert found(tmp_path, "Anna") == ["a.txt", "c.db-wal"]
    (tmp_path / "d.WAV").write_bytes(WORDS.encode())
    assert found(tmp_path) == ["d.WAV"], "so many letters are no chance"


def test_our_own_copies_of_exported_files_are_taken_away_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "Pack.docx").write_text("x", encoding="utf-8")
    clips = tmp_path / "Clips"
    clips.mkdir()
    (clips / "Clips.m3u8").write_text("x", encoding="utf-8")
    (tmp_path / "Other").mkdir()
    (tmp_path / "kept.docx").write_text("x", encoding="utf-8")
    gone = remove_exports(tmp_path, ["Pack.docx", "Pack.docx", "", "../elsewhere.docx", "Other", "Clips.m3u8"])
    assert gone == ["Pack.docx", "Clips"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Other", "kept.docx"]


def test_a_file_that_cannot_be_read_is_told_and_one_that_is_gone_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons = {"locked.txt": PermissionError(), "gone.txt": FileNotFoundError()}
    for name in (*reasons, "left.txt"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    opened = Path.open

    def open_or_fail(path: Path, *how: Any) -> Any:
        if path.name in reasons:
            raise reasons[path.name]
        return opened(path, *how)

    monkeypatch.setattr(Path, "open", open_or_fail)
    assert list(leftovers(tmp_path, [WORDS])) == [Leftover("left.txt", WORDS), Leftover("locked.txt", "")]
