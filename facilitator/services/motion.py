"""Whether the user has asked the system for less movement on the screen; Qt does not tell (up to 6.11)."""

import ctypes
import sys
from collections.abc import Callable
from typing import Any, Final

from facilitator.services.machine import output_of

GET_CLIENT_AREA_ANIMATION: Final = 0x1042
MAC: Final = ["defaults", "read", "com.apple.universalaccess", "reduceMotion"]
GNOME: Final = ["gsettings", "get", "org.gnome.desktop.interface", "enable-animations"]


def _user32() -> Any:
    return ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore] # on Windows only


def reduces_motion(
    platform: str = sys.platform, output: Callable[[list[str]], str] = output_of, user32: Callable[[], Any] = _user32
) -> bool:
    """Asks the system; False where it does not say. May take a moment: ask from a job."""
    if platform == "win32":
        moves = ctypes.c_int(1)
        asked = user32().SystemParametersInfoW(GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(moves), 0)
        return bool(asked) and not moves.value
    if platform == "darwin":
        return output(MAC).strip() == "1"
    return output(GNOME).strip() == "false"
