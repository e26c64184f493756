"""Documents as the other side reads them: what they say agrees, and nothing of it is our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.access.assets import Asset, OwnershipDraft
from delvia_desktop.domain.access.assignments import AssignmentDraft
from delvia_desktop.domain.access.claims import ClaimDraft
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.i18n import show_day
from delvia_desktop.services.access import (
    assets,
    assignments,
    claims,
    partnerships,
    people,
    seats,
    shares,
)
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.papers.paper_kinds import PAPER_KINDS
from tests.services.access.test_claims import open_claim


def content_of(register, code: str, key: int, **more: object):
    request = PaperRequest(code, key, **more)
    picture = register.picture()
    record = paper_making.drafted(register, picture, request, None)
    return paper_making.content_of(register, picture, record, "")[0]


def section_of(made, title: str) -> str:
    each = next(each for each in made.sections if each.title == title)
    rows = each.table.rows if each.table else ()
    cells = [" | ".join("/".join(text.text for text in cell) for cell in row) for row in rows]
    return "\n".join((*each.texts, *cells))


def give_everything_back(nova) -> None:
    perform = nova.register.perform
    share = perform(shares.take_step, nova.share, "request", StepDraft("2026-10-01"))
    share = perform(
        shares.take_step, share, "revoke", StepDraft("2026-10-02", "Mara", "Contract ended")
    )
    perform(shares.take_step, share, "gone", StepDraft("2026-10-05", "Mara"))
    draft = ClaimDraft(nova.theirs.id, nova.center.id, "RELEASE", "2026-10-01")
    claim = perform(claims.record_claim, draft)
    for name, on in (
        ("ask", "2026-10-02"),
        ("agree", "2026-10-09"),
        ("transfer", "2026-10-20"),
        ("receive", "2026-10-21"),
        ("verify", "2026-10-23"),
    ):
        step = StepDraft(on, "Tom", "Because", is_acknowledged=name == "transfer")
        claim = perform(claims.take_step, claim, name, step)


def test_the_record_with_which_an_agency_goes_agrees_with_itself(nova):
    """A12: “Nothing works any more” stood above “Nothing has ended yet”."""
    give_everything_back(nova)
    made = content_of(nova.register, "offboarding", nova.partner.id)
    assert made.subtitle == "No access is active, and every removal has been verified."
    assert "2 Oct 2026" in section_of(made, "Shared with the agency")
    none = section_of(made, "No entries")
    assert none.splitlines()[:2] == [
        "Other access that has ended: No other access has ended.",
        "Not returned, still owned by the agency: None.",
    ]


def test_what_the_agency_owned_and_gave_back_stands_on_its_last_record(nova):
    """A12: the asset that the agency owned and gave back was not mentioned."""
    give_everything_back(nova)
    made = content_of(nova.register, "offboarding", nova.partner.id)
    returned = section_of(made, "Returned: formerly owned by the agency")
    assert "Launch/7123998103425571843" in returned
    assert returned.endswith("21 Oct 2026 | 23 Oct 2026")


def test_what_became_ours_without_a_claim_stands_there_too_unless_that_was_undone(nova):
    """Found by a newcomer: the asset for which the partnership ended was not on what was signed."""
    register = nova.register
    ours = OwnershipDraft(
        owner_business_center=nova.center.id,
        ownership_confirmed_on=register.today.isoformat(),
        ownership_confirmed_by="Tom",
        ownership_proof="LISTED_AS_OWNED",
    )
    theirs = register.records.get(Asset, nova.theirs.id)
    register.perform(assets.record_ownership, theirs, ours)
    made = content_of(register, "offboarding", nova.partner.id)
    returned = section_of(made, "Returned: formerly owned by the agency")
    day = show_day(register.today)
    assert "Launch/7123998103425571843" in returned
    assert returned.endswith(f"without a claim | {day} | {day}")
    register.undo()
    made = content_of(register, "offboarding", nova.partner.id)
    assert "Returned: formerly owned by the agency" not in [each.title for each in made.sections]


def test_what_was_only_planned_is_neither_open_nor_seen_gone(nova):
    """A12: a partner with plans only read “everything was seen gone” above “still open”."""
    register = nova.register
    planned = nova.share
    register.undo()
    register.perform(
        shares.record_share,
        shares.ShareDraft(
            asset=planned.asset,
            partnership=planned.partnership,
            level=planned.level,
            purpose="Campaigns",
            approved_by="Mara",
            planned_end="2027-01-31",
        ),
    )
    made = content_of(register, "offboarding", nova.partner.id)
    assert made.subtitle == "The agency has had no access that needs to be revoked."
    assert "planned, not shared" in section_of(made, "Shared with the agency")
    assert "still active" not in section_of(made, "Shared with the agency")


def test_the_document_of_an_agency_says_since_when_and_in_which_direction(nova):
    """B11: empty columns took the room of the first day, and shares with us were left out."""
    received = ShareDraft(
        partnership=nova.partnership.id,
        asset=nova.theirs.id,
        level=("ANALYST",),
        granted_on="2026-09-07",
        is_incoming=True,
    )
    nova.register.perform(shares.record_share, received)
    made = content_of(nova.register, "offboarding", nova.partner.id)
    ours, theirs = (
        next(each for each in made.sections if each.title == title)
        for title in ("Shared with the agency", "Shared by the agency with the brand")
    )
    columns = ["Asset and ID", "Access level", "Shared on", "Revoked", "Removal verified"]
    for each in (ours, theirs):
        assert [title for title, _ in each.table.columns] == columns
        assert sum(share for _, share in each.table.columns) == 100
    assert "7 Sep 2026" in section_of(made, theirs.title)
    asked = StepDraft("2026-10-01")
    nova.register.perform(shares.take_step, nova.share, "request", asked)
    ended = nova.register.records.get(type(nova.share), nova.share.id)
    nova.register.perform(
        shares.take_step, ended, "revoke", StepDraft("2026-10-02", "Mara", "Over")
    )
    made = content_of(nova.register, "offboarding", nova.partner.id)
    ours = next(each for each in made.sections if each.title == "Shared with the agency")
    assert "To be revoked since" in [title for title, _ in ours.table.columns]


def test_an_act_taken_back_reads_as_that_in_every_history(nova):
    """A12: a mistaken delete and its undo were both printed as “Delete …”."""
    register = nova.register
    person = register.perform(people.record_person, PersonDraft(name="Jonas", employer="OURS"))
    register.perform(people.delete_person, person)
    register.undo()
    register.redo()
    register.undo()
    told = section_of(content_of(register, "person", person.id), "History")
    assert told.count("| Deleted Jonas") == 1
    assert told.count("| Undo: Deleted Jonas") == 2
    assert told.count("| Redo: Deleted Jonas") == 1
    log = section_of(content_of(register, "change_log", 1, since=register.today), "Changes")
    assert log.count("| Undo: Deleted Jonas") == 2


OUT = sorted(code for code, kind in PAPER_KINDS.items() if kind.goes_out)


@pytest.mark.parametrize("code", [*OUT, "partner_sheet"])
def test_next_steps_in_delvia_stand_only_on_what_stays_with_us(nova, code):
    """A12: the agency's record printed “Type it” and “Look through them”."""
    register = nova.register
    other = next(iter(Situation(register.picture()).all("partner")))
    more = {}
    if PAPER_KINDS[code].needs_successor:
        from delvia_desktop.domain.access.partners import PartnerDraft
        from delvia_desktop.services.access import partners

        more["other"] = register.perform(partners.record_partner, PartnerDraft(name="Kite")).id
    if code == "claim":
        open_claim(nova)
    made = content_of(register, code, int(other), **more)
    heads = [title for each in made.sections if each.table for title, _ in each.table.columns]
    assert ("Severity" in heads) == ("Next step" in heads) == (code not in OUT)
    assert ("How it is settled" in heads) == (code in OUT and code != "claim")


