"""What is said when nothing is recorded: what is lost since when, what is safe, and the ways on."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from facilitator.domain.recordings import GapReason


@dataclass(frozen=True)
class BannerWords:
    """One sentence, what is safe and what to do, and two words for the pane."""

    text: str
    detail: str
    short: str


def trouble_words(reason: GapReason, time: str) -> BannerWords:
    """`time` is the local clock at the moment from which on there is no sound."""
    words = {
        "lost": BannerWords(
            _tr("Microphone unplugged at {time}. Nothing is being recorded."),
            _tr("Plug it in again and recording goes on by itself. Your notes are saved as before."),
            _tr("no microphone"),
        ),
        "silent": BannerWords(
            _tr("The microphone has been silent since {time}. Nothing is being recorded."),
            _tr("Is it muted? With the first sound recording goes on by itself. Your notes are saved as before."),
            _tr("no sound"),
        ),
        "full": BannerWords(
            _tr("The disk has been full since {time}. Nothing is being recorded."),
            _tr("Your notes are saved as before. Free some disk and recording goes on."),
            _tr("disk full"),
        ),
        "failed": BannerWords(
            _tr("The recording could not be written at {time}. Nothing is being recorded."),
            _tr("What was recorded before is safe, and your notes are saved. Try again, or go on with notes only."),
            _tr("not written"),
        ),
        "crashed": interrupted_words(),
    }
    found = words.get(reason) or BannerWords(
        _tr("The sound was lost at {time}. Nothing is being recorded."),
        _tr("Recording goes on by itself as soon as it can. Your notes are saved as before."),
        _tr("no sound"),
    )
    return BannerWords(found.text.format(time=time), found.detail, found.short)


def interrupted_words() -> BannerWords:
    """A session that was being recorded when the program ended."""
    return BannerWords(
        _tr("The recording was interrupted. Nothing is being recorded."),
        _tr("What was recorded before is safe, and so are your notes. F5 goes on recording."),
        _tr("interrupted"),
    )


def disk_words(minutes: int) -> BannerWords:
    """Recording will soon stop for want of room."""
    return BannerWords(
        _tr("The disk holds about {minutes} more minutes of sound.").format(minutes=minutes),
        _tr("Free some disk. Room for your notes is kept; only the recording would stop."),
        _tr("disk nearly full"),
    )


def battery_words(percent: int, *, closed: bool) -> BannerWords:
    """The laptop will soon go out."""
    text = _tr("The battery is at {percent} %. Plug the laptop in.").format(percent=percent)
    if closed:
        return BannerWords(text, _tr("The recording is paused and safe. F5 resumes it; notes go on."), _tr("paused"))
    return BannerWords(text, _tr("Recording closes first and notes last, so that nothing is lost."), _tr("battery"))


def loud_words() -> BannerWords:
    """What is recorded is cut off at full scale."""
    return BannerWords(
        _tr("It is too loud for the microphone, so that words are distorted in the recording."),
        _tr("Move it away, or turn it down in the system. Recording goes on."),
        _tr("too loud"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recording", text)
