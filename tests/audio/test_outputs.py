"""Another loudspeaker makes void what was said of headphones."""

from pytestqt.qtbot import QtBot

from tests.sound import VirtualSound


def test_another_default_loudspeaker_is_told_once_it_is_there(virtual_sound: VirtualSound, qtbot: QtBot) -> None:
    from facilitator.audio.outputs import OutputWatch

    watch = OutputWatch()
    module = virtual_sound.control("load-module", "module-null-sink", "sink_name=hall", "rate=48000").strip()
    try:
        with qtbot.waitSignal(watch.changed, timeout=10_000):
            virtual_sound.control("set-default-sink", "hall")
        with qtbot.waitSignal(watch.changed, timeout=10_000):
            virtual_sound.control("set-default-sink", "speaker")
    finally:
        virtual_sound.control("set-default-sink", "speaker")
        virtual_sound.control("unload-module", module)