def test_the_sentences_on_ownership_hold_beside_what_the_partner_owns(nova):
    """A12: “Ownership of every asset stays with us” stood above the assets that they own."""
    for code in ("partner", "onboarding"):
        made = content_of(nova.register, code, nova.partner.id)
        assert made.statement.startswith("Sharing does not change ownership.")


def test_the_history_of_a_drawn_document_is_that_of_its_data(nova):
    register = nova.register
    person = register.perform(people.record_person, PersonDraft(name="Jonas", employer="OURS"))
    register.perform(people.delete_person, person)
    register.undo()
    prepared = paper_making.prepare(register, register.picture(), PaperRequest("person", person.id))
    data = unseal(prepared.content).data
    rows = next(each["rows"] for each in data["sections"] if each["title"] == "History")
    assert rows[0][2].startswith("Undo: Deleted Jonas")


def rows_under(made, title: str) -> list[str]:
    found = next(each for each in made.sections if each.title.startswith(title))
    rows = found.table.rows if found.table is not None else ()
    return ["|".join(" ".join(words.text for words in cell) for cell in row) for row in rows]


def test_what_a_leaver_still_answers_for_is_an_open_point(nova):
    """The leaver's record said “Open points: None” below the duties to hand over."""
    register = nova.register
    ann = register.perform(people.record_person, PersonDraft("Ann"))
    owned = replace(typed(nova.partnership, PartnershipDraft), internal_owner="Ann")
    register.perform(partnerships.change_partnership, nova.partnership, owned)
    assert not rows_under(content_of(register, "person", ann.id), "Open findings")
    register.perform(people.record_leaving, ann, StepDraft("2026-11-20"))
    made = content_of(register, "person", ann.id)
    (point,) = rows_under(made, "Open findings")
    assert "Ann left on 20 Nov 2026 but is still accountable for “Brightside”." in point
    assert "Name another person" in point


