"""What a screen reader is told: of every screen and form by name and role, and after every act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

import pytest

from tests.figures import spread
from tests.hands.person import Person
from tests.hands.reader import Control
from tests.hands.steps import opens_the_sample
from tests.hands.test_tab_order import FORMS

PLACES = (
    "Overview", "Partners", "Assets", "People", "All access", "Business Centers", "Access matrix",
    "Reviews", "Procedures", "Handovers", "History",
)  # fmt: skip
# What only holds others, or shows what the control that it belongs to tells already.
NEED_NO_NAME = {
    "application", "filler", "frame", "grip", "image", "label", "layered pane", "panel",
    "scroll bar",
    "separator", "splitter", "status bar", "tool bar", "viewport", "unknown", "menu bar",
}  # fmt: skip
ROLES = {"Record history": "document", "Health score trend": "chart"}
MUTE = {"filler", "panel", "viewport", "layered pane", "unknown"}
"""Roles that say nothing of what the keys are in."""


@pytest.fixture(scope="module")
def me(sits_down_for_long) -> Person:
    """Somebody who has the sample open, in a window with room for a form."""
    person = sits_down_for_long(1600, 1000)
    opens_the_sample(person)
    return person


def unnamed(shown: Sequence[Control]) -> list[str]:
    return [
        f"{each} in {[str(a) for a in each.above()][:3]}"
        for each in shown
        if each.role not in NEED_NO_NAME and not each.name.strip() and each.box.width
    ]


def roleless(shown: Sequence[Control]) -> list[str]:
    """Return what has the keys and does not say what it is, and places told as ticks.

    What scrolls has them together with what shows its part, which has no more to say.
    """
    return [
        str(each)
        for each in shown
        if each.role in MUTE
        and "focused" in each.states
        and not any(_inside(each))
        and not any("focused" in a.states and a.role not in MUTE for a in each.above())
    ]


def _inside(control: Control) -> Iterator[Control]:
    return (each for each in control.each() if each is not control and "focused" in each.states)


@pytest.mark.parametrize("place", PLACES)
def test_everything_in_a_place_has_a_name_and_what_has_the_keys_a_role(me, place):
    """D: lines, panes, charts and lists were unnamed; places were told as ticks."""
    me.presses(place, "radio button")
    chosen = me.waits(lambda: _chosen(me, place), f"“{place}” as chosen")
    assert chosen.role == "radio button"
    shown = list(me.controls())
    assert unnamed(shown) == []
    assert roleless(shown) == []
    tabs = [each.name for each in shown if each.role == "page tab"]
    for tab in tabs:
        if me.among(shown, tab, "page tab") is None:
            continue
        me.presses(tab, "page tab")
        shown = list(me.controls())
        for name, role in ROLES.items():
            told = me.among(shown, name, role, "filler", "scroll pane")
            assert told is None or told.role == role, (tab, name)
        assert unnamed(shown) == [], tab
        assert roleless(shown) == [], tab


def _chosen(me: Person, place: str) -> Control | None:
    found = me.finds(place, "radio button")
    return found if found is not None and "checked" in found.states else None


TOLD = spread("forms of a place told to a screen reader", FORMS, itemgetter(0))


@pytest.mark.parametrize(("place", "act"), TOLD, ids=[act for _, act in TOLD])
def test_everything_in_a_form_has_a_name_and_its_hints_are_told(me, place, act):
    """D: the line in a box that is searched had no name, hints no description."""
    me.keys("Escape", place)
    me.does(act)
    me.sees("Cancel", "push button")
    try:
        shown = list(me.controls())
        assert unnamed(shown) == []
        form = next(each for each in shown if each.role == "form")
        assert form.name
        for box in (each for each in form.each() if each.role == "combo box"):
            lines = [each for each in box.each() if each.role == "text"]
            assert [line.name for line in lines] == [box.name] * len(lines)
    finally:
        me.presses("Cancel", "push button")
        me.gone("Cancel", "push button")


def test_what_is_done_undone_done_again_and_refused_is_announced(me):
    """D: nothing was announced after an act; A14: undo and redo said nothing."""
    me.keys("Escape", "ctrl+2")
    me.does("Add partner…")
    me.sees("Cancel", "push button")
    before = me.heard()
    me.presses("Add partner", "push button")
    assert me.hears("1 problem", after=before).is_urgent
    name = me.waits(me.focused, "the field with the problem")
    assert "Enter the partner name" in name.description
    me.fills("Name", "Foxglove")
    before = me.heard()
    me.records("Add partner")
    assert not me.hears("Added partner Foxglove", after=before).is_urgent
    me.waits(lambda: me.has_keys("Partner: Foxglove", "cell") or _in_list(me), "the row")
    me.keys("ctrl+z")
    me.hears("Undone: Added partner Foxglove", after=before)
    me.keys("ctrl+shift+z")
    me.hears("Redone: Added partner Foxglove", after=before)
    me.keys("ctrl+z")  # the next in this window finds the sample as it was
    me.gone("Partner: Foxglove", "cell")


def _in_list(me: Person) -> bool:
    cell = me.finds("Partner: Foxglove", "cell")
    return cell is not None and {"focused", "selected"} <= cell.states


def test_what_is_found_is_announced(me):
    """D: how much a filter leaves, that it leaves nothing, and what the field on top offers."""
    me.keys("Escape", "ctrl+2")
    me.sees("Filter Partners", "text")
    for text, said in (("kite", "Partners: 1 row"), ("zzzz", "Nothing matches the filter.")):
        before = me.heard()
        me.fills("Filter Partners", text)
        me.hears(said, after=before)
    me.keys("Escape", "ctrl+k")
    before = me.heard()
    me.types("loop soc")
    me.hears("Loop Social", after=before)
    me.keys("Escape")


def test_what_is_issued_and_saved_is_announced(me):
    """D: a document that was issued and saved says so."""
    me.keys("Escape", "ctrl+2")
    me.presses("Partner: Brightside Media", "cell")
    me.picks("More actions", "Print access record…")
    before = me.heard()
    me.presses("Issue and save…", "push button")
    me.saves_as("announced.pdf")
    me.hears("Saved as announced.pdf in ", after=before)
    view = me.sees("The document")
    assert view.role == "document"
    assert "Brightside Media" in view.description
    me.presses("Close", "push button")
    me.gone("Save…", "push button")
