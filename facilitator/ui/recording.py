"""The recording of the session that goes on, for every page: its state, its banners, its keys, its supplies.

Nothing here takes the keyboard: what the recorder tells only changes what is seen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.errors import UserError
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Sounding, soundings
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import local_time
from facilitator.services.ports import InputDevice, Level, Power, PowerState
from facilitator.services.sound.overdrive import Overdrive
from facilitator.services.sound.recording import SessionRecording
from facilitator.services.sound.sounding import struck_at
from facilitator.ui.frame.banner import BannerAction, BannerText
from facilitator.ui.jobs import run_job
from facilitator.ui.recording_words import (
    BannerWords,
    battery_words,
    disk_words,
    interrupted_words,
    loud_words,
    trouble_words,
)
from facilitator.ui.wakefulness import Wakefulness
from facilitator.ui.widgets.light import Recording as Light

TICK_MS, SUPPLIES_EVERY = 1_000, 10
DISK_LOW_MIN, DISK_OUT_MIN = 120, 20
BATTERY_LOW, BATTERY_OUT, BATTERY_END = 20, 10, 4
"""Percent: amber, banner, and the recording is closed."""
SESSION = "session"
"""Who wants the laptop awake."""
LATE_MS = 5_000
"""A mark lies before the words it is of: what begins to sound so soon after it is still heard."""
WARNINGS = {"disk": "disk", "battery": "battery", "loud": "warning"}
"""Causes of a banner that does not stop the recording, with its sign."""
LIGHTS = {"recording": Light.ON, "paused": Light.PAUSED, "lost": Light.LOST, "notes_only": Light.NOTES_ONLY}


@dataclass(frozen=True)
class Supplies:
    """What recording uses up: minutes of sound that the disk still takes, and the battery in percent."""

    disk_minutes: int | None = None
    battery: int | None = None
    mains: bool = True

    @property
    def disk_low(self) -> bool:
        return self.disk_minutes is not None and self.disk_minutes < DISK_LOW_MIN

    @property
    def on_battery(self) -> int | None:
        """The percent that count: none while mains is on."""
        return None if self.mains else self.battery

    @property
    def battery_low(self) -> bool:
        return self.on_battery is not None and self.on_battery <= BATTERY_LOW


@dataclass(frozen=True)
class Machine:
    """What the laptop tells and does; `device` is the microphone used last."""

    power: Power | None = None
    awake: Wakefulness | None = None
    device: Callable[[], str] = lambda: ""


class RecordingControl(QObject):
    """Joins the keeper with light, banners and keys; `watch` tells it which session is going on."""

    changed = Signal()
    """State, trouble or microphone are others."""
    ticked = Signal()
    level_heard = Signal(float)
    """The peak of the last tenth of a second, in dB below full scale."""
    supplies_changed = Signal(object)
    headphones_changed = Signal(bool)
    notice_requested = Signal(str)
    banner_changed = Signal(str, object)
    """A cause, and the BannerText for it or None."""

    def __init__(self, keeper: SessionRecording, machine: Machine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keeper = keeper
        self._machine = machine
        self._watched: Session | None = None
        self._now_ms: Callable[[], int] = lambda: 0
        self._light = Light.NONE
        self._closed_for_battery = False
        self._told_trouble = False
        self._warned: dict[str, BannerWords | None] = {}
        self._overdrive = Overdrive()
        self.supplies = Supplies()
        self.headphones = False
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._count = 0
        keeper.listen(self._on_told)
        keeper.recorder.level_changed.connect(self._on_level)
        keeper.recorder.device_changed.connect(self._on_device)
        keeper.recorder.remarked.connect(self.notice_requested.emit)

    # What is going on

    @property
    def light(self) -> Light:
        """What the light shows."""
        return self._light

    @property
    def is_recording(self) -> bool:
        """Whether sound is being kept, or was until a pause or a loss that is not over."""
        return self._light in (Light.ON, Light.PAUSED) or (self._light is Light.LOST and self.keeper.state != "off")

    def is_busy(self, but: str = "") -> bool:
        """Whether a session other than `but` is being recorded, so that the microphone is not free."""
        return self.is_recording and self.keeper.session_id != but

    @property
    def elapsed(self) -> str:
        """What has been recorded, as h:mm:ss."""
        return full_time(self.keeper.recorded_ms) if self._light is Light.ON else ""

    @property
    def device(self) -> str:
        """The name of the microphone in use."""
        device = self.keeper.device if self._light in (Light.ON, Light.PAUSED) else None
        return device.name if device else ""

    @property
    def words(self) -> BannerWords | None:
        """What is to be said of a recording that was lost; None while there is nothing to say."""
        if self._light is not Light.LOST:
            return None
        trouble = self.keeper.trouble
        if trouble is None or self._watched is None or self._watched.started_at is None:
            return interrupted_words()
        return trouble_words(trouble.reason, local_time(self._watched.started_at, trouble.start_ms))

    def watch(self, session: Session, now_ms: Callable[[], int]) -> None:
        """This session goes on; it is recorded, was when the program ended, or is about to be.

        Nothing happens while another one is being recorded.
        """
        if self.is_busy(session.id):
            return
        self._watched, self._now_ms = session, now_ms
        if self.keeper.session_id != session.id:
            self.keeper.attach(session, now_ms)
        if self._machine.awake is not None:
            self._machine.awake.hold(SESSION)
        self._ticks.start()
        self._look_at_supplies()
        self._on_told()

    def forget(self, session_id: str) -> None:
        """The session has ended, and with it its recording."""
        if self._watched is not None and self._watched.id == session_id:
            self.keeper.end()
            self._let_go()

    def close(self) -> None:
        """The study or the window is closed: what was recorded is safe on disk when this returns."""
        self.keeper.end()
        self._let_go()

    def _let_go(self) -> None:
        self._watched = None
        self._ticks.stop()
        if self._machine.awake is not None:
            self._machine.awake.release(SESSION)
        for cause in WARNINGS:
            self._warn(cause, None)
        self._on_told()

    # Keys and buttons

    def begin(self, device: str = "") -> None:
        """Record the session that is watched, with this microphone or the one used last."""
        if self._watched is not None:
            session, chosen = self._watched, device or self._machine.device() or None
            self._trying(lambda: self.keeper.begin(session, self._now_ms, chosen))

    def record(self) -> None:
        """F5: start, resume, or take the microphone that is offered."""
        if self._light is Light.ON:
            self.notice_requested.emit(self.tr("Recording. Ctrl+F5 pauses it, Shift+F5 goes on with notes only."))
        elif self._watched is None:
            self.notice_requested.emit(self.tr("No session is under way. Start one in Run."))
        elif self._light in (Light.PAUSED, Light.LOST) and self.keeper.state != "off":
            self.keeper.resume()
        else:
            self.begin()

    def pause(self) -> None:
        """Ctrl+F5."""
        if self._light is Light.ON:
            self.keeper.pause()
            self.notice_requested.emit(self.tr("Recording is paused. F5 resumes it; notes go on."))

    def notes_only(self) -> None:
        """Shift+F5: what is said from now on is written down and not recorded."""
        if self._watched is None or self._light is Light.NOTES_ONLY:
            return
        self.keeper.notes_only(self._watched)
        self.notice_requested.emit(self.tr("Notes only from now on. F5 records again."))

    def set_headphones(self, worn: bool) -> None:
        """Whether what is played while recording reaches the facilitator alone.

        Declared, since no system tells it for sure, and a wrong guess would be on the recording.
        """
        if worn != self.headphones:
            self.headphones = worn
            self.headphones_changed.emit(worn)

    def on_output_changed(self) -> None:
        """Sound goes elsewhere now: what was said of headphones was said of another device."""
        if self.headphones:
            self.set_headphones(False)
            said = self.tr("Sound goes to another device now. Say again if you wear headphones.")
            self.notice_requested.emit(said)

    def not_aloud(self) -> str:
        """Why nothing may sound now: the microphone would hear it, and so would the room."""
        if not self.is_recording or self.headphones:
            return ""
        return self.tr("While recording, sound comes on headphones only. Say in Run that you wear some.")

    # What can be heard

    def heard(self, note: Note) -> Literal["", "sound", "none"]:
        """Whether the moment of an entry can be heard; nothing where the session has no recording at all."""
        if note.at_ms is None or not self.keeper.was_recorded(note.session):
            return ""
        heard = self.keeper.has_sound(note) or bool(self.soundings_of(note))
        return "sound" if heard else "none"

    def soundings_of(self, note: Note) -> list[Sounding]:
        """The sound that an entry is of: at its mark, or beginning a little later; none of what was struck."""
        at_ms, session = note.at_ms, note.session
        if at_ms is None or note.struck or struck_at(self.keeper.gaps(session), at_ms):
            return []
        found = soundings(self.keeper.recordings(session))
        return [each for each in found if each.end_ms > at_ms and each.start_ms < at_ms + LATE_MS]

    # What the recorder and the laptop tell

    def _on_told(self) -> None:
        self._light = self._light_now()
        if self._light is not Light.ON:  # nothing is too loud for what is not recorded, and afterwards it may be mended
            self._overdrive = Overdrive()
            self._warn("loud", None)
        self._show_trouble()
        self.changed.emit()

    def _light_now(self) -> Light:
        state, watched = self.keeper.state, self._watched
        if watched is None or state != "off":
            return LIGHTS.get(state, Light.NONE) if self.keeper.session_id else Light.NONE
        interrupted = self.keeper.was_recorded(watched.id)  # it was going on when the program ended
        return Light.LOST if interrupted else Light.NONE

    def _show_trouble(self) -> None:
        words = self.words
        if words is None:
            if self._told_trouble:
                self.banner_changed.emit("recording", None)
            self._told_trouble = False
            return
        self._told_trouble = True
        actions = [
            BannerAction(self._offer(), self.record, "F5"),
            BannerAction(self.tr("Notes only"), self.notes_only, "Shift+F5"),
        ]
        self.banner_changed.emit("recording", BannerText(words.text, words.detail, actions, "mic_lost"))

    def _offer(self) -> str:
        """The one action: another microphone where there is one, else another try."""
        trouble = self.keeper.trouble
        if trouble is None or trouble.reason == "crashed":
            return self.tr("Go on recording")
        lost = self.keeper.device
        others = [each for each in self.keeper.recorder.inputs() if lost is None or each.id != lost.id]
        if trouble.reason in ("lost", "silent") and others:
            return self.tr("Use {name}").format(name=others[0].name)
        return self.tr("Try again")

    def _on_level(self, level: Level) -> None:
        if self._light is Light.ON:
            self.level_heard.emit(level.peak_dbfs)
            if self._overdrive.take(level):
                self._warn("loud", loud_words() if self._overdrive.told else None)

    def _on_device(self, device: InputDevice) -> None:
        if self._light is not Light.NONE:
            self.notice_requested.emit(self.tr("Recording goes on with {name}.").format(name=device.name))
            self.changed.emit()

    def _tick(self) -> None:
        self._count += 1
        if self._count % SUPPLIES_EVERY == 0:
            self._look_at_supplies()
        self.ticked.emit()

    def _look_at_supplies(self) -> None:
        hours = self.keeper.disk_hours_left()
        self._take(replace(self.supplies, disk_minutes=int(hours * 60) if isfinite(hours) else None))
        if self._machine.power is not None:
            run_job(self._machine.power.state, on_done=self._on_power)

    def _on_power(self, power: PowerState | None) -> None:
        percent = power.percent if power else None
        self._take(replace(self.supplies, battery=percent, mains=power is None or power.plugged is not False))

    def _take(self, supplies: Supplies) -> None:
        self.supplies = supplies
        self.supplies_changed.emit(supplies)
        recording = self._light in (Light.ON, Light.PAUSED, Light.LOST)
        disk, percent = supplies.disk_minutes, supplies.on_battery
        low = recording and disk is not None and disk < DISK_OUT_MIN
        self._warn("disk", disk_words((disk or 0) // 5 * 5) if low else None)
        if percent is None or percent > BATTERY_OUT or self._watched is None:
            self._closed_for_battery = False
            self._warn("battery", None)
            return
        if percent <= BATTERY_END and self._light is Light.ON and not self._closed_for_battery:
            self._closed_for_battery = True
            self.keeper.pause()
        self._warn("battery", battery_words(percent, closed=self._closed_for_battery))

    def _warn(self, cause: str, words: BannerWords | None) -> None:
        """A banner that says what it said already is left alone; a lost recording stays on top."""
        if self._warned.get(cause) == words:
            return
        self._warned[cause] = words
        self.banner_changed.emit(
            cause, None if words is None else BannerText(words.text, words.detail, (), WARNINGS[cause])
        )
        if words is not None and self._light is Light.LOST:
            self._show_trouble()

    def _trying(self, work: Callable[[], None]) -> None:
        try:
            work()
        except UserError as error:
            self.notice_requested.emit(str(error))


def full_time(ms: int) -> str:
    """h:mm:ss, also under an hour, so that the light keeps its width."""
    minutes, seconds = divmod(max(ms, 0) // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