def test_the_document_of_a_leaver_tells_no_finding_about_those_who_stay(nova):
    """Found by a newcomer: who leaves would sign that someone else is the only Admin now.

    The form of the removal says so before, and the Overview until it is settled.
    """
    register = nova.register
    made = {}
    for name in ("Ann", "Bea"):
        person = register.perform(people.record_person, PersonDraft(name))
        draft = SeatDraft(person.id, nova.center.id, role="ADMIN", accepted_on="2026-10-02")
        made[name] = person, register.perform(seats.record_seat, draft)
    ann, seat = made["Ann"]
    gone = StepDraft("2026-11-20", reason="Left")
    assert "with one Admin, Bea" in seats.one_admin_left(register.records, [seat], register.today)
    register.perform(seats.take_step, seat, "remove", gone)
    register.perform(people.record_leaving, ann, StepDraft("2026-11-20"))
    bea = made["Bea"][0]
    told = {each.id: content_of(register, "person", each.id) for each in (ann, bea)}
    alone = {
        key: [row for row in rows_under(paper, "Open findings") if "Bea is the only Admin" in row]
        for key, paper in told.items()
    }
    assert not alone[ann.id]
    assert alone[bea.id], "it is about her own access"


def test_the_record_of_an_agency_that_goes_names_each_way_in_that_is_not_seen_gone_once(nova):
    register = nova.register
    tom = register.perform(
        people.record_person, PersonDraft("Tom", employer="PARTNER", partner=nova.partner.id)
    )
    seat = register.perform(
        seats.record_seat, SeatDraft(tom.id, nova.center.id, accepted_on="2026-10-02")
    )
    register.perform(seats.take_step, seat, "remove", StepDraft("2026-11-20", reason="Ended"))
    claim = open_claim(nova)
    for step in ("ask", "agree", "transfer", "receive"):
        draft = StepDraft(on="2026-11-20", by="Tom", is_acknowledged=True)
        claim = register.perform(claims.take_step, claim, step, draft)
    given = AssignmentDraft(nova.theirs.id, tom.id, level=("ADMIN",), granted_on="2026-10-02")
    register.perform(assignments.record_assignment, given)
    made = content_of(register, "offboarding", nova.partner.id)
    for name in ("3 grants without verified removal:", "Nova DE", "Nova", "Launch"):
        assert name in made.subtitle
    everywhere = [row for each in made.sections for row in rows_under(made, each.title)]
    assert len([row for row in everywhere if row.startswith("Nova ") and "Tom" in row]) == 1
    (returned,) = rows_under(made, "Returned")
    assert "still have access: Tom (Admin)" in returned


@pytest.mark.parametrize(
    ("left_on", "kind"), [("", "Person record"), ("today", "Leaver's document")]
)
def test_the_file_of_a_leaver_names_its_kind_like_the_list(nova, left_on, kind):
    """Found by a newcomer: the leaver's document was saved under “Person record”."""
    register = nova.register
    ann = register.perform(people.record_person, PersonDraft("Ann", left_on=left_on))
    request = PaperRequest("person", ann.id)
    paper = paper_making.prepare(register, register.picture(), request)
    assert paper.file_name.endswith(f" {kind} Ann.pdf"), paper.file_name
