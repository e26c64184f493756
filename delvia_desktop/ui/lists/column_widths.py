"""How columns share the width of a list, so that nothing that matters is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAVES_LAST = 1
"""How soon a column leaves for which the others give way."""

_GIVES = 4
"""The part of what a column can be squeezed by that it gives to one that leaves last."""


@dataclass(frozen=True)
class Wish:
    """What a column asks for, in pixels.

    `least` is the width that it stands in, `whole` the one in which nothing of it is cut, and
    `squeezed` the one to which it gives way where there is too little room for all. By its `share`
    it has a part of what is left; without one it takes no more than it needs. A column that
    `leaves` goes away where it has no room, and the higher that is, the sooner.
    """

    least: int
    whole: int
    squeezed: int
    share: int
    leaves: int = 0
    is_sized: bool = False
    """A person gave it its width, and it keeps it."""


def shared_out(room: int, wishes: Sequence[Wish]) -> list[int]:
    """Return the widths of a list's columns, 0 for one that has no room.

    They fill the room; only widths that a person gave can make them wider than that.
    """
    widths = {place: wish.least for place, wish in enumerate(wishes) if not wish.leaves}
    leaving = [place for place, wish in enumerate(wishes) if wish.leaves]
    staying = [wish for wish in wishes if not wish.leaves and wish.share]
    for place in sorted(leaving, key=lambda each: (wishes[each].leaves, each)):
        left = room - sum(widths.values())
        if wishes[place].leaves == LEAVES_LAST:
            # Others become a little narrower for it, so that it is not gone for a few pixels.
            left += sum((wish.least - wish.squeezed) // _GIVES for wish in staying)
        fitting = [width for width in (wishes[place].whole, wishes[place].least) if width <= left]
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
    """Return the widths of columns that all stay."""
    if sum(least) > room:
        narrow = [wish.least if wish.is_sized else wish.squeezed for wish in wishes]
        name = min(least[0], room - sum(narrow[1:]))  # it has what the others leave
        least = [max(narrow[0], name), *narrow[1:]]
    if sum(least) > room and any(wish.is_sized for wish in wishes):
        return list(least)
    is_short = sum(least) > room
    widths = [width * room // sum(least) for width in least] if is_short else list(least)
    grows = {place for place, wish in enumerate(wishes) if wish.share and not is_short}
    # Whoever would get less than its least stands aside with it, until the others share the rest.
    while grows:
        rest = room - sum(widths[place] for place in range(len(wishes)) if place not in grows)
        total = sum(wishes[place].share for place in grows)
        wanted = {place: rest * wishes[place].share // total for place in grows}
        short = {place for place in grows if wanted[place] < least[place]}
        if not short:
            for place, width in wanted.items():
                widths[place] = width
            break
        grows -= short
    if widths:
        places = [place for place, wish in enumerate(wishes) if wish.share] or [len(widths) - 1]
        widths[places[0]] += max(room - sum(widths), 0)
    return widths
