"""Somebody leaves, and what still works for them is ended."""

from __future__ import annotations

from tests.hands.steps import issues, opens_the_sample

GIVEN = ("What: Nova Shop UK", "What: Nova Cosmetics Global")


def test_a_freelancer_leaves_and_every_way_in_is_ended(me):
    """Hands 3: A7 too, since the finding on the page of the leaver leads on."""
    opens_the_sample(me)
    me.presses("People", "check box")
    me.presses("Person: Mia Okafor", "cell")
    me.reads("4 active grants")
    me.presses("Mark as left…", "push button")
    me.reads("Access does not end by itself")
    me.records("Mark as left")
    me.reads("and still has")
    for place in GIVEN:
        me.presses(place, "cell")
        me.presses("Revoke…", "push button")
        me.fills("Why", "Left the company")
        me.records("Revoke")
        me.gone(place, "cell")
    me.reads("2 active grants")
    # The next steps of the findings do what they say; the first leads to where access is ended.
    me.presses("Record revocation…", "push button")
    me.sees("Cancel", "push button")
    me.keys("Escape")
    me.gone("Cancel", "push button")
    me.presses("People", "check box")
    me.presses("Record password change…", "push button")
    me.sees("Cancel", "push button")
    me.keys("ctrl+Return")
    me.gone("Cancel", "push button")
    me.presses("People", "check box")
    me.reads("1 active grant")
    me.picks("More actions", "Print record…")
    paper = issues(me, "leaver.pdf")
    for words in ("Mia Okafor", "Nova Shop UK", "@novacosmetics"):
        assert words in paper
    me.closes()
