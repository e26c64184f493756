"""Every field of every kind of record is said in words."""

from __future__ import annotations

from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.services.history import history
from delvia_desktop.services.register.field_words import differing, shown
from delvia_desktop.services.sample.sample import new_sample


def test_no_change_is_told_from_nothing_to_nothing():
    """The history said “Recorded in revision: — → —”; a no is a value, which is told."""
    before = {"id": 1, "note": "", "name": "A", "lines": [], "is_own": None}
    after = {"id": 2, "note": None, "name": "B", "step": 0, "is_own": False}
    assert differing(before, after) == ["name", "is_own"]


def test_a_field_is_called_as_its_own_record_calls_it_wherever_its_name_is_a_value():
    """Found by a newcomer: “Granted on” in the history of a file, “Shared on” in the window."""
    file = {"subject_kind": "share", "step": "granted_on"}
    assert shown(None, "attachment", file, "step", "granted_on") == "Shared on"
    view = {"list_name": "shares"}
    assert shown(None, "view", view, "columns", ["granted_on", "granted_by"]) == (
        "Shared on, Shared by"
    )
    assert shown(None, "view", {"list_name": "assignments"}, "order", "granted_on") == "Granted on"


def test_facts_of_every_record_of_the_sample_are_words(tmp_path, clock):
    opened = new_sample(tmp_path / "nova.delvia", "Mara", clock)
    for kind in KINDS:
        for record in opened.records.select(kind.record):
            for label, value in history.facts_of(opened, kind.name, record):
                assert label
                assert value
                assert "_" not in label
    opened.close()
