"""What several stories begin with, and how days and documents are written and read."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from pypdf import PdfReader

from tests.hands.person import Person

TODAY = datetime.now().astimezone().date()


def day(ahead: int) -> str:
    """Return a day as people write it, some days ahead of today."""
    there = TODAY + timedelta(days=ahead)
    return f"{there.day} {there:%b %Y}"


def text_of(paper: Path) -> str:
    """Return what stands in a document, in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())


def begins_a_register(me: Person, **more: str) -> None:
    """Start for the first time and make a register with the file dialog."""
    me.starts(**more)
    me.fills("Brand name", "Nova")
    me.fills("Your name", "Mara Lindt")
    me.presses("New register…", "push button")
    me.saves_as("nova.delvia")
    me.reads("Start with your own Business Center")


def opens_the_sample(me: Person, name: str = "") -> None:
    """Make the sample from the start page, under a name if one is given."""
    me.starts()
    if name:
        me.fills("Your name", name)
    me.presses("Open sample…", "push button")
    me.saves_as("sample.delvia")
    me.reads("Nova Cosmetics", "Needs attention")


def records_our_business_center(me: Person) -> None:
    """Record the Business Center that should own everything."""
    me.presses("Add our Business Center…", "push button")
    me.fills("Name", "Nova Cosmetics")
    me.fills("Business Center ID", "6954233089097562118")
    me.records("Add Business Center")


def issues(me: Person, file: str) -> str:
    """Issue the document that is shown into a file, close it, and return what stands in it."""
    me.presses("Issue and save…", "push button")
    me.saves_as(file)
    me.reads(f"Saved as {file} in {me.home.name}.")
    me.presses("Close", "push button")
    me.gone("Save…", "push button")
    return text_of(me.home / file)
