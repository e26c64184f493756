"""A brand admin goes from finding to finding, and back to where they were."""

from __future__ import annotations

from tests.hands.steps import opens_the_sample


def test_findings_are_mended_in_turn_and_back_leads_to_where_one_was(me):
    """A19: by keys alone, from the Overview to a finding, to the next one, and back."""
    opens_the_sample(me)
    me.keys("F8")
    me.waits(
        lambda: me.has_keys("Record password change…", "push button"), "the step of the finding"
    )
    me.reads("Several people share the login")
    me.keys("Return")
    me.records("Record password change")
    me.reads("Resolved: Login shared by several people.")
    me.waits(lambda: me.has_keys("Next finding", "push button"), "the way to the next finding")
    me.keys("Return")
    me.waits(lambda: me.has_keys("Claim…", "push button"), "the step of the next finding")
    me.gone("Next finding", "push button")
    # What has happened of a claim by now is recorded in one form.
    me.keys("Return")
    me.sees("Open claim", "push button")
    me.keys("ctrl+shift+Return")
    me.sees("Requested on", "text")
    me.presses("Also: Verify receipt", "check box")
    me.fills("Verified by", "Nora Tester")
    me.presses("I understand that this cannot be undone", "check box")
    me.keys("ctrl+shift+Return")
    me.waits(lambda: me.has_keys("Record agreement…", "push button"), "the step of the third")
    me.reads("with 4 steps before it")
    me.keys("alt+Left")
    me.reads("Nova UK – Launch")
    me.presses("Back", "push button")
    me.sees("Account or shop: @novacosmetics", "cell")
    me.keys("alt+Left")
    me.reads("Needs attention")
    me.waits(lambda: not me.sees("Back", "push button").states & {"sensitive"}, "the first place")
    me.keys("F1")
    me.sees("Help page", "label")
    me.keys("Escape")
    me.gone("Help page", "label")
    me.closes()
