"""People by alias and seat; real names are kept elsewhere (`storage.names`)."""

from dataclasses import dataclass, field

from facilitator.domain.consent import Consent


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
