"""A review is decided and closed by keys only."""

from __future__ import annotations

from tests.hands.person import Person
from tests.hands.steps import opens_the_sample


def goes_to(me: Person, name: str, role: str) -> None:
    """Press Tab until a control has the keys; all of them are passed once at most."""
    passed = set()
    while not me.has_keys(name, role):
        told = me.passes("Tab")
        assert told.place not in passed, f"Tab never comes to “{name}”"
        passed.add(told.place)


def test_a_review_is_decided_and_closed_without_the_mouse(me):
    """Hands 4: places, lines, decisions and the end by keys."""
    opens_the_sample(me)
    me.keys("ctrl+8")
    me.sees("Reviews", "table")
    goes_to(me, "Reviews", "table")
    me.keys("Home")
    me.sees("Immediate review: Loop Social")
    goes_to(me, "Review items", "table")
    me.keys("ctrl+a", "k")
    me.gone("Decision: —", "cell")
    me.keys("ctrl+k")
    me.types("Close review")
    me.keys("Return")
    me.sees("Close review", "label")
    me.keys("ctrl+Return")
    me.gone("Close review")
    me.sees("Closed", "label")
    me.keys("ctrl+z")
    me.sees("Open", "label")
    me.closes()
