"""The map's shades: steps of a country's share of the whole."""

from bisect import bisect_right

LEVELS = (0.002, 0.01, 0.03, 0.10)  # shares of the whole at which the map changes its shade


def level(share: float) -> int:
    """The map's shade for a share of the whole: 1 (least) to 5."""
    return 1 + bisect_right(LEVELS, share)
