"""Why a span of a session cannot be heard, in the words of the window."""

from PySide6.QtCore import QCoreApplication


def why_unheard(reason: str) -> str:
    """The reason as it stands after a colon; without one nobody had begun to record."""
    words = {
        "paused": _tr("recording was paused"),
        "lost": _tr("the microphone was lost"),
        "silent": _tr("the microphone gave nothing but silence"),
        "drift": _tr("samples were lost"),
        "moved": _tr("another microphone was used"),
        "failed": _tr("sound could not be written"),
        "full": _tr("the disk was full"),
        "asleep": _tr("the laptop slept"),
        "crashed": _tr("the program or the laptop had stopped"),
        "notes_only": _tr("notes only, as the group wished"),
        "struck": _tr("struck by its speaker"),
    }
    return words.get(reason, _tr("nothing was recorded"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recordings", text)
