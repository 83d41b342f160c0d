"""Identifiers that never collide between two laptops and sort by the time they were made."""

import os
import threading
import time


class _Stamps:
    """60-bit stamps, milliseconds and a 12-bit counter, each greater than the one before."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        with self._lock:
            self._last = max(self._last + 1, (time.time_ns() // 1_000_000) << 12)
            return self._last


_stamps = _Stamps()


def new_id() -> str:
    """A UUID version 7 (RFC 9562) as text; within one process each is greater than the one before."""
    stamp = _stamps.next()
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def joined_id(*parts: str) -> str:
    """An id made of other ids, different for different parts whatever signs these hold."""
    return ">".join(part.replace("%", "%25").replace(">", "%3e") for part in parts)
