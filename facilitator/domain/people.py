"""People by alias and seat; real names are kept elsewhere (`storage.names`)."""

from dataclasses import dataclass, field

from facilitator.domain.consent import Consent

WITHDREW = ("withdrew", "withdrawn")


@dataclass(frozen=True, slots=True)
class Person:
    """A participant; `seat` is the number round the table, `form` the consent form signed."""

    id: str
    position: float = 0.0
    alias: str = ""
    actor: str = ""
    seat: int | None = None
    consent: Consent = field(default_factory=Consent)
    attendance: str = ""
    form: str = ""

    @property
    def called(self) -> str:
        """What to call the person: the alias, else the seat."""
        return self.alias or (f"Seat {self.seat}" if self.seat is not None else "This person")

    @property
    def withdrew(self) -> bool:
        """Whether the person no longer takes part, which takes back every consent."""
        return self.consent.take_part is False or self.attendance.strip().casefold() in WITHDREW

    @property
    def words_to_groups(self) -> bool:
        """Whether the person's words may be shown to other groups."""
        return self.consent.words_to_groups and not self.withdrew

    @property
    def voice_to_groups(self) -> bool:
        """Whether the person's voice may be replayed to other groups."""
        return self.consent.voice_to_groups and not self.withdrew

    @property
    def refused_groups(self) -> bool:
        """Whether the person said no, then or by leaving, to having words shown to other groups."""
        return self.consent.refused_groups or self.withdrew

    @property
    def refused_voice(self) -> bool:
        """Whether the person said no, then or by leaving, to having the voice replayed to other groups."""
        return self.consent.refused_voice or self.withdrew
