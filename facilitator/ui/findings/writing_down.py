"""What the Findings page needs to write down speech, and what it can offer of it."""

from collections.abc import Callable
from dataclasses import dataclass

from facilitator.services.transcripts.transcribing import Transcribing, is_installed
from facilitator.ui.findings.transcript_panel import WritingOffer


@dataclass(frozen=True)
class WritingDown:
    """Speech to text on this computer: what runs it, and the folder of the user's model ("" for none).

    `keep_model` makes another folder the user's choice.
    """

    run: Transcribing
    model: Callable[[], str]
    keep_model: Callable[[str], object]
    installed: Callable[[], bool] = is_installed

    @property
    def offer(self) -> WritingOffer:
        """What can be offered: nothing without the optional program, and first of all a model."""
        if not self.installed():
            return "none"
        return "write" if self.model() else "model"
