"""Three states of a record joined: what one side changed is taken, what both did is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.plans import three_way
from delvia_desktop.domain.plans.three_way import Side, States
from tests.domain.sound import ADS, KITE, SHARE, ago


def joined(states, side=None):
    """Join states where a person decided everything for one side, or nothing yet."""
    return three_way.joined(states, lambda _: side)


def test_what_only_one_side_changed_is_taken():
    here, there = replace(KITE, name="Kite"), replace(KITE, contact_name="Tom")
    result, found = joined(States(KITE, here, there))
    assert result == replace(KITE, name="Kite", contact_name="Tom")
    assert found == ()
    assert joined(States(KITE, KITE, there)) == (there, ())
    assert joined(States(KITE, here, KITE)) == (here, ())
    assert joined(States(KITE, None, KITE)) == (None, ())
    assert joined(States(KITE, None, None)) == (None, ())


def test_the_same_change_on_both_sides_is_none_to_decide():
    changed = replace(KITE, name="Kite")
    assert joined(States(KITE, changed, changed)) == (changed, ())


@pytest.mark.parametrize(
    ("side", "name"), [(None, "Here"), (Side.OURS, "Here"), (Side.THEIRS, "There")]
)
def test_one_field_changed_otherwise_is_told_and_the_rest_is_joined(side, name):
    here, there = replace(KITE, name="Here"), replace(KITE, name="There", note="New")
    result, found = joined(States(KITE, here, there), side)
    assert result == replace(KITE, name=name, note="New")
    assert [(each.field, each.key) for each in found] == [("name", "partner/1.name")]


def test_fields_that_make_sense_together_are_decided_together():
    """Half of one owner and half of another would be an owner of a kind that it is not."""
    agencys = replace(ADS, owner_kind="OWNER_PARTNER", owner_business_center=None, owner_partner=1)
    persons = replace(
        ADS, owner_kind="OWNER_INDIVIDUAL", owner_business_center=None, owner_person="Ann"
    )
    result, (found,) = joined(States(ADS, agencys, persons), Side.THEIRS)
    assert (result, found.field) == (persons, "owner_kind")


@pytest.mark.parametrize(("side", "is_there"), [(Side.OURS, True), (Side.THEIRS, False)])
def test_what_one_side_deleted_and_the_other_changed_is_decided_as_a_whole(side, is_there):
    changed = replace(SHARE, revoked_on=ago(1))
    result, (found,) = joined(States(SHARE, changed, None), side)
    assert (result is not None, found.field) == (is_there, "")
    result, _ = joined(States(SHARE, None, changed), side)
    assert (result is None) is is_there


def test_what_both_added_is_filled_from_both():
    here, there = replace(KITE, note="Here"), replace(KITE, contact_name="Tom", note="There")
    result, found = joined(States(None, here, there))
    assert (result.contact_name, result.note) == ("Tom", "Here")
    assert [each.field for each in found] == ["note"]


def test_each_disagreement_is_decided_by_its_own_key():
    here = replace(KITE, name="Here", note="Here")
    there = replace(KITE, name="There", note="There")
    decided = {"partner/1.name": Side.THEIRS, "partner/1.note": Side.OURS}
    result, _ = three_way.joined(States(KITE, here, there), decided.get)
    assert (result.name, result.note) == ("There", "Here")
