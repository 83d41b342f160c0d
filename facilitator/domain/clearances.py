"""What the facilitator answered when a text was found to give somebody away, so that nothing is asked twice."""

from dataclasses import dataclass

from facilitator.domain.ids import joined_id


@dataclass(frozen=True, slots=True)
class Clearance:
    """`viewer` may be given the words as they are; None for the facilitator's own documents.

    `item` is the statement, quote or question they are of, "" where they are of the document itself. `sha256` stands
    for the text and what was found in it: neither is kept here, and other words are asked about again.
    """

    viewer: str | None = None
    item: str = ""
    sha256: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        """The same answer on two laptops is one."""
        return joined_id(self.viewer or "", self.item, self.sha256[:32])
