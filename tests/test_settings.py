"""Settings survive a restart and a spoilt file."""

from pathlib import Path

import pytest

from facilitator.settings import FILE, Settings, SettingsFile
from tests.storage.mounts import read_only


def test_a_change_is_there_after_a_restart(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(dark=True, lead_ms=3000)
    assert SettingsFile(tmp_path).now == Settings(dark=True, lead_ms=3000)


def test_keys_of_ones_own_are_there_after_a_restart(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(keys={"findings.pedal.back": "F8"})
    assert SettingsFile(tmp_path).now.keys == {"findings.pedal.back": "F8"}


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "{",
        "[1]",
        "[" * 100_000,
        "\x00",
        '{"dark": "yes", "of_old": 1}',
        '{"lead_ms": true}',
        '{"scale": NaN}',
        '{"scale": 1e9}',
        '{"scale": 0.01}',
        '{"lead_ms": -5}',
        '{"lead_ms": 100000000000000000000}',
        '{"panes": {"run": 5}, "keys": {"a": null}, "report": {"paper": ["A4"]}}',
    ],
)
def test_a_spoilt_file_gives_the_defaults(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / FILE).write_text(spoilt)
    assert SettingsFile(tmp_path).now == Settings()


def test_a_folder_that_is_gone_still_lets_the_user_choose(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "gone")
    assert settings.change(dark=True).dark


def test_what_is_sound_beside_what_is_spoilt_is_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"scale": -1.0, "dark": true, "lead_ms": 0}')
    assert SettingsFile(tmp_path).now == Settings(dark=True, lead_ms=0)


def test_a_home_that_cannot_be_written_loses_nothing_but_the_settings(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(dark=True)
    with read_only(tmp_path):
        settings = SettingsFile(tmp_path)
        assert settings.change(scribe="Robin") == Settings(dark=True, scribe="Robin")
    assert SettingsFile(tmp_path).now == Settings(dark=True)
