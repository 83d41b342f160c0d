"""Which input to try next after the one in use was lost."""

from typing import Final

from facilitator.audio.recording.sources import Source, Sources
from facilitator.services.ports import InputDevice

RETRY_MS: Final = 1000
FALL_BACK_MS: Final = 4000
"""Counted from the moment the loss was noticed, which is a second after it began."""
PROOF_MS: Final = 1500
"""An input that opens but gives nothing for so long is no better than none."""


class Finding:
    """Tries the chosen input every second, and with `fall_back` after four the default one as well.

    With `audible` an input that gives nothing but exact zeros does not count as found.
    """

    def __init__(
        self, sources: Sources, chosen: str | None, at_ms: int, *, fall_back: bool = True, audible: bool = False
    ) -> None:
        self._sources, self._chosen = sources, chosen
        self._fall_back, self._audible = fall_back, audible
        self._began_ms = at_ms
        self._next_ms = at_ms
        self._opened_ms = at_ms
        self._tried_chosen = False
        self._source: Source | None = None

    @property
    def device(self) -> InputDevice | None:
        """The input that is open and may still give sound."""
        return self._source.device if self._source is not None else None

    @property
    def hopeful(self) -> bool:
        """An input is open and may still give sound."""
        return self._source is not None

    def look(self, at_ms: int) -> tuple[Source, bytes] | None:
        """An input and its first samples, as soon as there are any."""
        if self._source is not None:
            pcm = self._source.read()
            if any(pcm) if self._audible else pcm:
                found, self._source = self._source, None
                return found, pcm
            if at_ms - self._opened_ms < PROOF_MS:
                return None
            self.close()
        if at_ms >= self._next_ms:
            self._try(at_ms)
        return None

    def again(self, at_ms: int) -> None:
        """Try at once, the chosen one first."""
        self.close()
        self._next_ms, self._tried_chosen = at_ms, False

    def close(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None

    def _try(self, at_ms: int) -> None:
        other = self._tried_chosen and self._fall_back and at_ms - self._began_ms >= FALL_BACK_MS
        self._tried_chosen = not other
        self._source = self._sources.open(None if other else self._chosen)
        self._opened_ms, self._next_ms = at_ms, at_ms + RETRY_MS
