"""What a person agreed to, use by use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Consent:
    """True given, False refused, None not yet asked; only True permits the use."""

    take_part: bool | None = None
    record: bool | None = None
    quote: bool | None = None
    show_to_groups: bool | None = None
    contact_again: bool | None = None

    @property
    def words_to_groups(self) -> bool:
        """Whether the person's words may be shown to other groups."""
        return self.quote is True and self.show_to_groups is True

    @property
    def voice_to_groups(self) -> bool:
        """Whether the person's voice may be replayed to other groups."""
        return self.words_to_groups and self.record is True

    @property
    def refused_groups(self) -> bool:
        """Whether the person said no to having words shown to other groups."""
        return self.quote is False or self.show_to_groups is False

    @property
    def refused_voice(self) -> bool:
        """Whether the person said no to having the voice replayed to other groups."""
        return self.refused_groups or self.record is False
