"""People and what is given to them: seats, assignments, logins, codes, shop partners."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.assignments import Assignment, AssignmentDraft, Surface
from delvia_desktop.domain.access.grants import is_open, state_on
from delvia_desktop.domain.access.logins import LoginDraft
from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.access.seat_steps import STEPS, RoleDraft, next_steps
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.access.shop_partners import ShopPartnerDraft
from delvia_desktop.domain.access.spark_codes import SparkCodeDraft
from delvia_desktop.domain.access.spark_codes import state_on as spark_state_on
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.lists.rows import (
    AssignmentRow,
    LoginRow,
    PersonRow,
    SeatRow,
    SparkCodeRow,
    Wanted,
)
from delvia_desktop.domain.procedures.facts import admins_beside
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import (
    access_routes,
    assets,
    assignments,
    grants,
    logins,
    people,
    seats,
    shop_partners,
    spark_codes,
)


def person(register, name="Lea Brandt", **more) -> Person:
    return register.perform(people.record_person, PersonDraft(name=name, **more))


def problems(error) -> dict[str, str]:
    return {problem.field: problem.text for problem in error.value.problems}


@pytest.mark.parametrize(
    ("managers", "told"),
    [
        ({}, ""),
        ({"Jo": ""}, ""),
        ({"Jo": "Ann", "Ann": ""}, ""),
        ({"Jo": "Ann", "Ann": "Jo"}, ""),  # a circle of others is theirs
        ({"Jo": "lea  brandt"}, "Jo reports to Lea Brandt"),
        ({"Jo": "Ann", "Ann": "LEA BRANDT"}, "Jo reports to Lea Brandt"),
        ({"Jo": "Lea Brandt", "Lea Brandt": ""}, ""),  # which of the two is not known
    ],
)
def test_a_circle_of_line_managers_is_told_and_may_be_recorded(nova, managers, told):
    for name, manager in managers.items():
        person(nova.register, name, line_manager=manager)
    draft = PersonDraft(name="Lea Brandt", line_manager="Jo")
    notices = nova.register.notices_of(people.record_person, draft)
    said = [each.text for each in notices if each.field == "line_manager"]
    assert [text.startswith(told) for text in said] == ([True] if told else [])
    assert nova.register.perform(people.record_person, draft).line_manager == "Jo"


def test_nobody_is_their_own_line_manager_without_being_asked(nova):
    draft = PersonDraft(name="Lea Brandt", line_manager="Lea Brandt")
    (notice,) = nova.register.notices_of(people.record_person, draft)
    assert notice.text == "This is the same person. Enter someone else."


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (PersonDraft(), "name"),
        (PersonDraft(name="A", email="a at b"), "email"),
        (PersonDraft(name="A", user_id="7.5E+18"), "user_id"),
        (PersonDraft(name="A", employer="PARTNER"), "partner"),
        (PersonDraft(name="A", started_on="2026-05-01", left_on="2026-04-30"), "left_on"),
        (PersonDraft(name="A", left_on="2027-01-01"), "left_on"),
    ],
)
def test_what_cannot_be_recorded_of_a_person_is_said_at_its_field(nova, draft, field):
    person(nova.register, email="lea@nova.example")
    with pytest.raises(Invalid) as error:
        nova.register.perform(people.record_person, draft)
    assert field in problems(error)


def test_two_people_may_use_one_mailbox_and_it_is_noticed(nova):
    """C: two people on one mailbox."""
    first = person(nova.register, email="press@nova.example")
    draft = PersonDraft(name="Tom Weber", email="Press@nova.example")
    said = nova.register.notices_of(people.record_person, draft)
    assert [(notice.field, first.name in notice.text) for notice in said] == [("email", True)]
    second = nova.register.perform(people.record_person, draft)
    assert second.email == "Press@nova.example"
    assert nova.register.check() == []
    same = PersonDraft(name="Ann", user_id="7604826193457021968")
    nova.register.perform(people.record_person, same)
    with pytest.raises(Invalid):
        nova.register.perform(people.record_person, replace(same, name="Ben"))


def test_two_people_may_have_the_same_name_and_are_told_apart(nova):
    first = person(nova.register, email="lea@nova.example")
    said = nova.register.notices_of(
        people.record_person, PersonDraft(name="Lea Brandt", email="lb@other.example")
    )
    assert "lea@nova.example" in said[0].text
    second = person(nova.register, email="lb@other.example")
    rows = nova.register.rows(PersonRow, Wanted(nova.register.today)).page()
    assert {row.id for row in rows} == {first.id, second.id}


SEAT_LIFE = [
    ("invite", "2026-02-01", "invited"),
    ("expire", "2026-02-09", "expired"),
    ("invite", "2026-02-10", "invited"),
    ("join", "2026-02-11", "joined"),
    ("verify", "2026-03-01", "joined"),
    ("recheck", "2026-03-01", "joined"),
    ("leave", "2026-09-01", "leaving"),
    ("remove", "2026-09-30", "removed"),
    ("gone", "2026-10-02", "verified"),
]


def test_a_seat_is_followed_from_its_plan_to_the_day_it_was_seen_gone(nova):
    lea = person(nova.register)
    seat = nova.register.perform(
        seats.record_seat, SeatDraft(person=lea.id, business_center=nova.center.id)
    )
    assert seat_state_on(seat, nova.register.today) == "planned"
    for step, day, state in SEAT_LIFE:
        assert step in next_steps(seat, nova.register.today)
        draft = StepDraft(on=day, reason="Left")
        seat = nova.register.perform(seats.take_step, seat, step, draft)
        assert seat_state_on(seat, nova.register.today) == state
        row = nova.register.rows(SeatRow, Wanted(nova.register.today)).page()[0]
        assert row.state == state
    assert next_steps(seat, nova.register.today) == ()


def test_steps_of_a_seat_that_do_not_fit_are_refused_with_a_sentence(nova):
    lea = person(nova.register)
    seat = nova.register.perform(
        seats.record_seat,
        SeatDraft(person=lea.id, business_center=nova.center.id, accepted_on="2026-02-01"),
    )
    for step in set(STEPS) - set(next_steps(seat, nova.register.today)):
        with pytest.raises(Invalid):
            nova.register.perform(seats.take_step, seat, step, StepDraft("2026-03-01", reason="x"))
    with pytest.raises(Invalid) as error:
        nova.register.perform(seats.take_step, seat, "remove", StepDraft("2026-01-01", reason="x"))
    assert problems(error)["on"] == "Cannot be before 1 Feb 2026, the date of an earlier step."


def test_a_person_has_one_seat_in_a_business_center_at_a_time(nova):
    lea = person(nova.register)
    draft = SeatDraft(person=lea.id, business_center=nova.center.id, accepted_on="2026-02-01")
    seat = nova.register.perform(seats.record_seat, draft)
    with pytest.raises(Invalid):
        nova.register.perform(seats.record_seat, draft)
    nova.register.perform(seats.take_step, seat, "remove", StepDraft("2026-03-01", reason="x"))
    nova.register.perform(seats.record_seat, draft)


def test_a_role_change_leaves_the_assignments_and_asks_for_another_role(nova):
    lea = person(nova.register)
    draft = SeatDraft(person=lea.id, business_center=nova.center.id, accepted_on="2026-02-01")
    seat = nova.register.perform(seats.record_seat, draft)
    with pytest.raises(Invalid):
        nova.register.perform(seats.change_role, seat, RoleDraft(on="2026-03-01"))
    admin = RoleDraft(role="ADMIN", finance_role="MANAGER", on="2026-03-01", reason="Runs it")
    seat = nova.register.perform(seats.change_role, seat, admin)
    assert (seat.role, seat.finance_role) == ("ADMIN", "MANAGER")
    assert seats.other_admins(nova.register, seat) == 0


def test_an_outsider_in_our_business_center_is_pointed_out(nova):
    tom = person(nova.register, "Tom", employer="PARTNER", partner=nova.partner.id)
    said = nova.register.notices_of(
        seats.record_seat, SeatDraft(person=tom.id, business_center=nova.center.id)
    )
    assert "only people from your own company" in said[0].text


def assignment(nova, lea, **more) -> Assignment:
    draft = AssignmentDraft(
        **{"asset": nova.ad_account.id, "person": lea.id, "level": ("ANALYST",), **more}
    )
    return nova.register.perform(assignments.record_assignment, draft)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"asset": None}, "asset"),
        ({"person": None}, "person"),
        ({"level": ()}, "level"),
        ({"level": ("ANALYST", "ADMIN")}, "level"),
        ({"surface": "SELLER_CENTER"}, "surface"),
        ({"surface": "LOGIN"}, "surface"),
        ({"surface": "ACCOUNT_GROUP"}, "via"),
        ({"granted_on": "2027-01-01"}, "granted_on"),
        ({"granted_on": "2026-05-01", "planned_end": "2026-04-01"}, "planned_end"),
    ],
)
def test_what_cannot_be_assigned_is_said_at_its_field(nova, more, field):
    with pytest.raises(Invalid) as error:
        assignment(nova, person(nova.register), **more)
    assert field in problems(error)


def test_the_same_asset_is_assigned_once_on_each_surface(nova):
    lea = person(nova.register)
    for surface in (Surface.BUSINESS_CENTER, Surface.ADS_MANAGER):
        assignment(nova, lea, surface=surface, granted_on="2026-02-01")
        with pytest.raises(Invalid):
            assignment(nova, lea, surface=surface, granted_on="2026-03-01")


def test_what_comes_with_an_account_group_names_the_group(nova):
    draft = AssetDraft(
        name="EU accounts",
        asset_type="ACCOUNT_GROUP",
        owner_kind="OWNER_BC",
        owner_business_center=nova.center.id,
    )
    group = nova.register.perform(assets.record_asset, draft)
    given = assignment(nova, person(nova.register), surface="ACCOUNT_GROUP", via=group.id)
    row = nova.register.rows(AssignmentRow, Wanted(nova.register.today)).page()[0]
    assert (row.id, row.via_name, row.state) == (given.id, "EU accounts", "planned")


def test_nothing_new_is_given_to_somebody_who_has_left(nova):
    lea = person(nova.register, left_on="2026-10-01")
    with pytest.raises(Invalid) as error:
        assignment(nova, lea)
    assert problems(error)["person"] == "“Lea Brandt” has already left."


def test_a_grant_is_followed_to_its_end_on_whatever_surface(nova):
    given = assignment(nova, person(nova.register))
    for step, day, state in [
        ("grant", "2026-02-01", "granted"),
        ("confirm", "2026-02-02", "confirmed"),
        ("verify", "2026-03-01", "confirmed"),
        ("request", "2026-04-01", "confirmed"),
        ("revoke", "2026-05-01", "revoked"),
        ("gone", "2026-05-02", "verified"),
    ]:
        draft = StepDraft(on=day, reason="Left")
        given = nova.register.perform(grants.take_step, given, step, draft)
        assert state_on(given, nova.register.today) == state
        row = nova.register.rows(AssignmentRow, Wanted(nova.register.today)).page()[0]
        assert row.state == state


def test_changing_a_password_ends_what_everybody_knew(nova):
    lea, tom = person(nova.register), person(nova.register, "Tom")
    known = [
        assignment(nova, who, asset=nova.profile.id, surface="LOGIN", granted_on="2026-02-01")
        for who in (lea, tom)
    ]
    login = nova.register.perform(
        logins.record_login,
        LoginDraft(asset=nova.profile.id, mailbox="tiktok@nova.example", mailbox_holder=lea.id),
    )
    row = nova.register.rows(LoginRow, Wanted(nova.register.today)).page()[0]
    assert row.knowing == 2
    nova.register.perform(logins.change_password, login, StepDraft(on="2026-06-01"))
    left = nova.register.records.select(Assignment, asset=nova.profile.id)
    assert [a.id for a in left] == [a.id for a in known]
    assert not any(is_open(a, nova.register.today) for a in left)
    nova.register.undo()
    assert nova.register.rows(LoginRow, Wanted(nova.register.today)).page()[0].knowing == 2


@pytest.mark.parametrize(("count", "is_shared"), [(0, "NO"), (1, "NO"), (2, "YES")])
def test_who_receives_the_new_password_is_recorded_with_its_change(nova, count, is_shared):
    """The form said to record everyone who receives it, and had no field for them."""
    lea, tom = person(nova.register), person(nova.register, "Tom")
    assignment(nova, lea, asset=nova.profile.id, surface="LOGIN", granted_on="2026-02-01")
    login = nova.register.perform(
        logins.record_login, LoginDraft(asset=nova.profile.id, is_shared="YES")
    )
    told = [each.id for each in (lea, tom)][:count]
    step = StepDraft(on="2026-06-01")
    after = nova.register.perform(logins.change_password, login, step, told)
    left = nova.register.records.select(Assignment, asset=nova.profile.id)
    assert [a.person for a in left if is_open(a, nova.register.today)] == told
    assert after.is_shared == is_shared
    assert nova.register.undo_title.startswith("Password changed: ")


def test_an_account_has_one_login_and_a_pixel_has_none(nova):
    nova.register.perform(logins.record_login, LoginDraft(asset=nova.profile.id))
    for asset in (nova.profile, nova.ad_account):
        with pytest.raises(Invalid):
            nova.register.perform(logins.record_login, LoginDraft(asset=asset.id))


@pytest.mark.parametrize(
    ("mailbox", "recovery", "shared", "held"),
    [
        (True, False, "", "Mailbox"),
        (False, True, "NO", "Recovery"),
        (True, True, "", "Mailbox and recovery"),
        (True, False, "YES", "Mailbox, shared login"),
    ],
)
def test_what_somebody_holds_of_a_login_stands_among_the_ways_in(
    nova, mailbox, recovery, shared, held
):
    lea, tom = person(nova.register), person(nova.register, "Tom")
    draft = LoginDraft(
        asset=nova.profile.id,
        mailbox_holder=lea.id if mailbox else tom.id,
        recovery_holder=lea.id if recovery else tom.id,
        is_shared=shared,
    )
    nova.register.perform(logins.record_login, draft)
    (way,) = access_routes.routes_of(nova.register, "person", lea.id, nova.register.today)
    assert (way.what, way.level, way.is_open) == (nova.profile.name, held, True)


def test_a_private_mailbox_is_pointed_out(nova):
    draft = LoginDraft(asset=nova.profile.id, mailbox="a@nova.example", recovery="lea@gmail.com")
    said = nova.register.notices_of(logins.record_login, draft)
    assert [notice.field for notice in said] == ["recovery"]


@pytest.mark.parametrize(
    ("days", "state"), [(0, "not_used"), (6, "in_use"), (30, "in_use"), (31, "expired")]
)
def test_a_spark_code_runs_out_by_itself(nova, clock, days, state):
    today = nova.register.today
    code = nova.register.perform(
        spark_codes.record_spark_code,
        SparkCodeDraft(
            post="Glow routine", partner=nova.partner.id, days=30, granted_on=today.isoformat()
        ),
    )
    if days:
        clock.pass_days(5)
        used = nova.register.today.isoformat()
        draft = SparkCodeDraft(
            post=code.post, partner=code.partner, granted_on=today.isoformat(), used_on=used
        )
        code = nova.register.perform(spark_codes.change_spark_code, code, draft)
        clock.pass_days(days - 5)
    assert spark_state_on(code, nova.register.today) == state
    row = nova.register.rows(SparkCodeRow, Wanted(nova.register.today)).page()[0]
    assert row.state == state


@pytest.mark.parametrize(
    ("more", "field"),
    [({"post": ""}, "post"), ({"partner": None}, "partner"), ({"days": 0}, "days")],
)
def test_what_a_spark_code_needs_is_said_at_its_field(nova, more, field):
    draft = SparkCodeDraft(**{"post": "Glow", "partner": nova.partner.id, **more})
    with pytest.raises(Invalid) as error:
        nova.register.perform(spark_codes.record_spark_code, draft)
    assert field in problems(error)


def test_a_shop_partner_needs_a_shop_a_scope_and_is_asked_for_an_end(nova):
    draft = ShopPartnerDraft(asset=nova.ad_account.id, partner=nova.partner.id)
    with pytest.raises(Invalid) as error:
        nova.register.perform(shop_partners.record_shop_partner, draft)
    assert set(problems(error)) == {"asset", "scope"}
    shop = nova.register.perform(
        assets.record_asset,
        AssetDraft(
            name="Shop",
            asset_type="TIKTOK_SHOP",
            asset_id="7123998103425571899",
            owner_kind="OWNER_BC",
            owner_business_center=nova.center.id,
        ),
    )
    draft = ShopPartnerDraft(
        asset=shop.id, partner=nova.partner.id, scope="Orders", granted_on="2026-02-01"
    )
    said = nova.register.notices_of(shop_partners.record_shop_partner, draft)
    assert said[0].field == "planned_end"
    nova.register.perform(shop_partners.record_shop_partner, draft)
    with pytest.raises(Invalid):
        nova.register.perform(shop_partners.record_shop_partner, draft)


def test_a_person_with_access_cannot_be_deleted(nova):
    lea = person(nova.register)
    assignment(nova, lea)
    with pytest.raises(Exception, match="Assignment"):
        nova.register.perform(people.delete_person, lea)


def test_leaving_leaves_what_works_to_be_ended_one_by_one(nova):
    lea = person(nova.register)
    given = assignment(nova, lea, granted_on="2026-02-01")
    nova.register.perform(people.record_leaving, lea, StepDraft(on="2026-11-20"))
    rows = nova.register.rows(PersonRow, Wanted(nova.register.today)).page()
    assert (rows[0].left_on is not None, rows[0].open_grants) == (True, 1)
    assert is_open(given, nova.register.today)


def test_who_has_left_counts_as_no_admin_wherever_admins_are_counted(nova):
    """C: the only Admin has left; the place, the forms and the procedures count alike."""
    register = nova.register
    seated = [
        register.perform(
            seats.record_seat,
            SeatDraft(
                register.perform(people.record_person, PersonDraft(name=name, employer="OURS")).id,
                nova.center.id, "ADMIN", invited_on="2026-02-01", accepted_on="2026-02-01",
            ),
        )
        for name in ("Lea", "Mo")
    ]  # fmt: skip
    lea, mo = seated
    assert seats.admins_of(register, nova.center, register.today) == ["Lea", "Mo"]
    assert seats.other_admins(register, lea) == 1
    leaver = register.records.get(Person, mo.person)
    register.perform(people.record_leaving, leaver, StepDraft(on="2026-11-20"))
    assert seats.admins_of(register, nova.center, register.today) == ["Lea"]
    assert seats.admins_of(register, nova.center, date(2026, 11, 19)) == ["Lea", "Mo"]
    assert seats.other_admins(register, lea) == 0
    assert admins_beside(Situation(register.picture()), nova.center.id, None) == {lea.person}
