"""A blank sketch of a table with numbered seats, to write on."""

from collections.abc import Iterator
from math import cos, pi, sin

WIDTH, HEIGHT = 800, 440
INK, PALE = "#15202B", "#76838F"


def seating_svg(seats: int) -> str:
    """A table, its seats in the order people are counted round it, and the chair of the moderator at the foot."""
    parts = "".join(_seat(*place) for place in _places(seats))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="Segoe UI, Noto Sans, Arial, Liberation Sans, DejaVu Sans, sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>'
        f'<ellipse cx="{WIDTH / 2:g}" cy="{HEIGHT / 2:g}" rx="215" ry="88" fill="#EEF1F4" stroke="{PALE}"/>'
        f'{parts}<path d="M376 {HEIGHT - 34} h48 l-24 -28 z" fill="{INK}"/></svg>'
    )


def _places(seats: int) -> Iterator[tuple[float, float, int]]:
    """Clockwise from the left of the moderator, whose place at the foot stays free."""
    for at in range(seats):
        turn = pi / 2 + 2 * pi * (at + 1) / (seats + 1)
        yield WIDTH / 2 + 315 * cos(turn), HEIGHT / 2 + 160 * sin(turn), at + 1


def _seat(across: float, down: float, number: int) -> str:
    left, top = across - 62, down - 26
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="124" height="52" rx="8" fill="#FFFFFF" stroke="{PALE}" '
        f'stroke-width="1.5"/><text x="{left + 10:.1f}" y="{top + 21:.1f}" font-size="17" font-weight="bold" '
        f'fill="{INK}">{number}</text><path d="M{left + 12:.1f} {top + 41:.1f} h100" stroke="{PALE}"/>'
    )
