"""Every form is walked by Tab and by Shift+Tab, as a screen reader is told it."""

from __future__ import annotations

from itertools import product
from operator import itemgetter

import pytest

from tests.figures import spread
from tests.hands.person import Person
from tests.hands.reader import Control
from tests.hands.steps import opens_the_sample

# The key of a place, and what the menu offers there with a form.
FORMS = tuple(
    (place, act)
    for place, acts in {
        "ctrl+2": (
            "Add partner…", "Edit partner…", "Edit partnership…", "Share asset…",
            "Add received asset…", "Add shop partner…", "Record end…", "Print other documents…",
        ),
        "ctrl+3": ("Add asset…", "Edit asset…", "Record ownership…"),
        "ctrl+4": (
            "Add person…", "Edit person…", "Mark as left…", "Add seat…", "Assign asset…",
            "Add Spark Ads code…",
        ),
        "ctrl+6": ("Add Business Center…", "Edit Business Center…"),
        "ctrl+8": ("Start review…", "Close review…"),
        "ctrl+9": ("Start procedure…",),
    }.items()
    for act in acts
)  # fmt: skip
BY_TAB = {"text", "combo box", "check box", "push button", "radio button", "spin button"}
_STOPS = 200
"""More than any window has: where Tab does not come round, the walk ends here."""


@pytest.fixture(scope="module")
def me(sits_down_for_long) -> Person:
    """Somebody who has the sample open, in a window with room for a form."""
    person = sits_down_for_long(1600, 1000)
    opens_the_sample(person)
    return person


def form_controls(me: Person) -> list[Control]:
    """Return the controls of the form that take the keys, its buttons among them."""
    cancel = me.sees("Cancel", "push button")
    shown = list(me.controls())
    here = next(each for each in shown if each.place == cancel.place)
    panel = next(each for each in here.above() if any(b.role == "text" for b in each.each()))
    return [
        each
        for each in panel.each()
        if each.role in BY_TAB and {"focusable", "sensitive"} <= each.states
        # The line within a box that can be searched belongs to the box.
        if not any(above.role in {"combo box", "spin button"} for above in each.above())
    ]


def walk(me: Person, key: str) -> set[tuple[str, str]]:
    """Press a key until the walk comes round, and return what had the keys on the way."""
    begin = me.passes(key).place
    passed = {begin}
    for _ in range(_STOPS):
        told = me.passes(key).place
        if told == begin:
            return passed
        passed.add(told)
    raise AssertionError(f"{key} never comes round")


def not_reached(controls: list[Control], passed: set[tuple[str, str]]) -> list[str]:
    """Return what was left out; of buttons of which one is chosen, one has to be reached."""

    def is_reached(control: Control) -> bool:
        same = [control]
        if control.role == "radio button" and control.parent is not None:
            same = [each for each in control.parent.children if each.role == control.role]
        return any(part.place in passed for each in same for part in each.each())

    return [f"{each.role} “{each.name}”" for each in controls if not is_reached(each)]


WALKS = spread("forms by direction of Tab", product(FORMS, ("Tab", "shift+Tab")), itemgetter(0))


@pytest.mark.parametrize(
    ("place", "act", "key"),
    [(*form, key) for form, key in WALKS],
    ids=[f"{act}-{key}" for (_, act), key in WALKS],
)
def test_every_control_of_a_form_is_reached_by_tab_and_back(me, place, act, key):
    """Hands 6: A4 as a screen reader is told it, in both directions."""
    me.keys("Escape", place)
    me.does(act)
    controls = form_controls(me)
    try:
        assert not_reached(controls, walk(me, key)) == []
    finally:
        me.presses("Cancel", "push button")
        me.gone("Cancel", "push button")
