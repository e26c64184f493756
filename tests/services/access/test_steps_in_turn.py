"""Steps of one record that were taken already are recorded together."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access import claim_steps, grant_steps, partnership_steps, seat_steps
from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft, following
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import claims, shares
from delvia_desktop.services.access.steps_in_turn import take_in_turn
from tests.services.access.test_claims import open_claim, theirs


def drafts(*days: tuple[str, str], **more) -> dict[str, StepDraft]:
    return {name: StepDraft(on, by="Tom", **more) for name, on in days}


ALL = (
    ("ask", "2026-10-02"),
    ("agree", "2026-10-09"),
    ("transfer", "2026-10-20"),
    ("receive", "2026-10-21"),
    ("verify", "2026-10-23"),
)


def test_a_whole_claim_is_one_change_with_the_day_of_each_step_and_one_undo(nova):
    register = nova.register
    claim = open_claim(nova)
    before = register.revision
    steps = drafts(*ALL, is_acknowledged=True)
    done = register.perform(take_in_turn, claims.take_step, claim, steps)
    assert register.revision == before + 1
    assert register.undo_title.endswith("(with 4 steps before it)")
    days = (done.asked_on, done.agreed_on, done.transfer_on, done.received_on, done.verified_on)
    assert [str(day) for day in days] == [on for _, on in ALL]
    assert theirs(nova).owner_kind == OwnerKind.OURS
    assert str(theirs(nova).ownership_confirmed_on) == "2026-10-23"
    register.undo()
    assert register.records.get(Claim, claim.id) == claim
    assert theirs(nova) == nova.theirs


def test_one_step_alone_is_called_as_it_always_was(nova):
    claim = open_claim(nova)
    nova.register.perform(take_in_turn, claims.take_step, claim, drafts(ALL[0]))
    together = nova.register.undo_title
    nova.register.undo()
    nova.register.perform(claims.take_step, claim, *drafts(ALL[0]).popitem())
    assert nova.register.undo_title == together


def test_what_is_wrong_with_a_later_step_is_told_at_its_field_and_nothing_is_recorded(nova):
    claim = open_claim(nova)
    before = nova.register.revision
    wrong = drafts(ALL[0], ("agree", "2026-10-01"), ALL[2])
    with pytest.raises(Invalid) as error:
        nova.register.perform(take_in_turn, claims.take_step, claim, wrong)
    assert [problem.field for problem in error.value.problems] == ["agree.on"]
    unread = drafts(*ALL[:3])
    with pytest.raises(Invalid) as error:
        nova.register.perform(take_in_turn, claims.take_step, claim, unread)
    assert [problem.field for problem in error.value.problems] == ["transfer.is_acknowledged"]
    assert nova.register.revision == before
    assert nova.register.records.get(Claim, claim.id) == claim


def test_a_share_is_revoked_and_seen_gone_in_one_change(nova):
    steps = drafts(("revoke", "2026-11-20"), ("gone", "2026-11-21"), reason="Over")
    nova.register.perform(take_in_turn, shares.take_step, nova.share, steps)
    done = nova.register.records.get(Share, nova.share.id)
    assert (str(done.revoked_on), str(done.verified_gone_on)) == ("2026-11-20", "2026-11-21")
    nova.register.undo()
    assert nova.register.records.get(Share, nova.share.id) == nova.share


def test_the_steps_that_come_after_one_are_steps_of_the_same_record(nova):
    assert following(claim_steps.STEPS, "escalate") == ("agree", "transfer", "receive", "verify")
    assert following(grant_steps.STEPS, "revoke") == ("gone",)
    for family in (claim_steps, grant_steps, partnership_steps, seat_steps):
        for name, step in family.STEPS.items():
            for each in following(family.STEPS, name):
                assert each != name
            if step.then:
                assert family.STEPS[step.then].states, "it is offered somewhere"
