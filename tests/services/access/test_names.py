"""Names as people look for them: in natural order, as they were before, and of whom they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.people import Employer, Person, PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.lists.rows import AssetRow, PersonRow, SeatRow, Wanted
from delvia_desktop.domain.matrix.matrix import MatrixFilter
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.services.access import assets, partners, people, seats
from delvia_desktop.services.matrix import matrix
from delvia_desktop.services.register import search

ORDERED = ["Nova 1.9", "Nova 1.10", "Nova US 2", "nova us 007", "Nova US 10", "Nova US 10 b"]


@pytest.mark.parametrize("given", [ORDERED, ORDERED[::-1], ORDERED[3:] + ORDERED[:3]])
def test_numbers_in_names_are_sorted_by_their_size(register, given):
    """A23: “Nova US 10” stood before “Nova US 2”, in lists and where one chooses."""
    for name in given:
        register.perform(assets.record_asset, AssetDraft(name=name, asset_type="AUDIENCE"))
    listed = register.rows(AssetRow, Wanted(register.today, order="name")).page()
    assert [row.name for row in listed] == ORDERED
    backwards = Wanted(register.today, order="name", descending=True)
    assert [row.name for row in register.rows(AssetRow, backwards).page()] == ORDERED[::-1]
    assert [hit.name for hit in search.find(register, "nova us")] == ORDERED[2:]
    assert sorted(given, key=in_order) == ORDERED


def test_a_renamed_handle_is_found_by_the_former_one_which_is_told(register):
    """A23: whoever knows a handle from an old contract found nothing."""
    draft = AssetDraft(name="@nova.us", asset_type="TT_ACCOUNT", asset_id="7123998103425570012")
    before = register.perform(assets.record_asset, draft)
    other = AssetDraft(name="@other", asset_type="TT_ACCOUNT")
    register.perform(assets.record_asset, replace(other, asset_id="7123998103425570014"))
    renamed = replace(typed(before, AssetDraft), name="@novabeauty")
    after = register.perform(assets.change_asset, before, renamed)
    (hit,) = search.find(register, "NOVA.us")
    assert (hit.kind, hit.id, hit.name) == ("asset", after.id, "@novabeauty")
    assert hit.detail.endswith("formerly @nova.us")
    (hit,) = search.find(register, "@novab")
    assert "formerly" not in hit.detail
    register.undo()
    assert "formerly" not in search.find(register, "nova.us")[0].detail
    register.redo()
    register.perform(assets.delete_asset, register.records.get(Asset, after.id))
    assert search.find(register, "nova.us") == []


@pytest.mark.parametrize("sought", ["+44 20 7946 0018", "7946 0018", "2079460018"])
def test_a_partner_is_found_by_the_telephone_number_of_its_contact(register, sought):
    """A23: a number that called could not be told whose it is."""
    draft = PartnerDraft(name="Sunny Side", contact_phone="+44 20 7946 0018")
    register.perform(partners.record_partner, draft)
    assert [hit.name for hit in search.find(register, sought)] == ["Sunny Side"]


def moved(nova) -> Person:
    """Return somebody of the agency who has worked for us since ten days ago, with a seat."""
    register = nova.register
    of_agency = PersonDraft("Robin Reed", employer=Employer.PARTNER, partner=nova.partner.id)
    before = register.perform(people.record_person, of_agency)
    seat = SeatDraft(before.id, nova.center.id, "STANDARD", accepted_on="2026-09-01")
    register.perform(seats.record_seat, seat)
    since = (register.today - timedelta(days=10)).isoformat()
    ours = replace(typed(before, PersonDraft), employer=Employer.OURS, moved_on=since)
    return register.perform(people.change_person, before, ours)


def test_who_moved_from_an_agency_to_us_was_the_agencys_on_the_days_before(nova):
    """A23: a person who is ours now was shown as ours on days when the agency employed them."""
    register, robin = nova.register, moved(nova)
    assert (robin.employer, robin.partner) == (Employer.OURS, None)
    for days, employer, name in ((0, "OURS", ""), (10, "OURS", ""), (11, "PARTNER", "Brightside")):
        on = register.today - timedelta(days=days)
        (row,) = register.rows(PersonRow, Wanted(on)).page()
        assert (row.employer, row.partner_name) == (employer, name)
        (seat,) = register.rows(SeatRow, Wanted(on)).page()
        assert seat.employer == employer
        of_partner = {"partner": nova.partner.id}
        assert register.rows(PersonRow, Wanted(on, where=of_partner)).count() == bool(name)
        seen = register.picture(on).people[robin.id]
        assert (seen.employer, seen.partner) == (employer, nova.partner.id if name else None)


def test_two_days_of_a_matrix_show_each_person_with_the_employer_of_the_day(nova):
    """A23: also where one picture is looked at on another day."""
    register, robin = nova.register, moved(nova)
    early = register.today - timedelta(days=30)
    now, before = matrix.pictures_of(register, register.today, (register, early))
    assert before is not None
    assert (now.people[robin.id].employer, before.people[robin.id].employer) == ("OURS", "PARTNER")
    late, back = matrix.pictures_of(register, early, (register, register.today))
    assert back is not None
    assert (late.people[robin.id].employer, back.people[robin.id].employer) == ("PARTNER", "OURS")
    assert matrix.access_matrix(register, early, MatrixFilter()).columns


def test_a_mistake_in_who_employs_a_person_is_corrected_on_every_day(nova):
    """A23: without a day since when it holds, another employer was the right one all along."""
    register = nova.register
    before = register.perform(people.record_person, PersonDraft("Robin Reed"))
    right = replace(typed(before, PersonDraft), employer=Employer.FREELANCER)
    after = register.perform(people.change_person, before, right)
    long_ago = register.today - timedelta(days=400)
    assert register.picture(long_ago).people[after.id].employer == Employer.FREELANCER
    dated = replace(typed(after, PersonDraft), moved_on="2026-11-01")
    with pytest.raises(Invalid, match="Choose the new employer as well"):
        register.perform(people.change_person, after, dated)


def test_the_day_of_a_move_can_be_corrected_and_taken_away(nova):
    """A23: the former employer stays with the day, and goes with it."""
    register, robin = nova.register, moved(nova)
    later = replace(typed(robin, PersonDraft), moved_on=register.today.isoformat(), job="Buyer")
    robin = register.perform(people.change_person, robin, later)
    assert (robin.former_employer, robin.former_partner) == (Employer.PARTNER, nova.partner.id)
    never = replace(typed(robin, PersonDraft), moved_on="")
    robin = register.perform(people.change_person, robin, never)
    assert (robin.former_employer, robin.former_partner) == ("", None)
