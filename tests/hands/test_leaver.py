"""Somebody leaves, and what still works for them is ended."""

from __future__ import annotations

from tests.hands.steps import issues, opens_the_sample

GIVEN = ("What: Nova Shop UK", "What: Nova Cosmetics Global")


def test_a_freelancer_leaves_and_every_way_in_is_ended(me):
    """Hands 3: each form leads to the next one and at last to the document, in eleven acts."""
    opens_the_sample(me, "Nina Tester")
    me.presses("People", "radio button")
    me.presses("Person: Mia Okafor", "cell")
    me.reads("4 active")
    me.does("Mark as left…")
    me.reads("Access does not end by itself")
    me.presses("Save and continue", "push button")
    # Everything that can be revoked goes in one act, then what is left, then what is to be seen.
    me.reads("Record revocation: 3 assignments", "Mia Okafor left on ")
    for place in GIVEN:
        me.reads(place.removeprefix("What: "))
    me.presses("Save and continue", "push button")
    me.sees("Password changed on", "text")
    me.reads("1 active")
    me.reads("3 removals to verify")
    me.presses("Save and continue", "push button")
    me.reads("Verify removal: 3 assignments", "0 active")
    me.presses("Save and continue", "push button")
    me.sees("Issue and save…", "push button")
    paper = issues(me, "leaver.pdf")
    for words in ("Mia Okafor", "Nova Shop UK", "@novacosmetics"):
        assert words in paper
    me.closes()
