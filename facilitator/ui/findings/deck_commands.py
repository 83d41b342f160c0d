"""Every key of the waveform by name, for F1, the palette and the user's own choice of keys."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.findings.deck import STEPS_MS, SoundDeck

Act = Callable[[SoundDeck], object]


@dataclass(frozen=True)
class DeckCommand:
    """One thing that a key does on the waveform."""

    id: str
    text: str
    key: str
    act: Act


def deck_commands() -> list[DeckCommand]:
    """All but play and pause."""
    return [*_playing(), *_moving(), *_spans(), *_looking()]


def pedal_commands() -> list[DeckCommand]:
    """Keys that work wherever the keyboard is, for fingers that type and for a foot pedal."""
    return [
        DeckCommand("pedal.back", _tr("Sound: three seconds back"), "F3", SoundDeck.back),
        DeckCommand("pedal.play", _tr("Sound: play or pause"), "F4", SoundDeck.toggle),
        DeckCommand("pedal.faster", _tr("Sound: faster"), "F8", SoundDeck.faster),
        DeckCommand("pedal.slower", _tr("Sound: slower"), "F7", lambda deck: deck.faster(-1)),
    ]


def pedal_actions(place: str) -> list[ActionSpec]:
    """The pedals as actions of a page."""
    return [
        ActionSpec(f"{place}.{command.id}", command.text, (command.key,), place=place) for command in pedal_commands()
    ]


def add_deck_actions(actions: Actions, place: str, deck: Callable[[], SoundDeck | None]) -> None:
    """Register all of them; `deck` gives the one on show."""

    def on_deck(act: Act) -> Callable[[], object]:
        def run() -> None:
            shown = deck()
            if shown is not None:
                act(shown)

        return run

    for spec, command in zip(pedal_actions(place), pedal_commands(), strict=True):
        actions.add(spec, on_deck(command.act))
    for command in deck_commands():
        spec = ActionSpec(f"{place}.{command.id}", command.text, (command.key,), place=place, local=True)
        actions.add(spec, on_deck(command.act))


def give_keys(actions: Actions, place: str, deck: SoundDeck) -> None:
    """Tell a deck what its keys are now; the user may have chosen others."""
    keys: dict[str, Callable[[], object]] = {"Space": deck.toggle, "Up": deck.change_grip}
    keys["Down"] = partial(deck.change_grip, -1)
    for command in deck_commands():
        for key in actions.spec(f"{place}.{command.id}").keys:
            keys[_portable(key)] = partial(command.act, deck)
    deck.set_keys(keys)
    begin, end = (actions.spec(f"{place}.clip.{edge}").shortcut for edge in ("in", "out"))
    deck.wave.letters = (begin, end)


def _playing() -> list[DeckCommand]:
    return [
        DeckCommand("clip.back", _tr("Waveform: three seconds back"), "J", SoundDeck.back),
        DeckCommand("clip.stop", _tr("Waveform: stop, and go to the beginning of the clip"), "K", SoundDeck.stop),
        DeckCommand("clip.faster", _tr("Waveform: faster, at the same pitch"), "L", SoundDeck.faster),
        DeckCommand("clip.slower", _tr("Waveform: slower, at the same pitch"), "Shift+L", lambda deck: deck.faster(-1)),
        DeckCommand("clip.loop", _tr("Waveform: again and again, or once"), "R", SoundDeck.toggle_loop),
        DeckCommand("clip.where", _tr("Waveform: say where it stands and how loud"), "V", SoundDeck.where),
    ]


def _moving() -> list[DeckCommand]:
    arrows = [
        DeckCommand("clip.left", _tr("Waveform: one step earlier"), "Left", lambda deck: deck.step(-1)),
        DeckCommand("clip.right", _tr("Waveform: one step later"), "Right", lambda deck: deck.step(1)),
        DeckCommand(
            "clip.far_left", _tr("Waveform: ten steps earlier"), "Shift+Left", lambda deck: deck.step(-1, far=True)
        ),
        DeckCommand(
            "clip.far_right", _tr("Waveform: ten steps later"), "Shift+Right", lambda deck: deck.step(1, far=True)
        ),
    ]
    steps = [
        DeckCommand(f"clip.step{at}", _tr("Waveform: steps of {ms} ms").format(ms=ms), str(at), _step(ms))
        for at, ms in enumerate(STEPS_MS, start=1)
    ]
    points = [
        DeckCommand("clip.in", _tr("Waveform: the clip begins here"), "I", lambda deck: deck.set_edge("in")),
        DeckCommand("clip.out", _tr("Waveform: the clip ends here"), "O", lambda deck: deck.set_edge("out")),
        DeckCommand("clip.grip", _tr("Waveform: what the arrow keys move"), "G", SoundDeck.change_grip),
        DeckCommand("clip.snap", _tr("Waveform: to where speech begins or ends nearby"), "S", SoundDeck.snap),
    ]
    return [*points, *arrows, *steps]


def _spans() -> list[DeckCommand]:
    return [
        DeckCommand("clip.from", _tr("Waveform: a span begins here"), "F", lambda deck: deck.mark_here(end=False)),
        DeckCommand("clip.till", _tr("Waveform: the span ends here"), "T", lambda deck: deck.mark_here(end=True)),
        DeckCommand("clip.silence", _tr("Waveform: silence the span"), "H", lambda deck: deck.hide_span("silence")),
        DeckCommand("clip.bleep", _tr("Waveform: bleep over the span"), "B", lambda deck: deck.hide_span("bleep")),
        DeckCommand("clip.heard", _tr("Waveform: let the span be heard again"), "U", SoundDeck.unhide),
    ]


def _looking() -> list[DeckCommand]:
    return [
        DeckCommand("clip.nearer", _tr("Waveform: nearer"), "+", SoundDeck.nearer),
        DeckCommand("clip.farther", _tr("Waveform: farther"), "-", SoundDeck.farther),
        DeckCommand("clip.fit", _tr("Waveform: show the clip"), "0", lambda deck: deck.pane.look_at_clip()),
        DeckCommand("clip.whole", _tr("Waveform: show the whole session"), "W", lambda deck: deck.pane.look_at_all()),
        DeckCommand("clip.next_note", _tr("Waveform: next note"), "N", lambda deck: deck.next_note(1)),
        DeckCommand("clip.last_note", _tr("Waveform: previous note"), "Shift+N", lambda deck: deck.next_note(-1)),
    ]


def _step(ms: int) -> Act:
    return lambda deck: deck.set_step(ms)


def _portable(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SoundDeck", text)
