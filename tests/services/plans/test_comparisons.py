"""A complete list of TikTok's that is compared with the record is kept, with what differed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenterDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.plans.compared import is_open, outcome_words, sides
from delvia_desktop.domain.plans.lines import SourceLine, SourcePlace, SourceScope
from delvia_desktop.domain.plans.plan import ItemState, SourceFile
from delvia_desktop.domain.records.comparisons import ComparisonLine, TikTokComparison
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import show_day
from delvia_desktop.services.access import shares
from delvia_desktop.services.access.business_centers import record_business_center
from delvia_desktop.services.access.people import record_person
from delvia_desktop.services.access.seats import record_seat
from delvia_desktop.services.plans.comparisons import compared_words
from delvia_desktop.services.plans.planning import act_of, make_plan
from delvia_desktop.services.plans.questions import LEAVE, RECORD, SOURCE, TODAY
from tests.registers import Nova


def compare(nova: Nova, *texts: dict[str, str], decided: str = "", complete: bool = True):
    """Compare a list of what is shared with the agency, and record what comes of it."""
    register = nova.register
    lines = [
        SourceLine(
            SourcePlace("kite.json", n), {"partner_id": "7504233300559872017", **each}, "share"
        )
        for n, each in enumerate(texts, start=1)
    ]
    scope = SourceScope("share", int(nova.partner.id)) if complete else None
    plan = make_plan(register, lines, [SourceFile("kite.json", "ab" * 32)], {}, scope).plan
    answers = {question.key: decided for question in plan.questions} if decided else {}
    planned = make_plan(register, lines, plan.sources, answers, scope)
    register.perform_because(*act_of(planned))
    return planned.plan


def found(nova: Nova) -> list[tuple[str, str, str]]:
    return [
        (line.difference, line.outcome, line.field)
        for line in nova.register.records.select(ComparisonLine)
    ]


def a_share(nova: Nova) -> Share:
    return nova.register.records.select(Share)[0]


def on_record(nova: Nova) -> dict[str, str]:
    """Return the line of TikTok's list that says what the record says of the one share."""
    asset = nova.ad_account
    return {"asset": asset.name, "asset_id": asset.asset_id, "asset_type": asset.asset_type,
            "level": ", ".join(a_share(nova).level)}  # fmt: skip


def test_a_list_that_agrees_is_kept_as_one_act_and_undone_as_one(nova):
    plan = compare(nova, on_record(nova))
    assert not plan.has_differences
    (made,) = nova.register.records.select(TikTokComparison)
    assert (made.read, made.same, made.source, made.hashes) == (1, 1, "kite.json", ("ab" * 32,))
    assert (made.listed, made.partner, made.compared_on) == (
        "share", nova.partner.id, nova.register.today,
    )  # fmt: skip
    assert found(nova) == []
    today = show_day(nova.register.today)
    assert compared_words(nova.register, "share", nova.partner.id) == today
    assert compared_words(nova.register, "share", None) == ""
    assert nova.register.undo_title == f"Compared with TikTok: Shared with {nova.partner.name}"
    nova.register.undo()
    assert nova.register.records.select(TikTokComparison) == ()
    assert nova.register.check() == []


def test_each_type_that_was_compared_is_told_with_its_day(nova):
    compare(nova, on_record(nova))
    (made,) = nova.register.records.select(TikTokComparison)
    earlier = made.compared_on - timedelta(days=7)
    for types, day in ((("PIXEL",), made.compared_on), (("PIXEL",), earlier)):
        other = replace(made, types=types, compared_on=day)
        nova.register.perform(lambda edit, other=other: edit.add(other))
    day = show_day(made.compared_on)
    told = compared_words(nova.register, "share", nova.partner.id)
    assert told == f"All types: {day} · Pixel: {day}"


@pytest.mark.parametrize(
    ("decided", "outcome"), [("", "OPEN"), (RECORD, "KEPT"), (SOURCE, "RECORDED")]
)
def test_a_level_that_differs_is_kept_with_what_was_decided(nova, decided, outcome):
    compare(nova, {**on_record(nova), "level": "ANALYST"}, decided=decided)
    assert found(nova) == [("OTHER", outcome, "level")]
    assert a_share(nova).level == (("ANALYST",) if decided == SOURCE else ("OPERATOR",))
    nova.register.undo()
    assert a_share(nova).level == ("OPERATOR",)
    assert found(nova) == []


