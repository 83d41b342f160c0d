"""A clip of a study leads to a file of that study and to no other."""

from pathlib import Path

import pytest

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Hidden
from facilitator.services.ports import ClipSpec
from facilitator.services.sound.replay import clip_spec, clip_specs


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "Who picks it up.study"
    for name in ("audio", "clips"):
        (folder / name).mkdir(parents=True)
    (tmp_path / "secret.flac").write_bytes(b"secret")
    return folder


@pytest.mark.parametrize("place", ["audio", "clips"])
def test_a_file_is_found_in_either_folder(study: Path, place: str) -> None:
    (study / place / "sales.flac").write_bytes(b"x")
    assert clip_spec(study, Clip("sales.flac", 1000, 9000)) == ClipSpec(study / place / "sales.flac", 1000, 9000)


def test_what_was_edited_about_a_clip_goes_with_it_everywhere(study: Path) -> None:
    hidden = (Hidden(1500, 1900), Hidden(2000, 2400, "bleep"))
    edited = Clip("sales.flac", 1000, 9000, fade_ms=120, disguise=-4, hidden=hidden, fade_out_ms=400)
    path = study / "audio" / "sales.flac"
    assert clip_spec(study, edited) == ClipSpec(path, 1000, 9000, 120, -4, hidden, fade_out_ms=400)
    assert clip_specs(study, [edited]) == [clip_spec(study, edited)]


def test_a_recording_of_segments_is_found_by_its_folder(study: Path) -> None:
    (study / "audio" / "sales.rec").mkdir()
    assert clip_spec(study, Clip("sales.rec", 0, 1)).path.is_dir()


def test_a_recording_goes_before_a_clip_of_the_same_name(study: Path) -> None:
    for place in ("audio", "clips"):
        (study / place / "sales.flac").write_bytes(b"x")
    assert clip_spec(study, Clip("sales.flac", 0, 1)).path == study / "audio" / "sales.flac"


def test_a_file_that_is_not_there_yet_is_named_where_it_belongs(study: Path) -> None:
    assert clip_spec(study, Clip("sales.flac", 0, 1)).path == study / "audio" / "sales.flac"


@pytest.mark.parametrize(
    "name",
    [
        "../../secret.flac",
        "..\\..\\secret.flac",
        "/etc/passwd",
        "C:\\secret.flac",
        "C:secret.flac",
        "sub/sales.flac",
        "..",
        ".",
        "",
        "sales.flac\x00.wav",
        "sales\n.flac",
    ],
)
def test_a_name_that_leads_out_of_the_study_is_refused(study: Path, name: str) -> None:
    with pytest.raises(UserError, match="Attach the clip again"):
        clip_spec(study, Clip(name, 0, 1000))


def test_a_link_that_leads_out_of_the_study_is_refused(study: Path) -> None:
    (study / "audio" / "sales.flac").symlink_to(study.parent / "secret.flac")
    with pytest.raises(UserError, match="not in the study"):
        clip_spec(study, Clip("sales.flac", 0, 1000))


@pytest.mark.parametrize("name", ["Größe 日本.flac", "a b.flac", "résumé…?.ogg", "👍.wav"])
def test_names_in_any_language_are_taken(study: Path, name: str) -> None:
    (study / "audio" / name).write_bytes(b"x")
    assert clip_spec(study, Clip(name, 0, 1)).path.read_bytes() == b"x"


def test_what_is_read_ahead_has_each_clip_once_and_leaves_out_refused_names(study: Path) -> None:
    good, bad = Clip("sales.flac", 0, 1000), Clip("../x.flac", 0, 1000)
    other = Clip("sales.flac", 5000, 6000)
    assert [spec.start_ms for spec in clip_specs(study, [good, bad, good, other])] == [0, 5000]
