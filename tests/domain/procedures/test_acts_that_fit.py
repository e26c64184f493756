"""Which act a step of a procedure leads to at a record, and which one carries out a decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.domain.findings.rules.decisions import carrying_out
from delvia_desktop.domain.procedures.acts import begins_with
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.reviews import Decision
from delvia_desktop.domain.redaction.contact_patterns import numbers_masked
from delvia_desktop.domain.words.acts import Act
from tests.domain.sound import (
    ADMIN,
    ADS,
    CLAIM,
    JO,
    KEPT_LINE,
    KITE,
    KNOWS,
    LOGIN,
    MARA,
    MEMBER,
    PERIOD,
    SHARE,
    SHOP_PARTNER,
    ago,
    situation,
)

THEIR_ADS = replace(ADS, owner_kind=OwnerKind.PARTNER, owner_business_center=None, owner_partner=1)
CLAIMED = replace(CLAIM, asset=1)
WIDEST = replace(SHARE, level=("ADMIN",))
LEFT = replace(JO, left_on=ago(1))
REQUESTED = replace(PERIOD, confirmed_on=None)
OLD_PERIOD = replace(PERIOD, removed_on=ago(3))


@pytest.mark.parametrize(
    ("changes", "record", "act", "begun"),
    [
        ([], ADS, Act.CLAIM, None),
        ([], ADS, Act.CHANGE, Act.CHANGE),
        ([THEIR_ADS], THEIR_ADS, Act.CLAIM, Act.CLAIM),
        ([THEIR_ADS, CLAIMED], THEIR_ADS, Act.CLAIM, Act.SHOW),
        ([THEIR_ADS, replace(CLAIMED, dropped_on=ago(2))], THEIR_ADS, Act.CLAIM, Act.CLAIM),
        ([THEIR_ADS, replace(CLAIMED, asset=2)], THEIR_ADS, Act.CLAIM, Act.CLAIM),
        ([], SHARE, Act.RAISE, Act.RAISE),
        ([WIDEST], WIDEST, Act.RAISE, None),
        ([WIDEST], WIDEST, Act.CHANGE, Act.CHANGE),
        ([], JO, Act.LEAVE, Act.LEAVE),
        ([LEFT], LEFT, Act.LEAVE, None),
        ([LEFT], LEFT, Act.CHANGE, Act.CHANGE),
        ([], MARA, Act.HAND_OVER, Act.HAND_OVER),
        ([], KITE, Act.SHARE, Act.SHARE),
        ([OLD_PERIOD], KITE, Act.SHARE, Act.RECORD_PARTNERSHIP),
        ([], KITE, Act.END, Act.END),
        ([OLD_PERIOD], KITE, Act.END, None),
        ([], KITE, Act.CHANGE, Act.CHANGE),
        ([], KITE, Act.CONFIRM, None),
        ([REQUESTED], KITE, Act.CONFIRM, Act.CONFIRM),
        ([OLD_PERIOD, replace(PERIOD, id=2)], KITE, Act.SHARE, Act.SHARE),
    ],
)
def test_an_act_fits_a_record_in_which_there_is_something_left_to_do(changes, record, act, begun):
    assert begins_with(situation(changes), record, act) == begun


INVITED = replace(MEMBER, accepted_on=None, invited_on=ago(3))
REVOKED = replace(SHARE, revoked_on=ago(2))


@pytest.mark.parametrize(
    ("record", "decision", "more", "act", "asks"),
    [
        (LOGIN, Decision.REVOKED, {}, Act.PASSWORD, ()),
        (INVITED, Decision.REVOKED, {}, Act.CANCEL, ()),
        (INVITED, Decision.CHANGED, {}, Act.CANCEL, ()),
        (REVOKED, Decision.REVOKED, {}, Act.GONE, ()),
        (REVOKED, Decision.CHANGED, {}, Act.GONE, ()),
        (MEMBER, Decision.CHANGED, {}, Act.ROLE, ("role",)),
        (ADMIN, Decision.CHANGED, {"surface": "FINANCE"}, Act.ROLE, ("finance_role",)),
        (SHOP_PARTNER, Decision.CHANGED, {}, Act.CHANGE, ("planned_end",)),
        (KNOWS, Decision.CHANGED, {}, Act.CHANGE, ("planned_end",)),
        (LOGIN, Decision.CHANGED, {"who": "Mara"}, Act.CHANGE, ("mailbox_holder",)),
    ],
)
def test_a_decision_is_carried_out_where_the_access_stands(record, decision, more, act, asks):
    kind = kind_of(record).name
    line = replace(KEPT_LINE, subject_kind=kind, subject=record.id, decision=decision, **more)
    step = carrying_out(situation([record]), line)
    assert (step.act, step.kind, step.id) == (act, kind, record.id)
    assert step.asks == asks


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("0301234567", True),
        ("+49 30 1234", True),
        ("(30) 123 4567", True),
        ("030123", False),
        ("1234567", False),
        ("123 456 789", True),
        ("123 456 78", False),
        ("1234 56789", False),
        ("+123456789012345", True),
        ("7504233300559872017", False),
        ("2026-03-20", False),
    ],
)
def test_a_telephone_number_is_masked_and_other_numbers_stay(text, is_number):
    assert (numbers_masked(text, "#") != text) is is_number
