"""A review is decided and closed by keys only."""

from __future__ import annotations

from tests.hands.person import Person
from tests.hands.steps import issues, opens_the_sample


def goes_to(me: Person, name: str, role: str) -> None:
    """Press Tab until a control has the keys; all of them are passed once at most."""
    passed = set()
    is_there = me.has_keys(name, role)
    while not is_there:
        told = me.passes("Tab")
        assert told.place not in passed, f"Tab never comes to “{name}”"
        passed.add(told.place)
        # Of a table its cell tells that it has the keys; all else tells of itself alone.
        is_there = told.role in {role, "cell", "table cell"} and me.has_keys(name, role)


def states(me: Person) -> list[str]:
    """Return the states of the reviews that are not closed, as their list tells them."""
    told = (each.name for each in me.controls() if each.role == "cell")
    found = [name.removeprefix("State: ") for name in told if name.startswith("State: ")]
    return [state for state in found if state != "Closed"]


def test_a_review_is_decided_and_closed_without_the_mouse(me):
    """Hands 4: places, lines, decisions and the end by keys."""
    opens_the_sample(me)
    me.keys("ctrl+8")
    me.sees("Reviews", "table")
    goes_to(me, "Reviews", "table")
    me.keys("Home")
    me.sees("Immediate review: Loop Social")
    goes_to(me, "Review items", "table")
    me.keys("ctrl+a", "r")
    me.gone("Decision: —", "cell")
    me.sees("Close review", "label")
    goes_to(me, "Show the report afterwards, ready to issue", "check box")
    me.keys("space", "ctrl+Return")
    me.gone("Close review")
    me.waits(lambda: states(me) == ["Follow-up open"] * 2, "the open follow-up")
    me.keys("ctrl+z")
    me.waits(lambda: "Open" in states(me), "the review as it was")
    me.closes()


def decides(me: Person, group: str, *keys: str) -> None:
    """Decide the group that has the keys, and see it go."""
    me.waits(lambda: me.has_keys("Undecided items by finding", "table"), "the groups")
    me.sees(f"Finding: {group}", "cell")
    me.keys(*keys)
    me.gone(f"Finding: {group}", "cell")


def test_a_full_review_is_held_by_its_groups_and_its_report_issued(me):
    """The quarterly review of 122 items, from its start to its report, in twenty-two acts."""
    opens_the_sample(me, "Nina Tester")
    me.keys("ctrl+8")
    me.presses("Start review…", "push button")
    assert me.text(me.sees("Reviewer", "text", "combo box")) == "Nina Tester"
    me.keys("Return")
    decides(me, "Share active past its planned end", "r")
    for group in ("Asset owned by an agency", "Jonas Becker left on ", "Login shared by several"):
        decides(me, group, *(["r"] if "left" in group else ["k", "Return"]))
    decides(me, "Partner as Admin of an ad account", "c", "Return")
    decides(me, "Audience shared without a note", "k", "Return")
    decides(me, "Business Center with only one Admin", "k", "Return")
    decides(me, "Agency staff in our Business Center", "r")
    decides(me, "Access that has already ended", "r")
    me.waits(lambda: me.has_keys("Undecided items by finding", "table"), "the groups")
    me.keys("k")
    me.reads("you state that you reviewed all 93")
    me.keys("Return")
    me.sees("Close review", "label")
    me.reads("122 items = Keep: 103 + Change: 2 + Revoke: 17")
    me.keys("Return")
    paper = issues(me, "review.pdf")
    assert "of 103 kept items were decided together, in" in paper
    assert "Stays for now. Next step: Claim" in paper
    me.reads("Follow-up open")
    me.closes()
