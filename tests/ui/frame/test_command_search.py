"""What the field at the top finds of acts: what is selected, and the next steps of findings."""

from __future__ import annotations

from delvia_desktop.ui.frame.command_search import offer
from tests.ui.access.test_purposes import at_kite, recorded, unexplained
from tests.ui.story import Person


def found(me: Person, text: str) -> dict[tuple[str, str], object]:
    return {(entry.text, entry.second): entry for entry in offer(me.window, text)}


def test_the_next_step_of_a_finding_is_run_by_its_name_from_any_place(me):
    """Found by a newcomer: “purpose” found nothing, though shares lacked theirs."""
    lacking = unexplained(me)
    me.go("people")
    found(me, "purpose")["Record purposes…", "Command for Kite Studio"].run()
    assert me.window.place.name == "partners"
    recorded(me, lacking)


def test_a_procedure_begins_by_its_name_from_any_place(me):
    """Found by a newcomer: “end a partnership” found nothing."""
    me.go("people")
    found(me, "end partnership")["Start procedure: End a partnership", "Command"].run()
    assert me.window.place.name == "procedures"
    assert me.fields["partner"].is_required


def test_what_can_be_done_with_a_selection_is_run_by_its_name(me):
    lacking = unexplained(me)
    page = at_kite(me)
    page.shares.together.select([int(share.id) for share in lacking])
    found(me, "purpose")["Record purpose…", "Command for selection"].run()
    recorded(me, lacking)
