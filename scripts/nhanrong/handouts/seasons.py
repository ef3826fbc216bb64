"""The months of a season as people name them: through the turn of the year where it goes through it."""

from collections.abc import Sequence


def months_named(months: Sequence[int]) -> str:
    """“Tháng 3, 4”; “Tháng 11, 12, 1” for the months 1, 11 and 12: a season begins after the longest pause."""
    found = sorted(set(months))
    pauses = [(month - before) % 12 for before, month in zip([found[-1], *found], found, strict=False)]
    start = pauses.index(max(pauses))
    return f"Tháng {', '.join(map(str, found[start:] + found[:start]))}"
