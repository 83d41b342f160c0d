"""What the check of the room says: one sentence for each light, what is safe first and then what to do."""

from PySide6.QtCore import QCoreApplication

from facilitator.services.ports import PowerState
from facilitator.services.sound.room_check import Heard, Light, Permission, minutes_of_disk

SHOWN_NAMES = 3


def sound_words(heard: Heard) -> str:
    """How the microphone hears the farthest seat."""
    return {
        "waiting": _tr("Ask somebody on the farthest seat to speak."),
        "dead": _tr("There is no microphone. Plug one in, or go on with notes only."),
        "silent": _tr("The microphone gives no sound at all. Is it muted, or is it the wrong one?"),
        "quiet": _tr("Nobody was heard well enough. Move the microphone closer, or speak from the farthest seat."),
        "heard": _tr("The farthest seat is heard."),
        "loud": _tr("It is too loud for the microphone. Move it away, or turn it down in the system."),
    }[heard]


def trial_words(*, recording: bool, left: int, playing: bool, heard: bool, trouble: str) -> str:
    """How far the test recording is."""
    if trouble:
        return trouble
    if recording:
        return _tr("Recording, {seconds} s to go. Let the farthest seat speak.").format(seconds=left)
    if playing:
        return _tr("Playing what was recorded. Listen for the farthest seat.")
    if heard:
        return _tr("You have heard what the microphone hears.")
    return _tr("Record ten seconds and hear them.")


def disk_words(light: Light, free_bytes: int, minutes: int) -> str:
    """Room on the disk, against the planned time twice over."""
    there = minutes_of_disk(free_bytes)
    hours = _tr("{hours} h of sound fit on the disk").format(hours=there // 60)
    if there < 120:
        hours = _tr("{minutes} min of sound fit on the disk").format(minutes=there)
    if light == "ok":
        return _tr("{hours}; {minutes} min are planned.").format(hours=hours, minutes=minutes)
    if light == "warn":
        return _tr("{hours}; that is little for {minutes} min. Free some disk soon.").format(
            hours=hours, minutes=minutes
        )
    return _tr("{hours}, too little for {minutes} min. Free some disk first.").format(hours=hours, minutes=minutes)


def battery_words(light: Light, power: PowerState | None) -> str:
    """Mains or battery."""
    if power is None or power.percent is None:
        return _tr("The laptop runs on mains.") if power and power.plugged else _tr("No battery is reported.")
    if power.plugged:
        return _tr("The laptop runs on mains, battery {percent} %.").format(percent=power.percent)
    if light == "ok":
        return _tr("Battery {percent} %. Mains is safer.").format(percent=power.percent)
    return _tr("Battery {percent} % may not last. Plug the laptop in.").format(percent=power.percent)


def sleep_words(*, held: bool) -> str:
    """Sleep by itself can be held off, a closed lid cannot always."""
    if held:
        return _tr("The laptop will not fall asleep by itself. Leave its lid open.")
    return _tr("The system does not let us hold off sleep. Switch it off there, and leave the lid open.")


def screen_words(*, is_open: bool, place: str) -> str:
    """Whether participants have a screen."""
    if place:
        return _tr("The audience sees {place}.").format(place=place)
    if is_open:
        return _tr("The audience window is open beside this one. It starts black.")
    return _tr("The audience window is closed. It opens black.")


def permission_words(found: Permission) -> str:
    """Whether everybody agreed to be recorded."""
    if found.refused:
        names = _names(found.refused)
        return _tr("{names} did not agree to be recorded. Take notes only, or ask again.").format(names=names)
    if found.unasked:
        return _tr("Not yet asked about recording: {names}.").format(names=_names(found.unasked))
    if not found.listed:
        return _tr("Nobody of this group is listed in Prepare. Ask everybody in the room before you record.")
    return _tr("Everybody agreed to be recorded.")


def room_words(light: Light) -> str:
    """The whole room in one word."""
    return {
        "ok": _tr("Ready"),
        "wait": _tr("Not checked yet"),
        "warn": _tr("Usable"),
        "bad": _tr("Not ready"),
    }[light]


def _names(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:SHOWN_NAMES])
    more = len(names) - SHOWN_NAMES
    return _tr("{names} and {more} more").format(names=shown, more=more) if more > 0 else shown


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoomCheck", text)
