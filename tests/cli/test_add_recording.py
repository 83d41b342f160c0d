"""A second recorder's file, added from the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli import cli
from facilitator.domain.actors import Actor
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.storage.opening import create_study
from tests.audio.sounds import babble, write

RATE = 16_000


@pytest.fixture
def study(tmp_path: Path) -> Path:
    made = create_study(tmp_path / "A.study", Study(title="A"))
    write(made.audio / "own.flac", babble(20, RATE), RATE)
    with made.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", kind="focus_group"))
        change.add(Session("s", actor="sales", started_at="2026-11-04T09:00:00Z", ended_at="2026-11-04T09:00:20Z"))
        stretches = (Stretch(0, 0, 20 * RATE),)
        change.add(Recording("own", session="s", file="own.flac", rate=RATE, frames=20 * RATE, stretches=stretches))
    made.close()
    return tmp_path / "A.study"


def test_it_finds_its_place_by_what_is_heard(study: Path, tmp_path: Path) -> None:
    phone = write(tmp_path / "phone.wav", babble(20, RATE)[5 * RATE :] * 0.5, RATE)
    done = CliRunner().invoke(cli, ["add-recording", str(study), str(phone), "--session", "Sales", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["begins_ms"] == pytest.approx(5000, abs=3)
    assert told["alignment"]["how"] == "talk"
    assert CliRunner().invoke(cli, ["check", str(study)]).exit_code == 0


def test_the_place_can_be_named(study: Path, tmp_path: Path) -> None:
    phone = write(tmp_path / "phone.wav", babble(3, RATE, seed=8), RATE)
    command = ["add-recording", str(study), str(phone), "--session", "s", "--offset", "-500"]
    done = CliRunner().invoke(cli, command)
    assert (done.exit_code, done.stdout) == (0, "phone.wav begins at -500 ms of session time\n")


def test_other_talk_is_added_and_said_to_be_unsure(study: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other.wav", babble(9, RATE, seed=8), RATE)
    done = CliRunner().invoke(cli, ["add-recording", str(study), str(other), "--session", "s"])
    assert done.exit_code == 0
    assert "not sure where it belongs" in done.stderr


def test_a_group_that_has_not_met_is_said_to(study: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["add-recording", str(study), str(tmp_path / "x.wav"), "--session", "nobody"])
    assert done.exit_code == 1
    assert "There is no single group “nobody”" in done.stderr


@pytest.mark.parametrize("offset", ["-99999999999999", "99999999999999999999", "soon"])
def test_a_place_days_away_from_the_session_is_wrong_usage(study: Path, tmp_path: Path, offset: str) -> None:
    phone = write(tmp_path / "phone.wav", babble(1, RATE, seed=8), RATE)
    done = CliRunner().invoke(cli, ["add-recording", str(study), str(phone), "--session", "s", "--offset", offset])
    assert done.exit_code == 2, done.output
    assert not (study / "audio" / "phone.wav").exists()


def test_what_is_no_audio_is_told_in_one_sentence_whatever_else_the_decoder_tells(study: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("No sound at all. " * 1000)
    call = [sys.executable, "-m", "facilitator", "add-recording", str(study), str(tmp_path / "notes.txt")]
    done = subprocess.run([*call, "--session", "s"], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("notes.txt is not audio that can be read")
    assert len(done.stderr.splitlines()) == 1
