"""Clocks that tests wind by hand."""

from datetime import UTC, datetime, timedelta

TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class HandClock:
    """A clock whose wall can be set like a real one, while its count only grows."""

    def __init__(self, wall: datetime = TEN) -> None:
        self.wall = wall
        self.count = 1_000

    def now(self) -> datetime:
        return self.wall

    def monotonic_ms(self) -> int:
        return self.count

    def pass_seconds(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.count += round(seconds * 1000)

    def set_wall(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
