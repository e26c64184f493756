"""From the first start to the end of a partnership, with keys and mouse and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from pypdf import PdfReader

TODAY = date.today()


def day(ahead: int) -> str:
    """Return a day as people write it, some days ahead of today."""
    there = TODAY + timedelta(days=ahead)
    return f"{there.day} {there:%b %Y}"


def text_of(paper: Path) -> str:
    """Return what stands in a document, in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())


def begins_a_register(me) -> None:
    """Start for the first time and make a register where the file dialog proposes it."""
    me.starts()
    me.fills("Brand name", "Nova")
    me.fills("Your name", "Mara Lindt")
    me.presses("New register…")
    me.saves_as("nova.delvia")
    me.reads("Begin with your own Business Center")


def records_our_business_center(me) -> None:
    me.presses("Business Centers", "check box")
    me.presses("Record our Business Center…")
    me.fills("Name", "Nova Cosmetics")
    me.fills("Business Center ID", "6954233089097562118")
    me.records("Record Business Center")


def records_an_admin(me, name: str, mailbox: str) -> None:
    me.presses("People", "check box")
    me.does("Record person…")
    me.fills("Name", name)
    me.fills("E-mail", mailbox)
    me.records("Record person")
    me.presses("Record seat…")
    me.chooses("Role in TikTok", "Admin")
    me.fills("Joined on", day(-400))
    me.records("Record seat")


def records_an_asset(me, kind: str, name: str, label: str, number: str) -> None:
    me.presses("Assets", "check box")
    me.does("Record asset…")
    me.chooses("Kind of asset", kind)
    me.fills("Name", name)
    me.fills(label, number)
    me.records("Record asset")


def test_a_newcomer_gives_an_agency_access_and_ends_it(me):
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
    me.presses("Overview", "check box")
    me.presses("Add an agency…", "push button")
    me.presses("Continue", "push button")
    me.fills("Name of the agency", "Brightside Media")
    me.fills("Business Center ID of the agency", "7504233300559872017")
    me.fills("Engagement starts", day(-30))
    me.fills("Engagement ends", day(200))
    me.presses("Continue", "push button")
    me.sees("Choose only the assets needed")
    me.presses("Nova XX")
