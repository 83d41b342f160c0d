"""Dates as people write them."""

from datetime import datetime
from typing import NamedTuple


class DateWords(NamedTuple):
    """`months` are twelve names; `pattern` takes {day}, {month} and {year}."""

    pattern: str
    months: tuple[str, ...]

    def day(self, moment: datetime) -> str:
        """The day as people write it."""
        return self.pattern.format(day=moment.day, month=self.months[moment.month - 1], year=moment.year)

    def date_of(self, text: str) -> str:
        """A date kept as YYYY-MM-DD as people write it; the text itself where it is none."""
        try:
            return self.day(datetime.fromisoformat(text))
        except ValueError:
            return text
