"""The first start for those who need large text, and for those who work in the dark."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.hands.person import Person
from tests.hands.portal import Portal
from tests.hands.reader import Box
from tests.hands.steps import (
    begins_a_register,
    opens_the_sample,
    records_our_business_center,
)

PLASMA = {"XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "6"}


def brightness(me: Person) -> float:
    """Return how bright the window is, from 0 to 255."""
    _, _, lines = me.screen.pixels()
    window = me.waits(me.window, "a window")
    box = window.box.within(Box(0, 0, *me.screen.size))
    across, down = slice(3 * box.x, 3 * (box.x + box.width)), slice(box.y, box.y + box.height)
    shown = [line[across] for line in lines[down]]
    return sum(map(sum, shown)) / sum(map(len, shown))


@pytest.mark.parametrize("me", [(2560, 1600)], indirect=True)
def test_the_first_start_works_with_text_of_twice_the_size(me):
    """Hands 5: the desktop asks for large text, and nothing is out of reach."""
    me.starts()
    small = me.sees("Your name", "label").box.height
    me.closes()
    me.screen.choose_on_the_desktop(points=20)
    begins_a_register(me, **PLASMA)
    records_our_business_center(me)
    me.does("Add Business Center…")
    assert me.sees("Legal entity", "label").box.height > 1.7 * small
    me.keys("Escape")
    me.closes()


def test_the_first_start_works_in_the_dark(me):
    """Hands 5: a desktop that is dark is followed, and the same is done there."""
    me.screen.choose_on_the_desktop(is_dark=True)
    begins_a_register(me, **PLASMA)
    assert brightness(me) < 80
    records_our_business_center(me)
    assert brightness(me) < 80
    me.closes()


def test_dark_is_chosen_in_the_settings_by_keys_alone_and_stays(me):
    """The theme shows at once in the running window, and at the next start on the start page."""
    opens_the_sample(me)
    assert brightness(me) > 200
    me.keys("ctrl+comma")
    me.sees("Your name, This computer", "list item")
    me.keys("Down", "Tab")
    me.waits(lambda: me.has_keys("Theme", "combo box"), "the keys in the theme")
    me.keys("End", "Escape")
    me.gone("Your name, This computer", "list item")
    me.waits(lambda: brightness(me) < 80, "a dark window")
    me.closes()
    me.starts()
    me.sees("Open Nova Cosmetics", "push button")
    assert brightness(me) < 80
    me.closes()


def test_the_first_start_works_in_high_contrast(me):
    """D: a desktop that asks for high contrast is followed: all words are black on white."""
    portal = Portal(me.screen.environment["DBUS_SESSION_BUS_ADDRESS"])
    try:
        # Where GTK is installed, Qt would show its file dialog, with other names.
        begins_a_register(me, XDG_CURRENT_DESKTOP="GNOME", QT_QPA_PLATFORMTHEME="gnome")
        me.waits(lambda: "#FFFFFF" in grounds(me), "the white ground of high contrast")
        records_our_business_center(me)
        assert grounds(me) == {"#FFFFFF"}
        me.closes()
    finally:
        portal.close()


def grounds(me: Person) -> set[str]:
    """Return the colours of which the side, the page and the lists are full."""
    _, _, lines = me.screen.pixels()
    window = me.waits(me.window, "a window")
    box = window.box.within(Box(0, 0, *me.screen.size))
    found = Counter(
        line[3 * x : 3 * x + 3]
        for line in lines[box.y : box.y + box.height]
        for x in range(box.x, box.x + box.width)
    )
    full = box.width * box.height // 20
    return {f"#{colour.hex().upper()}" for colour, count in found.items() if count > full}


def test_without_a_wish_the_program_is_light(me):
    """Hands 5: so that the dark one proves something."""
    me.starts()
    me.sees("New register…", "push button")
    assert brightness(me) > 200
    me.closes()
