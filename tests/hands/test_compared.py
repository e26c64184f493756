"""What TikTok says of an agency is held beside the record: what differs is a document."""

from __future__ import annotations

from tests.hands.steps import issues, opens_the_sample

LIST = "Ad account,Account ID\nNova UK – Brand,7402421040654667777\n"


def test_a_complete_list_of_an_agency_is_compared_and_printed(me):
    """One account is listed; all others that are on record are told, and nothing is deleted."""
    listed = me.home / "kite.csv"
    listed.write_text(LIST, encoding="utf-8")
    opens_the_sample(me, "Mara Lindt")
    me.presses("File", "menu item")
    me.presses("Compare with TikTok…", "menu item")
    me.reads("Shared with Kite Studio", "Members of our Business Center")
    me.chooses("What the list shows", "Assets shared with a partner")
    me.chooses("Partner", "Kite Studio")
    me.presses("Choose files…", "push button")
    me.fills("File name:", str(listed))
    me.keys("Return")
    me.presses("Continue", "push button")
    me.presses("Continue", "push button")
    me.presses("Record comparison", "push button")
    me.reads("Comparison recorded")
    me.presses("Issue document…", "push button")
    text = issues(me, "comparison.pdf")
    assert "Shared with Kite Studio" in text
    assert "Recorded, not in TikTok" in text
    assert "kite.csv" in text
    me.closes()
