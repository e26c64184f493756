"""The first start for those who need large text, and for those who work in the dark."""

from __future__ import annotations

import pytest

from tests.hands.person import Person
from tests.hands.reader import Box
from tests.hands.steps import begins_a_register, records_our_business_center


def brightness(me: Person, box: Box) -> float:
    """Return how bright a part of the screen is, from 0 to 255."""
    _, _, lines = me.screen.pixels()
    shown = [
        lines[y][3 * box.x : 3 * (box.x + box.width)] for y in range(box.y, box.y + box.height)
    ]
    return sum(map(sum, shown)) / sum(map(len, shown))


@pytest.mark.parametrize("me", [(2560, 1600)], indirect=True)
def test_the_first_start_works_at_twice_the_size(me):
    """Hands 5: text of twice the size, nothing out of reach."""
    begins_a_register(me, QT_FONT_DPI="192")
    records_our_business_center(me)
    assert me.sees("Business Centers, 1", "check box").box.height > 40
    frame = me.window()
    assert frame.box.within(Box(0, 0, *me.screen.size)) == frame.box
    me.closes()


def test_the_first_start_works_in_the_dark(me):
    """Hands 5: a desktop that is dark is followed, and the same is done there."""
    me.screen.desktop_is_dark()
    begins_a_register(me, XDG_CURRENT_DESKTOP="KDE", KDE_SESSION_VERSION="6")
    assert brightness(me, me.window().box) < 80
    records_our_business_center(me)
    assert brightness(me, me.window().box) < 80
    me.closes()


def test_without_a_wish_the_program_is_light(me):
    """Hands 5: so that the dark one proves something."""
    me.starts()
    me.sees("New register…", "push button")
    assert brightness(me, me.window().box) > 200
    me.closes()