@pytest.mark.parametrize(("decided", "outcome"), [("", "OPEN"), (TODAY, "RECORDED")])
def test_what_is_in_tiktok_and_not_recorded_is_kept(nova, decided, outcome):
    new = {"asset": "Nova FR", "asset_id": "7123998103425571999", "asset_type": "ADVERTISER"}
    compare(nova, on_record(nova), {**new, "level": "ANALYST"}, decided=decided)
    assert {each[:2] for each in found(nova)} == {("NOT_RECORDED", outcome)}


def test_what_is_recorded_and_not_in_tiktok_stays_open_until_its_end_is_recorded(nova):
    compare(nova)
    (line,) = nova.register.records.select(ComparisonLine)
    assert (line.difference, line.outcome, line.subject) == ("NOT_LISTED", "OPEN", a_share(nova).id)
    assert is_open(Situation(nova.register.picture()), line)
    ended = StepDraft(on="today", by="Mara", reason="Not in TikTok's list any more")
    nova.register.perform(shares.take_step, a_share(nova), "revoke", ended)
    seen = Situation(nova.register.picture())
    assert not is_open(seen, line)
    assert outcome_words(seen, line)[0].startswith("Revoked on ")
    nova.register.perform(shares.take_step, a_share(nova), "gone", StepDraft(on="today"))
    told = outcome_words(Situation(nova.register.picture()), line)
    assert told[1].startswith("removal verified on ")


def test_what_was_deleted_since_is_no_longer_open(nova):
    compare(nova)
    (line,) = nova.register.records.select(ComparisonLine)
    nova.register.perform(shares.delete_share, a_share(nova))
    seen = Situation(nova.register.picture())
    assert not is_open(seen, line)
    assert outcome_words(seen, line) == ("Record deleted",)


def test_a_list_that_is_not_complete_is_no_comparison(nova):
    with pytest.raises(Refused, match="nothing to import"):
        compare(nova, on_record(nova), complete=False)
    assert nova.register.records.select(TikTokComparison) == ()


def test_members_of_one_business_center_say_nothing_of_those_of_another(nova):
    """Found by a newcomer: a colleague's seat in the other one was told as missing."""
    register = nova.register
    ours = register.perform(
        record_business_center,
        BusinessCenterDraft(name="Nova JP", bc_id="7098817723450011664", is_own=True),
    )
    for name, center in (("Ana", nova.center), ("Ken", ours)):
        person = register.perform(
            record_person, PersonDraft(name=name, email=f"{name}@nova.example")
        )
        seat = SeatDraft(person.id, center.id, "STANDARD", invited_on="today", accepted_on="today")
        register.perform(record_seat, seat)
    texts = {"person": "Ana", "person_email": "Ana@nova.example", "role": "STANDARD"}
    lines = [SourceLine(SourcePlace("team.csv", 2), texts, "seat")]
    scope = SourceScope("seat")
    asked = make_plan(register, lines, (), {}, scope).plan
    assert [item.state for item in asked.items] == [ItemState.CONFLICT]
    for center, missing in ((nova.center, 0), (ours, 1)):
        answers = {asked.questions[0].key: str(center.id), "since:seat": LEAVE}
        plan = make_plan(register, lines, (), answers, scope).plan
        assert plan.scope.business_center == center.id
        assert plan.counts["missing"] == missing


def test_what_a_person_does_not_record_stays_open_with_how_far_it_reaches(nova):
    """Found by a newcomer: there was no way but to record an Admin whom nobody knows."""
    new = {"asset": "Nova FR", "asset_id": "7123998103425571999", "asset_type": "ADVERTISER"}
    compare(nova, on_record(nova), {**new, "level": "ADMIN"}, decided=LEAVE)
    assert ("NOT_RECORDED", "OPEN") in {each[:2] for each in found(nova)}
    assert nova.register.records.find(Asset, name="Nova FR") is None


def test_the_level_of_what_was_recorded_stands_with_the_difference(nova):
    new = {"asset": "Nova FR", "asset_id": "7123998103425571999", "asset_type": "ADVERTISER"}
    compare(nova, on_record(nova), {**new, "level": "ADMIN"}, decided=TODAY)
    told = {sides(line) for line in nova.register.records.select(ComparisonLine)}
    assert ("—", "Admin") in told
