"""All access of somebody is ended as one act, of whatever kinds, and seen gone as one."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat, SeatState, state_on
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import bulk
from delvia_desktop.services.access.access_routes import routes_of, unverified_routes
from delvia_desktop.services.access.bulk import ManyDraft
from delvia_desktop.services.findings import overview


@pytest.fixture
def opened(noon_sample):
    return noon_sample


def access_of(opened, name):
    person = next(each for each in opened.records.select(Person) if each.name == name)
    ways = routes_of(opened, "person", person.id, opened.today)
    return [(way.kind, way.record) for way in ways if way.is_open]


def test_a_seat_and_assignments_end_as_one_revision_and_come_back_by_one_undo(opened):
    """Each kind was ended by itself, and nothing said that others remained."""
    names = access_of(opened, "Priya Nair")
    assert {kind for kind, _ in names} == {"seat", "assignment"}
    ended = bulk.able_to(opened, "revoke", names)
    assert set(ended) == set(names)
    draft = ManyDraft("revoke", StepDraft("today", by="Mara", reason="Left"))
    shown = bulk.preview_of(opened, ended, draft)
    assert set(shown.able_names) == set(ended)
    before = opened.revision
    opened.perform(bulk.act_on_names, shown.able_names, draft)
    assert opened.revision == before + 1
    assert access_of(opened, "Priya Nair") == []
    seat = next(opened.records.get(Seat, key) for kind, key in names if kind == "seat")
    assert state_on(seat, opened.today) == SeatState.REMOVED
    assert bulk.able_to(opened, "revoke", names) == []
    assert set(bulk.able_to(opened, "gone", names)) == set(names)
    opened.perform(bulk.act_on_names, names, ManyDraft("gone", StepDraft("today")))
    assert bulk.able_to(opened, "gone", names) == []
    opened.undo()
    opened.undo()
    assert set(access_of(opened, "Priya Nair")) == set(names)


def test_what_all_kinds_lack_is_said_once_by_field(opened):
    """A reason is missing everywhere: the field says so, no record does."""
    names = access_of(opened, "Priya Nair")
    shown = bulk.preview_of(opened, names, ManyDraft("revoke", StepDraft("today")))
    assert {problem.field for problem in shown.problems} == {"reason"}
    assert not any(line.problems for line in shown.lines)
    with pytest.raises(Invalid):
        opened.perform(bulk.act_on_names, names, ManyDraft("revoke", StepDraft("today")))


def test_a_known_password_is_not_revoked_and_an_invitation_is_cancelled(opened):
    """What cannot be revoked is left to its own act."""
    names = access_of(opened, "Jonas Becker")
    ended = bulk.able_to(opened, "revoke", names)
    assert set(ended) < set(names)
    invited = [
        ("seat", seat.id)
        for seat in opened.records.select(Seat)
        if state_on(seat, opened.today) == SeatState.INVITED
    ]
    assert invited
    draft = ManyDraft("revoke", StepDraft("today", reason="Not needed"))
    opened.perform(bulk.act_on_names, invited, draft)
    seats = [opened.records.get(Seat, key) for _, key in invited]
    assert {state_on(seat, opened.today) for seat in seats} == {SeatState.CANCELLED}


def test_the_only_admin_is_named_before_the_seat_is_removed(opened):
    """Who removes the last Admin is told so in the preview."""
    names = access_of(opened, "Mara Lindt")
    draft = ManyDraft("revoke", StepDraft("today", reason="Left"))
    shown = bulk.preview_of(opened, bulk.able_to(opened, "revoke", names), draft)
    assert any("without an Admin" in warning for warning in shown.warnings)


def test_the_overview_counts_every_kind_of_removal_that_no_one_verified(opened):
    """The tile counted shares only; what it counts is a list of just these."""
    before = overview.counts_on(opened, opened.today).revoked_not_gone
    assert before == len(unverified_routes(opened, opened.today))
    names = bulk.able_to(opened, "revoke", access_of(opened, "Priya Nair"))
    draft = ManyDraft("revoke", StepDraft("today", reason="Left"))
    opened.perform(bulk.act_on_names, names, draft)
    assert overview.counts_on(opened, opened.today).revoked_not_gone == before + len(names)
    listed = {(way.kind, way.record) for way in unverified_routes(opened, opened.today)}
    assert set(names) <= listed
    assert len(listed) == before + len(names)
