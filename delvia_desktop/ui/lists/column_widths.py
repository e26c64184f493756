"""How columns share the width of a list, so that nothing that matters is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAVES_LAST = 1
"""How soon a column leaves for which the others give way."""

_GIVES = 4
"""The part of what a column can be squeezed by that it gives to one that leaves last."""

_AMPLE = 1.1
"""How much of its least a column that would be cut has before one comes that leaves first."""

_FINE = 64
"""Parts of a pixel to which widths are shared out."""


@dataclass(frozen=True)
class Wish:
    """What a column asks for, in pixels.

    `least` is the width that it stands in, `whole` the one in which nothing of it is cut, and
    `squeezed` the one to which it gives way where there is too little room for all. By its `share`
    it has a part of what is left, once nothing of the others is cut; without one it takes no more
    than it needs. A column that `leaves` goes away where it has no room, and the higher that is,
    the sooner.
    """

    least: int
    whole: int
    squeezed: int
    share: int
    leaves: int = 0
    is_sized: bool = False
    """A person gave it its width, and it keeps it."""

    def ample(self, width: int) -> int:
        """Return the width in which little of it is cut, where it has a width already."""
        return max(width, min(self.whole, round(self.least * _AMPLE))) if self.share else width


def shared_out(room: int, wishes: Sequence[Wish]) -> list[int]:
    """Return the widths of a list's columns, 0 for one that has no room.

    They fill the room; only widths that a person gave can make them wider than that.
    """
    widths = {place: wish.least for place, wish in enumerate(wishes) if not wish.leaves}
    leaving = [place for place, wish in enumerate(wishes) if wish.leaves]
    staying = [wish for wish in wishes if not wish.leaves and wish.share]
    for place in sorted(leaving, key=lambda each: (wishes[each].leaves, each)):
        wish = wishes[place]
        if wish.leaves == LEAVES_LAST:
            # Others become a little narrower for it, so that it is not gone for a few pixels.
            gives = sum((each.least - each.squeezed) // _GIVES for each in staying)
            left = room - sum(widths.values()) + gives
        else:
            left = room - sum(wishes[each].ample(width) for each, width in widths.items())
        ways = [wish.least] if wish.share else [wish.whole, wish.least]
        fitting = [width for width in ways if width <= left]
        if fitting:
            widths[place] = fitting[0]
    order = sorted(widths)
    # The name, which is first, keeps its room while there is what leaves, the soonest first. What
    # is beside the name tells rows apart, so it stays longest: before it goes what else may be
    # cut, the last first, and then what is whole, as a state.
    while order:
        beside = [each for each in order[1:] if not wishes[each].is_sized]
        leaves = [each for each in beside if wishes[each].leaves]
        cut = [each for each in beside if wishes[each].share]
        whole = [each for each in beside if not wishes[each].share]
        name = wishes[order[0]].least if leaves or cut[1:] else wishes[order[0]].squeezed
        if name + sum(wishes[each].squeezed for each in order[1:]) <= room or not cut + leaves:
            break
        if leaves:
            order.remove(max(leaves, key=lambda each: (wishes[each].leaves, each)))
        else:
            order.remove((cut[1:] or whole or cut)[-1])
    fitted = _fitted(room, [wishes[each] for each in order], [widths[each] for each in order])
    by_place = dict(zip(order, fitted, strict=True))
    return [by_place.get(place, 0) for place in range(len(wishes))]


def _fitted(room: int, wishes: Sequence[Wish], least: Sequence[int]) -> list[int]:
    """Return the widths of columns that all stay.

    Where there is less than their least the name keeps its own before the others have a part of
    theirs; else each has a part of what it is cut by, and of what is left when nothing is.
    """
    least = list(least)
    spare = room - sum(least) - (wishes[0].ample(least[0]) - least[0] if wishes else 0)
    for place, wish in enumerate(wishes):
        if not wish.share:  # what is cut of a level may be what matters of it
            more = min(max(spare, 0), max(wish.whole - least[place], 0))
            least[place] += more
            spare -= more
    pairs = list(zip(wishes, least, strict=True))
    narrow = [low if wish.is_sized else min(wish.squeezed, low) for wish, low in pairs]
    whole = [max(wish.whole, low) if wish.share else low for wish, low in pairs]
    if sum(narrow) > room:
        if any(wish.is_sized for wish in wishes):
            return narrow
        widths = [width * room // sum(narrow) for width in narrow]
    elif sum(least) > room:
        name = min(least[0], room - sum(narrow[1:]))  # it has what the others leave
        widths = _grown(room, wishes, [max(narrow[0], name), *narrow[1:]], least)
    elif sum(whole) > room:
        widths = _grown(room, wishes, least, whole)
    else:
        widths = _grown(room, wishes, whole, [room] * len(whole))
    if widths:
        places = [place for place, wish in enumerate(wishes) if wish.share] or [len(widths) - 1]
        widths[places[0]] += max(room - sum(widths), 0)
    return widths


def _grown(
    room: int, wishes: Sequence[Wish], least: Sequence[int], most: Sequence[int]
) -> list[int]:
    """Return widths in proportion to the shares, between the least and the most of each."""

    def at(level: float) -> list[int]:
        return [
            min(max(int(wish.share * level), low), high)
            for wish, low, high in zip(wishes, least, most, strict=True)
        ]

    low, high = 0.0, room + 1.0
    while high - low > 1 / _FINE:
        level = (low + high) / 2
        low, high = (level, high) if sum(at(level)) <= room else (low, level)
    return at(low)
