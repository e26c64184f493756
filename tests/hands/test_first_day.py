"""From the first start to the end of a partnership, with keys and mouse and nothing else."""

from __future__ import annotations

from tests.hands.steps import begins_a_register, day, issues, records_our_business_center


def records_an_admin(me, name: str, mailbox: str) -> None:
    me.presses("People", "radio button")
    me.does("Add person…")
    me.fills("Name", name)
    me.fills("Email", mailbox)
    me.records("Add person")
    me.presses("Add seat…")
    me.chooses("Role in TikTok", "Admin")
    me.fills("Joined on", day(-400))
    me.records("Add seat")


def records_an_asset(me, kind: str, name: str, label: str, number: str, owner: str = "") -> None:
    me.presses("Assets", "radio button")
    me.does("Add asset…")
    me.chooses("Asset type", kind)
    me.fills("Name", name)
    me.fills(label, number)
    if owner:
        me.chooses("Owned by", owner)
    me.records("Add asset")


def adds_an_agency(me) -> None:
    """Fill in the four parts, leave them half way, and end where their procedure goes on."""
    me.presses("Overview", "radio button")
    me.presses("Add agency…", "push button")
    me.reads("These parts complete up to 7 of the procedure's 14 steps; at least 7 are left.")
    me.presses("Back", "push button")
    me.sees("Own the assets first")
    me.reads("Admins: Mara Lindt, Oliver Grant")
    me.presses("Continue", "push button")
    me.fills("Agency name", "Brightside Media")
    me.fills("Agency's Business Center ID", "7504233300559872017")
    me.fills("Engagement starts", day(-30))
    me.fills("Engagement ends", day(200))
    me.fills("Contact", "Tom Hale")
    me.presses("Continue", "push button")
    me.sees("Choose only the assets needed")
    me.fills("Purpose", "Campaigns")
    me.fills("Shared on", day(-30))
    me.fills("Planned end", day(200))
    for name in ("@nova", "Nova DE"):
        me.presses(f"Share {name}", "check box")

    # Somebody calls; the program is closed, and what was typed is still there.
    me.closes()
    me.starts()
    me.presses("Open Nova", "push button")
    me.reads("“Add an agency” was unfinished when the register was closed.")
    me.presses("Continue adding agency", "push button")
    me.reads("2 of 4 assets selected")
    me.presses("Continue", "push button")
    for name in ("@nova", "Nova DE"):
        me.presses(f"The agency can see {name}", "check box")
    me.presses("Finish", "push button")

    # The procedure of that name goes on with what is left.
    me.reads("Brightside Media is recorded. Next: Pixels and catalogs in one place.")
    me.reads("7 of 14 done · 2 of the rest are optional")
    for title, state in (
        ("Agency's Business Center ID", "Done"),
        ("Agree the scope in writing", "Done"),
        ("Pixels and catalogs in one place", "Next"),
    ):
        me.sees(f"Step: {title}", "cell")
        me.sees(f"State: {state}", "cell")
    me.presses("Mark step 5 as done", "push button")
    me.presses("Mark step 6 as done", "push button")
    me.presses("Continue with step 9…", "push button")
    me.records("Verify")
    me.reads("Next: TikTok Shop, if there is one.")


def gets_the_asset_back(me) -> None:
    """Claim what the agency owns, from the finding on its page to the day it is ours."""
    me.presses("Claim…", "push button")
    me.records("Open claim")
    me.presses("Claims", "page tab")
    for step, who in (("Record request", "Person asked"), ("Record agreement", "Who agreed")):
        me.presses(f"{step}…", "push button")
        me.fills(who, "Tom Hale")
        me.records(step)
    me.presses("Record start of transfer…", "push button")
    me.presses("I understand", "check box")
    me.records("Record start of transfer")
    me.presses("Record receipt…", "push button")
    me.records("Record receipt")
    me.sees("Owner: Nova Cosmetics", "cell")


def test_a_newcomer_gives_an_agency_access_and_ends_it(me):
    """Hands 1: from the first start to the offboarding document."""
    begins_a_register(me)
    records_our_business_center(me)
    records_an_admin(me, "Mara Lindt", "mara@nova.example")
    records_an_admin(me, "Oliver Grant", "oliver@nova.example")
    for kind, name, label, number in (
        ("Ad account", "Nova DE", "Asset ID", "7123998103425571842"),
        ("Ad account", "Nova FR", "Asset ID", "7123998103425571850"),
        ("TikTok account", "@nova", "Asset ID", "6911003477854431206"),
        ("Pixel", "Shop pixel", "Pixel code", "C9ABCDEFGHIJKLMNOPQR"),
    ):
        records_an_asset(me, kind, name, label, number)
    adds_an_agency(me)

    # The document is offered where the procedure goes on.
    me.presses("Print access record…", "push button")
    me.sees("Issue and save…", "push button")
    paper = issues(me, "access.pdf")
    for words in ("Brightside Media", "7504233300559872017", "Nova DE", "@nova", "Campaigns"):
        assert words in paper
    assert "Nova FR" not in paper

    # An asset turns out to belong to the agency; the program is closed and opened again.
    records_an_asset(me, "Ad account", "Launch", "Asset ID", "7123998103425571843", owner="Partner")
    me.closes()
    me.starts()
    me.presses("Open Nova", "push button")

    # The end is refused while the agency owns it, and says what to do.
    me.presses("Partners", "radio button")
    me.does("Record end…")
    me.presses("Record end", "push button")
    me.reads("The partner still owns “Launch”.")
    me.keys("Escape")
    gets_the_asset_back(me)
    me.presses("Partners", "radio button")
    me.does("Record end…")
    me.records("Record end")
    me.sees("State: Revoked", "cell")
    me.does("Print other documents…")
    me.chooses("Document", "Offboarding document")
    me.presses("Preview", "push button")
    paper = issues(me, "offboarding.pdf")
    for words in ("Brightside Media", "Nova DE", "@nova", "Launch"):
        assert words in paper
    me.closes()
