"""The smallest window, and text of twice the size on a small screen: nothing is out of reach."""

from __future__ import annotations

import pytest

from tests.hands.person import Person
from tests.hands.reader import Box, Control
from tests.hands.test_large_and_dark import PLASMA

# The screen, the size of its text in points, and how large the window is there at most.
SMALL = (902, 642), 10
LARGE_TEXT = (1366, 768), 20

PLACES = tuple(f"ctrl+{number}" for number in range(1, 10))
UNDER_DOCUMENTS = ("Handovers", "History")

FORMS = (
    ("ctrl+2", "Add partner…"),
    ("ctrl+2", "Share asset…"),
    ("ctrl+3", "Add asset…"),
    ("ctrl+4", "Mark as left…"),
    ("ctrl+6", "Add Business Center…"),
    ("ctrl+8", "Start review…"),
)
"""The key of a place, and what the menu offers there with a form."""

_MOVING = {
    "button menu", "check box", "combo box", "label", "link", "page tab list", "push button",
    "radio button", "spin button", "table", "text", "toggle button",
}  # fmt: skip
# What scrolls by itself may be higher than the part that is seen of it.
_HIGH = {"list", "table", "tree"}
_STOPS = 60
"""Stops of Tab that are looked at in a form with the window around it."""


@pytest.fixture(scope="module", params=[SMALL, LARGE_TEXT], ids=["small", "large text"])
def me(request, sits_down_for_long) -> Person:
    """Somebody who has the sample open on a small screen."""
    size, points = request.param
    person = sits_down_for_long(*size)
    person.screen.choose_on_the_desktop(points=points)
    person.starts(**PLASMA)
    person.presses("Open sample…", "push button")
    person.saves_as("sample.delvia")
    person.reads("Nova Cosmetics", "Needs attention")
    return person


def fits(part: Box, whole: Box) -> bool:
    """Tell whether a box lies in another one."""
    return part.within(whole) == part


def scrolls(part: Control) -> bool:
    """Tell whether a part has a bar that scrolls it."""
    below = [*part.children, *(inner for each in part.children for inner in each.children)]
    return any(each.role == "scroll bar" for each in below)


def out_of_reach(me: Person) -> list[str]:
    """Return what lies beyond the window, or is cut off where nothing scrolls."""
    window = me.waits(me.window, "a window")
    screen = Box(0, 0, *me.screen.size)
    found = [] if fits(window.box, screen) else [f"the window has grown to {window.box}"]
    for each in window.each():
        if each.role not in _MOVING or not each.box.width or not each.box.height:
            continue
        for part in each.above():
            if part.role == "frame" or scrolls(part):
                if not fits(each.box, part.box) and not scrolls(part):
                    found.append(str(each))
                break
    return found


def are_seen(me: Person, *told: Control) -> bool:
    """Tell whether all of some controls is seen, through everything that scrolls around them."""
    window = me.waits(me.window, "a window")
    shown = {each.place: each for each in window.each()}
    return all(each.place in shown and _is_seen(shown[each.place]) for each in told)


def _is_seen(here: Control) -> bool:
    seen = here.box
    for part in here.above():
        if part.box.width and part.box.height and part.role != "combo box":
            seen = seen.within(part.box)
    if here.role in _HIGH:
        return bool(seen.width and seen.height)
    return seen == here.box


@pytest.mark.parametrize("place", [*PLACES, *UNDER_DOCUMENTS])
def test_every_place_fits_its_window(me, place):
    """A13 and D, “200 % text”: nothing lies beyond the window in any place."""
    if place in PLACES:
        me.keys("Escape", place)
    else:
        me.presses("Go", "menu item")
        me.presses(place, "menu item")
    me.waits(lambda: not out_of_reach(me), f"{place} with everything within its window")


@pytest.mark.parametrize(("place", "act"), FORMS, ids=[act for _, act in FORMS])
def test_every_control_of_a_form_is_seen_when_it_has_the_keys(me, place, act):
    """A13: a form scrolls to what has the keys, and its buttons are always seen."""
    me.keys("Escape", place)
    me.does(act)
    cancel = me.sees("Cancel", "push button")
    me.waits(lambda: not out_of_reach(me), f"“{act}” with everything within the window")
    begin = me.passes("Tab").place
    try:
        assert are_seen(me, cancel)
        for _ in range(_STOPS):
            told = me.passes("Tab")
            me.waits(lambda told=told: are_seen(me, told, cancel), f"all of {told} and of “Cancel”")
            if told.place in {begin, cancel.place}:
                break
    finally:
        me.presses("Cancel", "push button")
        me.gone("Cancel", "push button")


def test_an_admin_is_added_on_a_small_screen(me):
    """A13: the form that pushed its own buttons below the screen leaves the window as it was."""
    me.keys("Escape", "ctrl+6")
    me.fills("Filter Business Centers", "Nova Cosmetics")
    me.sees("Nova Cosmetics", "label")
    before = me.waits(me.window, "a window").box
    me.does("Add seat…")
    me.chooses("Person", "Mia Okafor")
    assert me.waits(me.window, "a window").box == before
    me.presses("Cancel", "push button")
    me.presses("Discard", "push button")
    me.gone("Discard", "push button")
    assert me.waits(me.window, "a window").box == before
