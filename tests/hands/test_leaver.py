"""Somebody leaves, and what still works for them is ended."""

from __future__ import annotations

from tests.hands.steps import issues, opens_the_sample

GIVEN = ("What: Nova Shop UK", "What: Nova Cosmetics Global")


def test_a_freelancer_leaves_and_every_way_in_is_ended(me):
    """Hands 3: A7 too, since the finding on the page of the leaver leads on."""
    opens_the_sample(me)
    me.presses("People", "radio button")
    me.presses("Person: Mia Okafor", "cell")
    me.reads("4 active")
    me.does("Mark as left…")
    me.reads("Access does not end by itself")
    me.records("Mark as left")
    me.reads("and still has")
    # Everything that can be revoked goes in one act, then what is left, then what is to be seen.
    me.presses("Revoke access…", "push button")
    for place in GIVEN:
        me.reads(place.removeprefix("What: "))
    me.fills("Why", "Left the company")
    me.records("Revoke")
    me.reads("1 active")
    me.reads("3 removals to verify")
    me.presses("Record password change…", "push button")
    me.sees("Password changed on", "text")
    me.keys("ctrl+Return")
    me.gone("Password changed on", "text")
    me.reads("0 active")
    me.presses("Verify removals…", "push button")
    me.sees("Date", "text")
    me.keys("ctrl+Return")
    me.reads("0 active · 4 ended")
    me.presses("Print leaver's document…", "push button")
    paper = issues(me, "leaver.pdf")
    for words in ("Mia Okafor", "Nova Shop UK", "@novacosmetics"):
        assert words in paper
    me.closes()
