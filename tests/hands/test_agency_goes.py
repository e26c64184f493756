"""The sample's agency goes by its procedure, from its page to the issued document."""

from __future__ import annotations

from tests.hands.steps import issues, opens_the_sample

ACTS = 30
"""Presses, menus and fields that the end of this agency may take; it once took 87."""


def test_an_agency_goes_by_its_procedure_without_doing_anything_twice(me):
    """Each step is done once, and leads back to the next one by itself."""
    opens_the_sample(me, "Nina Tester")  # who marks steps as done has a name
    acts = 0

    def presses(name: str, role: str = "push button") -> None:
        nonlocal acts
        acts += 1
        me.presses(name, role)

    def records(act: str, name: str) -> None:
        nonlocal acts
        presses(act)
        me.records(name)
        acts += 1

    presses("Partners", "radio button")
    presses("Partner: Kite Studio", "cell")
    records("Offboard partner…", "Start procedure")
    presses("Mark as done")
    records("Verify for all 13…", "Verify")
    presses("Mark as done")
    records("Record ownership for all 2…", "Record ownership")
    presses("Mark as done")
    me.reads("Done: Collect other handover items")
    presses("Mark as done")
    records("Record revocation for all 12…", "Record revocation")
    records("Record end…", "Record end")
    records("Record revocation for all 4…", "Record revocation")
    me.reads("Logins the agency knew")
    presses("Mark as done")
    me.reads("Settle payment and declarations")
    presses("Mark as done")
    records("Verify removals…", "Verify removal")
    records("Close partnership…", "Close partnership")
    me.sees("When and who: Shown in the register", "cell")
    presses("Print offboarding document…")
    paper = issues(me, "offboarding.pdf")
    acts += 2  # issued, and saved under its name
    for words in ("Kite Studio", "every removal has been verified"):
        assert words in " ".join(paper.split())
    assert acts <= ACTS
    me.closes()
