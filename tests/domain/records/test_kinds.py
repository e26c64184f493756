"""What is said of the fields of records where they stand."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.records.kinds import KINDS, field_label, kind_named, searched
from delvia_desktop.domain.words.field_types import Label, marked_types


def test_a_field_is_called_by_its_label_else_by_its_name():
    assert field_label("granted_on", "share") == "Shared on"
    assert field_label("granted_on", "assignment") == "Granted on"
    assert field_label("evidence_ref", "claim") == "Evidence"
    assert field_label("something_new") == "Something new"


def test_without_its_kind_a_field_is_called_as_in_most_kinds():
    assert field_label("granted_on") == "Granted on"
    assert field_label("planned_end") == "Planned end"
    assert field_label("name") == "Name"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_label_repeats_the_name_of_its_field(kind):
    for name, marked in marked_types(kind.record).items():
        plain = Label(name.replace("_", " ").capitalize())
        assert plain not in getattr(marked, "__metadata__", ()), name


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("asset", "name asset_id pixel_code shop_code owner_person internal_owner"),
        ("attachment", "name caption added_by"),
        ("business-center", "name bc_id former_ids legal_entity email_domains"),
        ("person", "name email user_id job line_manager"),
        ("review", "cause reviewer"),
        ("share", "purpose approved_by granted_by"),
    ],
)
def test_the_texts_for_finding_stand_in_the_order_in_which_registers_keep_them(kind, names):
    """Another order is other bytes in each row: a register of before would be called damaged."""
    found = [name for name in searched(kind_named(kind)) if name not in {"evidence_ref", "note"}]
    assert found == names.split()
