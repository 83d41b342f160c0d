"""Clips and labels leave by the command line as they do by the window."""

from pathlib import Path

import pytest
import soundfile
from click.testing import CliRunner, Result

from facilitator.cli import cli
from facilitator.cli.sound import CLIP_FORMATS
from facilitator.domain.exports import Export
from facilitator.paths import sample_dir
from facilitator.services.sound import clip_files
from facilitator.storage.opening import open_study


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    study = tmp_path / "Sample.study"
    assert run("import", study, sample_dir() / "sample" / "study.json").exit_code == 0
    return study


def test_the_clips_of_a_pack_are_written_as_sound_that_plays(sample: Path, tmp_path: Path) -> None:
    result = run("export", sample, "clips", "--to", tmp_path / "out", "--for", "Sales", "--format", "ogg")
    assert result.exit_code == 0, result.output
    *clips, playlist = (Path(line) for line in result.stdout.splitlines())
    assert len(clips) == 9
    assert all(soundfile.info(clip).duration > 2 for clip in clips)
    assert [line for line in playlist.read_text("utf-8").splitlines() if line[0] != "#"] == [c.name for c in clips]
    assert "One clip is left out: the words mention this group." in result.stderr
    study = open_study(sample)
    assert [record.document for record in study.store.find(Export)][-1] == "clips"
    study.close()


def test_labels_and_clips_are_written_side_by_side(sample: Path, tmp_path: Path) -> None:
    result = run("export", sample, "labels", "clips", "--to", tmp_path / "out")
    assert result.exit_code == 0, result.output
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert "Who picks it up - Sales - labels.txt" in names
    assert "Who picks it up - Sales - 01.mp3" in names


def test_a_format_without_an_encoder_is_told(sample: Path, tmp_path: Path) -> None:
    result = run("export", sample, "clips", "--to", tmp_path / "out", "--format", "m4a")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Choose mp3" in result.stderr


def test_the_command_line_names_the_formats_of_clips() -> None:
    assert (*clip_files.CLIP_FORMATS, "m4a") == CLIP_FORMATS
