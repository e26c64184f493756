"""The rows of the steps: what each says and fills, and that no secret gets in by any of them."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from delvia_desktop.domain.access import (
    claim_steps,
    grant_steps,
    partnership_steps,
    seat_steps,
    share_steps,
)
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.i18n import show_day
from tests.domain.refusals import TODAY, refused

SHARE = Share(1, 1, 1, ())
ROWS = [
    pytest.param(record, step, names, id=f"{type(record).__name__} {name}")
    for record, steps, names in (
        (Assignment(1, 1, 1), grant_steps.STEPS, {"what"}),
        (SHARE, share_steps._GIVEN, {"asset", "partner"}),
        (SHARE, share_steps._RECEIVED, {"asset", "partner"}),
        (Seat(1, 1, 1), seat_steps.STEPS, {"what"}),
        (Partnership(1, 1, 1), partnership_steps.STEPS, {"partner"}),
        (Claim(1, 1, 1), claim_steps.STEPS, {"what", "asset", "owner", "center", "effect"}),
    )
    for name, step in steps.items()
]


@pytest.mark.parametrize(("record", "step", "names"), ROWS)
def test_a_step_names_fields_of_its_record_and_says_what_it_is_about(record, step, names):
    filled = {step.on.fills, step.by.fills, step.reason.fills} - {""}
    assert {field.name for field in fields(record)} >= {
        *filled, *step.after, *step.before, *step.clears
    }  # fmt: skip
    for text in (step.title, step.done, step.warning):
        assert set(re.findall(r"{(\w+)}", text)) <= names
    assert step.done.count("{") > 0


@pytest.mark.parametrize(("record", "step", "names"), ROWS)
def test_a_day_that_does_not_fit_is_refused_with_the_day_that_it_must_fit(record, step, names):
    """Found by a newcomer: grants and partnerships did not say which day was meant."""
    early, late = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
    states = [*step.states, *step.also]
    for name, on, other in (
        *((name, early, late) for name in step.after),
        *((name, late, early) for name in step.before),
    ):
        reading = Reading(TODAY)
        step.day(replace(record, **{name: other}), states[0], StepDraft(on.isoformat()), reading)
        with pytest.raises(Invalid, match=show_day(other)):
            reading.done()


@pytest.mark.parametrize(("record", "step", "names"), ROWS)
def test_no_field_that_a_step_fills_lets_a_secret_in(record, step, names):
    """Why a seat is to be removed was recorded whatever it said, a password too."""
    good = StepDraft(by="Tom", reason="Over", evidence_ref="Ticket 7")
    assert refused(step.taken, record, TODAY, good, Reading(TODAY)) == []
    asked = {"by": step.by.label, "reason": step.reason.label, "evidence_ref": "always"}
    for name in (name for name, is_asked in asked.items() if is_asked):
        secret = replace(good, **{name: "Password: kf83!winter67"})
        assert refused(step.taken, record, TODAY, secret, Reading(TODAY)) == [name]


@pytest.mark.parametrize(("record", "step", "names"), ROWS)
def test_the_evidence_of_any_step_is_kept_and_none_leaves_what_was_there(record, step, names):
    """The form of each step asks for it; of nine steps what was typed there was dropped."""
    typed = StepDraft(by="Tom", reason="Over", evidence_ref="Ticket 7")
    assert step.taken(record, TODAY, typed, Reading(TODAY)).evidence_ref == "Ticket 7"
    silent = replace(typed, evidence_ref="")
    before = replace(record, evidence_ref="Ticket 6")
    assert step.taken(before, TODAY, silent, Reading(TODAY)).evidence_ref == "Ticket 6"
