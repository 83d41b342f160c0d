"""Settings survive a restart and a spoilt file."""

from pathlib import Path

import pytest

from facilitator.settings import FILE, Settings, SettingsFile


def test_a_change_is_there_after_a_restart(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(dark=True, lead_ms=3000)
    assert SettingsFile(tmp_path).now == Settings(dark=True, lead_ms=3000)


def test_keys_of_ones_own_are_there_after_a_restart(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(keys={"findings.pedal.back": "F8"})
    assert SettingsFile(tmp_path).now.keys == {"findings.pedal.back": "F8"}


@pytest.mark.parametrize("spoilt", ["", "{", "[1]", '{"dark": "yes", "of_old": 1}', "\x00"])
def test_a_spoilt_file_gives_the_defaults(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / FILE).write_text(spoilt)
    assert SettingsFile(tmp_path).now == Settings()


def test_a_folder_that_is_gone_still_lets_the_user_choose(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "gone")
    assert settings.change(dark=True).dark
