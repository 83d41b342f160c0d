"""Check the room: a light for everything that goes wrong in sessions, and the ways to begin."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.people import Person
from facilitator.services.clock import Clock
from facilitator.services.ports import InputDevice, Level, Player, Power, PowerState, Recorder
from facilitator.services.sound.disk import UNPLANNED_MINUTES
from facilitator.services.sound.room_check import (
    SeatTest,
    battery_light,
    disk_light,
    permission,
    sound_light,
    worst,
)
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.jobs import run_job
from facilitator.ui.run import check_words as words
from facilitator.ui.run.check_frame import CheckFrame
from facilitator.ui.run.sound_trial import SECONDS, SoundTrial
from facilitator.ui.theme import Theme
from facilitator.ui.wakefulness import Wakefulness

LOOK_AGAIN_MS = 2_000
CHECK = "check"
"""Who wants the laptop awake."""


@dataclass(frozen=True)
class RoomTools:
    """What the room is checked with; `device` is the microphone used last, `keep_device` remembers another.

    `free_bytes` is what is left on the disk of the study. `audience`, `power` and `awake` may be missing.
    """

    recorder: Recorder
    player: Player
    clock: Clock
    folder: Path
    audience: AudienceController | None = None
    power: Power | None = None
    awake: Wakefulness | None = None
    device: Callable[[], str] = lambda: ""
    keep_device: Callable[[str], None] = lambda _device: None
    trial_seconds: int = SECONDS

    def free_bytes(self) -> int:
        return disk_usage(self.folder).free


class RoomCheck(CheckFrame):
    """Listens while it is on show; the recorder is free again when it is left."""

    start_requested = Signal(str)
    """Carries the chosen microphone; "" for the default one."""
    notes_only_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, tools: RoomTools, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._tools = tools
        self._seat = SeatTest()
        self._inputs: list[InputDevice] = []
        self._minutes = UNPLANNED_MINUTES
        self._on = False
        self.trial = SoundTrial(tools.recorder, tools.player, tools.clock, seconds=tools.trial_seconds, parent=self)
        self._again = QTimer(self, interval=LOOK_AGAIN_MS)
        self._wire()

    @property
    def device(self) -> str:
        """The chosen microphone; "" is the default one."""
        return str(self.inputs.currentData() or "")

    # Coming and going

    def enter(self, actor: Actor, people: list[Person], minutes: int | None) -> None:
        """Check the room for a group."""
        self._minutes = minutes or UNPLANNED_MINUTES
        self.show_group(actor)
        found = permission(people)
        self.consent.show_light(found.light, words.permission_words(found))
        self._on = True
        self.refuse("")
        self._show_sleep(held=False)
        if self._tools.awake is not None:
            self.sleep.show_light("wait", self.tr("Asking the system not to fall asleep."))
            self._tools.awake.hold(CHECK, lambda agreed: self._show_sleep(held=agreed))
        self.battery.show_light("wait", self.tr("Looking at the battery."))
        self._look()
        self._listen()
        self._again.start()
        self.take_focus()

    def leave(self) -> None:
        """Stop listening and set the microphone free."""
        if not self._on:
            return
        self._on = False
        self._again.stop()
        self.trial.forget()
        self._tools.recorder.stop()
        self.meter.show_nothing()
        if self._tools.awake is not None:
            self._tools.awake.release(CHECK)

    # Ways to begin

    def start(self) -> None:
        """F5: begin and record, unless there is nothing to record or somebody refused."""
        reason = self._refusal()
        if reason:
            self.refuse(reason)
        else:
            self.start_anyway()

    def start_anyway(self) -> None:
        """Record although a light is red; that was said, and pressed all the same."""
        self.start_requested.emit(self.device)

    def _refusal(self) -> str:
        if self.sound.light == "bad" or not self._seat.alive:
            return self.tr("Nothing would be recorded: the microphone gives no sound.")
        if self.consent.light == "bad":
            return self.tr("Somebody did not agree to be recorded.")
        return ""

    # What is seen and heard

    def _listen(self) -> None:
        self._seat = SeatTest()
        self._tools.recorder.listen(self.device or None)
        self._show_sound()

    def _on_level(self, level: Level) -> None:
        if self._on:
            self._seat.take(level)
            self.meter.show_level(level.peak_dbfs)
            self._show_sound()

    def _show_sound(self) -> None:
        heard = self._seat.heard if self._inputs else "dead"
        self.sound.show_light(sound_light(heard), words.sound_words(heard))
        self._show_whole()

    def _show_trial(self) -> None:
        trial = self.trial
        said = words.trial_words(
            recording=trial.recording, left=trial.left, playing=trial.playing, heard=trial.heard, trouble=trial.trouble
        )
        self.heard.show_light("bad" if trial.trouble else "ok" if trial.heard else "wait", said)
        self.record_trial.set_disabled_reason(self._why_not_tried())
        self._show_whole()

    def _why_not_tried(self) -> str:
        if self.trial.recording:
            return self.tr("The test recording is under way.")
        return "" if self._inputs else self.tr("There is no microphone to try. Plug one in.")

    def _look(self) -> None:
        """What changes by itself: microphones, disk, battery, the audience window."""
        self._look_for_inputs()
        free = self._tools.free_bytes()
        light = disk_light(free, self._minutes)
        self.disk.show_light(light, words.disk_words(light, free, self._minutes))
        audience = self._tools.audience
        if audience is not None:
            said = words.screen_words(is_open=audience.is_open, place=audience.place)
            self.projector.show_light("ok" if audience.is_open else "wait", said)
            self.open_window.setVisible(not audience.is_open)
        self.projector.setVisible(audience is not None)
        if self._tools.power is not None:
            run_job(self._tools.power.state, on_done=self._show_power)
        else:
            self._show_power(None)
        self._show_trial()

    def _show_power(self, power: PowerState | None) -> None:
        light = battery_light(power.percent if power else None, mains=bool(power and power.plugged))
        self.battery.show_light(light, words.battery_words(light, power))
        self._show_whole()

    def _look_for_inputs(self) -> None:
        found = self._tools.recorder.inputs()
        if found == self._inputs:
            return
        chosen = self.device if self._inputs else self._tools.device()
        self._inputs = found
        self.show_inputs(found, chosen)
        if self._on and not self.trial.recording:
            self._listen()

    def _show_sleep(self, *, held: bool) -> None:
        self.sleep.show_light("ok" if held else "warn", words.sleep_words(held=held))
        self._show_whole()

    def _show_whole(self) -> None:
        rows = self.rows()
        self.show_room(worst(row.light for row in rows if row.isVisibleTo(self) and row is not self.projector))

    def _on_chosen(self) -> None:
        self._tools.keep_device(self.device)
        self.trial.forget()
        self._listen()
        self._show_trial()

    def _on_open_window(self) -> None:
        if self._tools.audience is not None:
            self._tools.audience.open(self.window())
            self._look()

    def _on_trial(self) -> None:
        try:
            self.trial.start(self.device or None)
        except UserError as error:
            self.refuse(str(error))

    def _wire(self) -> None:
        self._tools.recorder.level_changed.connect(self._on_level)
        self._again.timeout.connect(self._look)
        self.trial.changed.connect(self._show_trial)
        self.inputs.activated.connect(self._on_chosen)
        self.record_trial.clicked.connect(self._on_trial)
        self.open_window.clicked.connect(self._on_open_window)
        self.start_button.clicked.connect(self.start)
        self.anyway.clicked.connect(self.start_anyway)
        self.notes_only.clicked.connect(self.notes_only_requested)
        self.back.clicked.connect(self.left)
