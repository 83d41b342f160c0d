"""What a killed program left half written is gone with the next writing or opening."""

import errno
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.study import Study
from facilitator.storage.files import PATIENCE_S, safe_name, whole_file
from facilitator.storage.opening import create_study, open_study


def ended_process() -> int:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


@pytest.mark.parametrize("older", ["before", ""])
@pytest.mark.parametrize("tries", [1, len(PATIENCE_S)])
def test_a_file_that_another_program_holds_for_a_moment_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tries: int, older: str
) -> None:
    """A folder that is kept in step with others: each new file is opened there, which Windows calls forbidden."""
    if older:
        (tmp_path / "A.docx").write_text(older)
    put = Path.replace
    refused: list[Path] = []

    def held(part: Path, target: Path) -> Path:
        if len(refused) < tries:
            refused.append(target)
            raise PermissionError(errno.EACCES, "in use", str(target))
        return put(part, target)

    monkeypatch.setattr(Path, "replace", held)
    with whole_file(tmp_path / "A.docx") as part:
        part.write_text("after")
    assert (tmp_path / "A.docx").read_text() == "after"
    assert [path.name for path in tmp_path.iterdir()] == ["A.docx"]


def test_a_file_that_stays_open_elsewhere_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "A.docx").write_text("before")

    def held(_part: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use", str(target))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError), whole_file(tmp_path / "A.docx") as part:
        part.write_text("after")
    assert (tmp_path / "A.docx").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["A.docx"]


AWKWARD = st.text(st.sampled_from("aCoOnNuUlLpPrR1¹. :/\\?*<>|\"'~$\n\t\0\u202e\u200bé\u0301語🎧\ud800"), max_size=12)


@given(
    AWKWARD | st.text(max_size=300) | st.sampled_from(["CON", "con .txt", "NUL.tar.gz", "a" * 400, "é" * 150, "COM¹"])
)
def test_any_text_becomes_a_name_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name.encode()) <= 201
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable() or any(unicodedata.category(sign) in ("Zs", "Co", "Cn") for sign in name)
    assert name == name.strip(" .")
    assert name.partition(".")[0].strip().casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1", "com¹"}
    assert safe_name(name) == name


def test_a_part_left_by_a_killed_program_goes_when_its_file_is_written_again(tmp_path: Path) -> None:
    dead, other = ended_process(), tmp_path / ".B.docx.1.part"
    left = tmp_path / f".A.docx.{dead}.part"
    left.write_text("half")
    other.write_text("somebody is writing")
    with whole_file(tmp_path / "A.docx") as part:
        part.write_text("whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".B.docx.1.part", "A.docx"]


@pytest.mark.parametrize("name", ["x" * 250 + ".json", "é" * 125 + ".docx"])
def test_the_longest_name_that_there_can_be_is_written(tmp_path: Path, name: str) -> None:
    with whole_file(tmp_path / name) as part:
        part.write_text("whole")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_part_of_a_program_that_runs_stays(tmp_path: Path) -> None:
    own = tmp_path / f".A.docx.{os.getppid()}.part"
    own.write_text("being written")
    with whole_file(tmp_path / "A.docx") as part:
        part.write_text("whole")
    assert own.exists() or os.name == "nt"


def test_parts_in_a_study_go_when_it_is_opened(tmp_path: Path) -> None:
    create_study(tmp_path / "A.study", Study(title="T")).close()
    left = tmp_path / "A.study" / "exports" / f".Pack.docx.{ended_process()}.part"
    left.write_text("half")
    own = tmp_path / "A.study" / "exports" / "Somebody's own.part"
    own.write_text("mine")
    open_study(tmp_path / "A.study").close()
    assert not left.exists()
    assert own.exists()
