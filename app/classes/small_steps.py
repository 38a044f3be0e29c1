"""When figures of a class may be shown, so that nobody can be read off by comparing two views.

Two views are as many pupils apart as have to be exchanged, added or taken away to make one out of
the other. Every two views that are ever shown of a class, in whatever order and round, are the same
or at least five pupils apart. Pupils are told apart by their figures alone: somebody who answers
again as before is nobody new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.groups.small_groups import LEAST


def apart(one: Counter[str], other: Counter[str]) -> int:
    """How many pupils differ between two views, each given by the marks of its pupils."""
    return max((one - other).total(), (other - one).total())


def may_show(now: Counter[str], threshold: int, before: Iterable[Counter[str]]) -> bool:
    """Whether these pupils can be shown together after the views that were shown before."""
    if now.total() < max(threshold, LEAST):
        return False
    return all((steps := apart(now, view)) == 0 or steps >= LEAST for view in before)
