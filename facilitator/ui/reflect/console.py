"""The reflection console: walks the pack and puts it before the group; `Taking` notes how the group takes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from facilitator.domain.errors import UserError
from facilitator.services.ports import Player
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import PLANNED_MINUTES, Reflecting
from facilitator.services.reflection.walk import parts_of
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.reflect.clips import Clips
from facilitator.ui.reflect.console_frame import ConsoleFrame
from facilitator.ui.reflect.console_parts import Stage
from facilitator.ui.reflect.console_side import Pace
from facilitator.ui.reflect.taking import Taking
from facilitator.ui.reflect.walking import Walking
from facilitator.ui.theme import Theme


class Console(ConsoleFrame):
    """One session at a time; `folder` is the study's, where clips are found."""

    notice_requested = Signal(str, bool)
    matrix_requested = Signal()
    ended = Signal(str)
    """Carries the id of the session that was ended."""

    def __init__(
        self,
        theme: Theme,
        reflecting: Reflecting,
        planning: Planning,
        *,
        player: Player,
        audience: AudienceController,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._reflecting = reflecting
        self._planning = planning
        self._audience = audience
        self.walking: Walking | None = None
        self.taking = Taking(self, reflecting)
        self.clips = Clips(player, audience, self.stage.clip, folder, self)
        self._ticks = QTimer(self, interval=1000)
        self._wire()

    def _wire(self) -> None:
        for part in (self.keys, self.stage, self.side, self.said):
            part.command_requested.connect(self.do)
        self.taking.notice_requested.connect(self.notice_requested)
        self.stage.decided.connect(lambda choice: self.do(f"decide_{choice}"))
        self.stage.new_wording_requested.connect(lambda: self.do("new_wording"))
        self.progress.go_requested.connect(self.go)
        self.progress.leave_out_requested.connect(self._leave_out)
        self.progress.left.connect(self.take_keyboard)
        self.matrix_button.clicked.connect(self.matrix_requested)
        self.end_button.clicked.connect(self.end)
        self._ticks.timeout.connect(self._show_pace)
        self._audience.view_changed.connect(self._on_audience_changed)
        self.clips.notice_requested.connect(self.notice_requested)

    # Coming and going

    def enter(self, session: str) -> None:
        """Begin or go on with a session, at the first item that is still to do; the audience window is black."""
        walk = self._reflecting.walk(session)
        viewer = walk.session.actor
        self.walking = Walking(self._reflecting, walk, self._planning.actors(), self._planning.names(viewer))
        self.walking.go(walk.first_open)
        self._audience.open(self)
        self.clips.begin(self.walking)
        self.show_group(self.walking.viewer.name)
        self.taking.begin(self.walking)
        self._present()
        self._ticks.start()
        self.take_keyboard()
        if self._audience.is_black:
            self._say_what_is_seen()

    def pause(self) -> None:
        """The page goes away: silence, and nothing half typed is lost."""
        self.clips.stop()
        self._ticks.stop()

    @property
    def is_black(self) -> bool:
        """Whether a session is going on in which the audience sees nothing."""
        return self.walking is not None and self._audience.view.kind == "black"

    def resume(self) -> None:
        """The page is back; the session is where it was."""
        self._ticks.start()
        self._audience.open(self)
        self.refresh()
        self.take_keyboard()

    def end(self) -> None:
        """End the session and go to its summary; the audience window goes black."""
        if self.walking is None:
            return
        session = self.walking.walk.session.id
        self.taking.finish_words()
        self.pause()
        self._audience.show_nothing()
        self._reflecting.end(session)
        self.walking = None
        self.clips.forget()
        self.ended.emit(session)

    @property
    def session(self) -> str | None:
        """The id of the session under way here."""
        return self.walking.walk.session.id if self.walking else None

    def refresh(self) -> None:
        """The study has changed: read the pack again; what is no longer in it leaves the screen at once."""
        walking = self.walking
        if walking is None:
            return
        viewer = walking.walk.session.actor
        stays = walking.reread(
            self._reflecting.walk(walking.walk.session.id), self._planning.actors(), self._planning.names(viewer)
        )
        if not stays:
            self.clips.stop()
            self._audience.show_nothing()
            self.notice_requested.emit(
                self.tr("This statement is no longer in the pack. The audience sees black; B shows the next one."),
                False,
            )
        self._present()

    def refresh_entries(self) -> None:
        """Only reactions, notes or showings have changed: the pack is as it was."""
        if self.walking is not None:
            walk = self.walking.walk
            self.walking.walk = self._reflecting.walk(walk.session.id, walk.pack)
            self._show()

    # Walking

    def do(self, command: str) -> None:
        """Carry out a command by its name, from a key or a button."""
        commands: dict[str, Callable[[], None]] = {
            "next": lambda: self._step(1),
            "back": lambda: self._step(-1),
            "quote_next": lambda: self._turn_quote(1),
            "quote_back": lambda: self._turn_quote(-1),
            "clip": self._play,
            "words": self.taking.enter_words,
            "drop_seats": self.keys.drop_seats,
            "leave_out": self._leave_out_here,
            "hide_quote": self._hide_quote,
            "note": self.taking.write_note,
            "black": self._toggle_black,
            "keep_quote": self.taking.keep_last_quote,
            "not_said": self.taking.note_absence,
            "correct": self.taking.correct,
            "new_wording": self._on_new_wording,
            "decide_show": lambda: self._on_decided("show"),
            "decide_withhold": lambda: self._on_decided("withhold"),
        }
        if self.walking is not None and self.walking.step is not None:
            self._try(commands[command])

    def go(self, place: int) -> None:
        """Put another step before the group."""
        if self.walking is None:
            return
        self.taking.leave_item()
        self.clips.stop()
        if self.walking.go(place):
            self._present()
        self.take_keyboard()

    def _step(self, by: int) -> None:
        place = self.walking.neighbour(by) if self.walking else -1
        if place >= 0:
            self.go(place)
        elif by > 0:
            self.notice_requested.emit(
                self.tr("This was the last one. End the reflection when the group is done."), False
            )

    def _turn_quote(self, by: int) -> None:
        walking = self.walking
        if walking and 0 <= walking.quote_at + by < len(walking.quotes):
            self.clips.stop()
            walking.quote_at += by
            walking.hidden = False
            self._present()

    def _leave_out_here(self) -> None:
        if self.walking is None or self.walking.step is None:
            return
        item = self.walking.step.item
        place = self.walking.neighbour(1)
        if place >= 0:
            self.go(place)
        else:
            self.clips.stop()
            self._audience.show_nothing()
        self._reflecting.leave_out(self.walking.walk.session.id, item)
        self.notice_requested.emit(self.tr("Left out. Go back to it in the list to show it after all."), False)

    def _leave_out(self, place: int) -> None:
        walking = self.walking
        if walking is None:
            return
        if place == walking.place:
            self._leave_out_here()
        else:
            self._reflecting.leave_out(walking.walk.session.id, walking.walk.steps[place].item)

    def _hide_quote(self) -> None:
        if self.walking and self.walking.quote:
            self.clips.stop()
            self.walking.hidden = not self.walking.hidden
            self._present()

    def _toggle_black(self) -> None:
        if not self._audience.is_black:
            self.clips.stop()
        elif self.walking:
            self._freeze()
        self._audience.toggle_black()
        self._say_what_is_seen()

    def _say_what_is_seen(self) -> None:
        """A sentence about black must not stand in the strip while everybody reads the statement."""
        black = self.tr("The audience sees black. Press B to show this statement.")
        shown = self.tr("The audience sees the statement. F12 makes the window black, from every page.")
        self.notice_requested.emit(black if self._audience.view.kind == "black" else shown, False)

    def _on_new_wording(self) -> None:
        walking = self.walking
        if walking is None or walking.step is None:
            return
        if not walking.step.changed:
            raise UserError(self.tr("The wording is the one that was shown. C corrects it."))
        if walking.waiting:
            raise UserError(self.tr("The new words may name somebody. Y shows them, L leaves the statement out."))
        walking.freeze(again=True)
        self._present()
        self.take_keyboard()

    def _present(self) -> None:
        """Freeze what the group is about to see, then show it, there and here."""
        walking = self.walking
        if walking is None:
            return
        if not self._audience.is_black:
            self._freeze()
        if not self.clips.is_playing:
            self._audience.show_view(walking.picture())
        self._show()

    def _freeze(self) -> None:
        """A showing that cannot be kept is said, and does not keep the group waiting."""
        if self.walking:
            self._try(self.walking.freeze)

    # What is on this screen

    def _show(self) -> None:
        walking = self.walking
        if walking is None:
            return
        walk, step = walking.walk, walking.step
        self.show_done(walk.done, len(walk.steps))
        self.row.show_parts(parts_of(walk.steps), walking.actors)
        self.progress.model_.show_steps(walk.steps, walking.actors, walking.names)
        self.progress.show_place(walking.place)
        self.stage.setVisible(step is not None)
        if step:
            self.stage.show_stage(Stage.of(walking, step), walking.place, len(walk.steps))
        self.taking.show()
        self._show_side(walking)

    def _show_side(self, walking: Walking) -> None:
        following = walking.next_step
        self.side.show_next(following, walking.actors[following.item.actor] if following else None)
        reason = "" if walking.quote else self.tr("There is no quote here.")
        self.side.show_quote_state(hidden=walking.hidden, reason=reason)
        self._show_audience()
        self._show_pace()

    def _show_audience(self) -> None:
        audience = self._audience
        place = audience.place or (self.tr("window") if audience.is_open else self.tr("closed"))
        self.side.show_audience(audience.view, audience.size, place, black=audience.is_black)

    def _show_pace(self) -> None:
        if self.walking is None:
            return
        session = self.walking.walk.session
        planned = (session.planned_minutes or PLANNED_MINUTES) * 60_000
        self.side.show_pace(Pace(self._reflecting.elapsed_ms(session), planned, self.walking.to_go))

    def _on_audience_changed(self) -> None:
        """However the window came back from black, what is on it now is kept as shown."""
        walking = self.walking
        if walking is None:
            return
        if self._audience.view.kind == "statement" and walking.step and not walking.step.is_frozen(walking.shown_quote):
            self._freeze()
        self._show_audience()

    def _on_decided(self, choice: str) -> None:
        walking = self.walking
        quote = walking.undecided if walking else None
        if walking is None or not (walking.waiting or quote):
            raise UserError(self.tr("Nothing waits for a decision here."))
        viewer = walking.walk.session.actor
        item = walking.waiting.id if walking.waiting else quote.quote.id if quote else ""
        self._try(lambda: self._planning.decide(viewer, item, show=choice == "show"))
        self.take_keyboard()

    def _play(self) -> None:
        if self.clips.may_play():
            self._freeze()  # heard is shown, even while the screen is black
            self.clips.toggle()

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self.notice_requested.emit(str(error), False)
