"""Clips leave as files by keyboard, and what must not leave is refused in a sentence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator.audio.clip_writer import write_clip
from facilitator.audio.decoder import AudioDecoder
from facilitator.audio.ear import AudioEar
from facilitator.domain.consent import Consent
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote
from facilitator.domain.people import Person
from facilitator.services.findings import Findings
from facilitator.services.sound.clip_export import ClipExport
from facilitator.services.sound.sound_labels import SoundLabels
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.findings.clip_out import ClipOut, ClipOutPanel
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.main_window import MainWindow
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.label import Label
from tests.hand_player import HandPlayer
from tests.ui.findings.sounding import recorded_study

NOW = datetime(2026, 11, 5, 9, tzinfo=UTC)
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path, hand_player: HandPlayer) -> Iterator[FindingsDesk]:
    study = recorded_study(tmp_path)
    store, names = study.store, study.names
    out = ClipOut(
        lambda: ClipExport(store, study.path, names, lambda: NOW), write_clip, lambda: SoundLabels(store, names)
    )
    findings, decoder, ear = Findings(store), AudioDecoder(), AudioEar()
    yield FindingsDesk(store, findings, study.path, hand_player, decoder, ear, clip_out=out)
    study.close()


@pytest.fixture
def page(desk: FindingsDesk, qtbot: QtBot) -> FindingsPage:
    theme, actions = Theme(), Actions()
    window = MainWindow(theme, actions, {"findings": lambda: FindingsPage(theme, actions, desk)})
    qtbot.addWidget(window)
    desk.store.listen(window.apply_changes)
    with qtbot.waitActive(window):
        window.show()
    window.go("findings")
    assert isinstance(window.page, FindingsPage)
    window.page.grid.choose("k")
    return window.page


@pytest.fixture
def panel(page: FindingsPage, qtbot: QtBot) -> ClipOutPanel:
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_E, KEYS)
    panel = page.work.saving
    assert panel is not None
    assert panel.isVisible()
    return panel


def told(panel: ClipOutPanel) -> str:
    return " ".join(label.text() for label in panel.findChildren(Label) if label.isVisible())


def test_the_chosen_clip_is_written_as_it_sounds_and_logged(
    panel: ClipOutPanel, desk: FindingsDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.findings.set_released("k", True)
    monkeypatch.setattr(ask, "folder", lambda *_: tmp_path / "out")
    panel.form.setCurrentIndex(panel.form.findData("wav"))
    panel.save.click()
    qtbot.waitUntil(lambda: desk.store.count(Export) == 1, timeout=20_000)
    (clip,) = (tmp_path / "out").rglob("*.wav")
    assert soundfile.info(clip).duration == pytest.approx(10.0)
    qtbot.waitUntil(lambda: "1 clip is in" in told(panel))
    assert panel.save.isEnabled()


def test_a_quote_that_is_not_released_is_refused_before_a_folder_is_asked_for(
    panel: ClipOutPanel, qtbot: QtBot
) -> None:
    panel.save.click()  # a folder that was asked for would open a window and fail
    qtbot.waitUntil(lambda: "is not released" in told(panel))


def test_a_speaker_who_may_not_be_heard_keeps_the_clip_here(
    panel: ClipOutPanel, desk: FindingsDesk, qtbot: QtBot
) -> None:
    with desk.store.change("Set up") as change:
        person = desk.store.need(Person, "ash")
        change.put(replace(person, consent=Consent(True, True, True, False)))
        change.put(replace(desk.store.need(Quote, "k"), released=True))
    panel.save.click()
    qtbot.waitUntil(lambda: "did not agree" in told(panel))


def test_stopping_leaves_nothing_behind(
    panel: ClipOutPanel, desk: FindingsDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.findings.set_released("k", True)
    monkeypatch.setattr(ask, "folder", lambda *_: tmp_path / "out")
    panel.save.click()
    assert panel.job is not None
    panel.stop.click()
    qtbot.waitUntil(lambda: panel.job is not None and not panel.job.running, timeout=20_000)
    assert desk.store.count(Export) == 0
    qtbot.waitUntil(lambda: "Stopped" in told(panel))


def test_marks_are_saved_as_labels(
    panel: ClipOutPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "folder", lambda *_: tmp_path / "labels")
    with qtbot.waitSignal(panel.said):
        panel.labels.click()
    (file,) = (tmp_path / "labels").iterdir()
    assert "Early word" in file.read_text()


def test_packs_of_groups_that_look_can_be_chosen(panel: ClipOutPanel) -> None:
    choices = [panel.which.itemText(at) for at in range(panel.which.count())]
    assert choices == ["What is chosen: 1 clip", "Every clip that may be heard", "Pack of Sales"]
