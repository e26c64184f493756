"""Findings of a register: accepted until a day, back by themselves, gone with their cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.logins import LoginDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.findings.attention import Attention, look
from delvia_desktop.domain.findings.coming import days_in
from delvia_desktop.domain.findings.health import figure_after, health_of
from delvia_desktop.domain.procedures.going_on import going_on
from delvia_desktop.domain.records.acceptances import AcceptanceDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import claims, logins, people, seats
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.findings import findings
from delvia_desktop.services.findings.findings import find
from delvia_desktop.services.papers import paper_making, papers
from tests.services.access.test_claims import open_claim


def rules(attention: Attention) -> set[str]:
    return {finding.rule for finding in attention.open}


def accept(nova, rule: str, **fields: str):
    (finding,) = find(nova.register).of_rule(rule)
    draft = AcceptanceDraft(**{"until": "+10", "reason": "Known", **fields})
    return nova.register.perform(findings.accept_finding, finding, draft)


def test_an_accepted_finding_comes_back_by_itself_after_its_day(nova):
    accept(nova, "OWN-01")
    last = nova.register.today + timedelta(days=10)
    assert "OWN-01" not in rules(find(nova.register))
    assert "OWN-01" not in rules(find(nova.register, last))
    assert "OWN-01" in rules(find(nova.register, last + timedelta(days=1)))
    assert nova.register.undo_title.startswith("Accepted: ")
    nova.register.undo()
    assert "OWN-01" in rules(find(nova.register))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"until": ""}, "until"),
        ({"until": "-1"}, "until"),
        ({"until": "soon"}, "until"),
        ({"reason": ""}, "reason"),
        ({"reason": "Password: Summer-2026-x!"}, "reason"),
    ],
)
def test_accepting_needs_a_day_to_come_and_a_reason_without_secrets(nova, fields, field):
    with pytest.raises(Invalid) as error:
        accept(nova, "OWN-01", **fields)
    assert field in {problem.field for problem in error.value.problems}


def test_accepting_again_moves_the_day_and_taking_it_back_tells_it_again(nova):
    accept(nova, "OWN-01")
    finding = find(nova.register).found[f"OWN-01/asset/{nova.theirs.id}"]
    longer = AcceptanceDraft(until="+90", reason="Still known")
    accepted = nova.register.perform(findings.accept_finding, finding, longer)
    assert list(find(nova.register).accepted) == [finding.id]
    nova.register.perform(findings.end_acceptance, accepted)
    assert "OWN-01" in rules(find(nova.register))


def test_a_finding_goes_with_its_cause_and_comes_back_with_an_undo(nova):
    claim = open_claim(nova)
    for step in ("ask", "agree", "transfer", "receive"):
        draft = StepDraft(on="2026-11-20", by="Tom", is_acknowledged=True)
        claim = nova.register.perform(claims.take_step, claim, step, draft)
    assert "OWN-01" not in rules(find(nova.register))
    nova.register.undo()
    assert "OWN-01" in rules(find(nova.register))


def test_the_brand_sets_its_own_numbers_as_one_act_and_usual_ones_need_no_record(nova):
    usual = findings.thresholds(nova.register)
    typed = {code: str(value) for code, value in usual.items()}
    nova.register.perform(findings.set_thresholds, {**typed, "admins": "6", "code_days": "21"})
    assert findings.thresholds(nova.register) == {**usual, "admins": 6, "code_days": 21}
    nova.register.perform(findings.set_thresholds, typed)
    assert findings.thresholds(nova.register) == usual
    nova.register.undo()
    assert findings.thresholds(nova.register)["admins"] == 6
    for wrong in ("", "many", "0", "21", "-3", "2.5"):
        with pytest.raises(Invalid) as error:
            nova.register.perform(findings.set_thresholds, {**typed, "admins": wrong})
        assert [problem.field for problem in error.value.problems] == ["admins"]


def test_health_is_whole_only_where_nothing_is_wrong_and_says_what_costs_it(nova):
    attention = find(nova.register)
    health = health_of(attention)
    assert 0 < health.figure < 100
    lost = sum(reason.points for reason in health.reasons)
    assert health.figure == figure_after(lost)
    assert health.reasons[0].points == max(reason.points for reason in health.reasons)
    for finding in attention.open:
        draft = AcceptanceDraft(until="+9", reason="All accepted")
        nova.register.perform(findings.accept_finding, finding, draft)
    assert health_of(find(nova.register)).figure == 100


def test_what_is_kept_with_a_record_is_looked_at_again_when_it_comes_and_goes(nova):
    opened = nova.register
    known = findings.find(opened)
    touched: set[tuple[str, int]] = set()
    opened.listen(lambda what: touched.update(what.records))
    unproved = f"EVD-01/share/{nova.share.id}"
    assert unproved in known.found
    file = FileDraft("mail.eml", b"From: tom@example.com\r\nSubject: Yes\r\n\r\nWe see it.\r\n")
    for act in (
        lambda: opened.perform(evidence.attach, Subject("share", nova.share.id), [file]),
        opened.undo,
    ):
        act()
        known = findings.find_again(known, opened.situation(), touched)
        touched.clear()
        assert set(known.found) == set(look(opened.picture()).found)


def printed(opened):
    prepared = paper_making.prepare(
        opened, opened.picture(), PaperRequest("partner", opened.records.select(Partner)[0].id)
    )
    return opened.perform(papers.issue, prepared)


def change(opened, cls, key, **fields):
    def use_case(edit):
        edit.name("Change")
        before = edit.records.get(cls, key)
        return edit.put(before, replace(before, **fields))

    return opened.perform(use_case)


NEWS = {
    "the agreed scope": (Partnership, {"scope_agreed": "The launch"}, True),
    "who is accountable": (Partnership, {"internal_owner": "Ann"}, True),
    "a level": (Share, {"level": ("ADMIN",)}, True),
    "an asset's ID": (Asset, {"asset_id": "7010000000000000999"}, True),
    "a Business Center's ID": (BusinessCenter, {"bc_id": "7010000000000000888"}, True),
    "the contact": (Partner, {"contact_name": "Zoë"}, True),
    "a confirmation": (Share, {"confirmed_on": date(2026, 11, 2), "confirmed_by": "Tom"}, False),
    "a verification": (Share, {"last_verified_on": date(2026, 11, 2)}, False),
    "a note": (Share, {"note": "Called them"}, False),
    "our ownership": (Asset, {"ownership_confirmed_on": date(2026, 11, 2)}, False),
}


@pytest.mark.parametrize(("cls", "fields", "is_news"), NEWS.values(), ids=NEWS)
def test_a_printed_record_is_out_of_date_once_what_was_agreed_changed_until_the_next_print(
    nova, cls, fields, is_news
):
    """What follows a signature, that it was confirmed or seen, asks for no new version."""
    opened = nova.register
    first = printed(opened)
    known = findings.find(opened)
    assert f"HND-04/access-record/{first.id}" not in known.found
    touched: set[tuple[str, int]] = set()
    opened.listen(lambda what: touched.update(what.records))
    of_share = {Asset: nova.share.asset, Share: nova.share.id}
    change(opened, cls, of_share.get(cls, opened.records.select(cls)[0].id), **fields)
    known = findings.find_again(known, opened.situation(), touched)
    assert (f"HND-04/access-record/{first.id}" in known.found) is is_news
    assert set(known.found) == set(look(opened.picture()).found)
    second = printed(opened)
    told = {key for key in findings.find(opened).found if key.startswith("HND-04")}
    assert told == set()
    assert second.supersedes == first.id


def test_the_signature_of_what_no_longer_matches_the_register_is_not_asked_for(nova):
    """Found by a newcomer: both sides were to sign a paper without the scope agreed after it."""
    opened = nova.register
    paper = printed(opened)
    later = opened.today + timedelta(days=30)
    found = look(opened.picture(later)).found
    assert found[f"HND-02/access-record/{paper.id}"].next_step.act == Act.ACKNOWLEDGE
    change(opened, Partnership, 1, scope_agreed="The launch")
    attention = look(opened.picture(later))
    assert f"HND-02/access-record/{paper.id}" not in attention.found
    step = attention.found[f"HND-04/access-record/{paper.id}"].next_step
    assert (step.act, step.text) == (Act.RENEW, "Print new version…")
    events = days_in(look(opened.picture()).situation, 30).all
    [due] = [each for each in events if each.kind == "access-record"]
    assert "no longer matches the register" in due.words
    begun = going_on(attention.situation)
    assert (begun.act, begun.button) == (Act.RENEW, "Print new version…")


def test_a_finding_of_whoever_held_a_login_goes_when_another_holder_is_named_and_comes_back(nova):
    register = nova.register
    ann, mara = (
        register.perform(people.record_person, PersonDraft(name=name)) for name in ("Ann", "Mara")
    )
    seat = register.perform(
        seats.record_seat,
        SeatDraft(ann.id, nova.center.id, invited_on="2026-10-01", accepted_on="2026-10-02"),
    )
    register.perform(seats.take_step, seat, "remove", StepDraft("2026-11-20", reason="Left"))
    held = LoginDraft(nova.profile.id, "brand@nova.example", mailbox_holder=ann.id)
    login = register.perform(logins.record_login, held)
    touched: set[tuple[str, int]] = set()
    register.listen(lambda what: touched.update(what.records))
    known = find(register)
    assert "PPL-08" in rules(known)

    def after() -> Attention:
        seen = findings.find_again(known, register.situation(), touched)
        touched.clear()
        return seen

    handed = replace(typed(login, LoginDraft), mailbox_holder=mara.id)
    register.perform(logins.change_login, login, handed)
    known = after()
    assert "PPL-08" not in rules(known)
    register.undo()
    known = after()
    assert "PPL-08" in rules(known)
    register.redo()
    known = after()
    assert "PPL-08" not in rules(known)


def test_the_finding_of_a_claimed_asset_says_how_far_its_claim_is(nova):
    """Found by a newcomer: its text stayed the same through request, agreement and transfer."""

    def told() -> str:
        (finding,) = find(nova.register).of_rule("OWN-01")
        return finding.message

    plain = told()
    claim = open_claim(nova)
    assert told().startswith(plain.partition(" If ")[0])
    assert told().endswith("Claim: Identified, 1 Oct 2026.")
    draft = StepDraft(on="2026-10-02", by="Tom", reason="Because")
    nova.register.perform(claims.take_step, claim, "ask", draft)
    assert told().endswith("Claim: Requested, 2 Oct 2026. Waiting for Brightside.")
    nova.register.undo()
    nova.register.undo()
    assert told() == plain


def test_what_is_counted_for_each_kind_of_record_adds_up_to_all(sample):
    """The end of a partnership was counted at All access once for each share that it concerns."""
    found = find(sample)
    assert sum(found.urgent.values()) == found.urgent_findings
    assert found.urgent_findings > 20
