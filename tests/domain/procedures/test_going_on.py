"""What was begun is told in its order: a procedure, then a signature, then a confirmation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from delvia_desktop.domain.procedures.acts import plan_now
from delvia_desktop.domain.procedures.going_on import going_on, is_overtaken, overtaken_words
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.procedures.steps import stands_in
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.domain.words.acts import Act
from tests.domain.sound import PERIOD, SHARE, TODAY, ago, situation

RUN = Run(1, "ADD_AGENCY", 3, ago(1), partner=1)
ISSUED = datetime(2026, 11, 22, tzinfo=UTC)
PAPER = AccessRecord(
    1, "HR-1", "partner", "Kite", TODAY, ISSUED, 1, "", "", ISSUED, "Mara", partner=1
)  # fmt: skip
UNSEEN = replace(SHARE, confirmed_on=None, confirmed_by="")


def told(*changes):
    return going_on(situation(list(changes)))


def test_nothing_is_told_where_nothing_was_begun():
    assert told() is None


def test_a_procedure_comes_first_and_the_rest_is_named():
    found = told(RUN, PAPER, UNSEEN)
    assert found.text == "Next for Kite Studio: Pixels and catalogs in one place (“Add an agency”)."
    assert (found.kind, found.id, found.act) == ("run", 1, Act.SHOW)
    assert found.also == "Also open: signed copy of HR-1, due 29 Nov 2026 · 1 unconfirmed share."


def test_once_the_last_document_is_issued_its_signature_is_next_and_told_once():
    """Found by a newcomer: “Print the offboarding document” came next, after it was issued."""
    codes = (each.code for each in procedure("END_PARTNERSHIP").steps if each.code != "PRINT")
    steps = [Step(n, 1, code, "DONE", TODAY) for n, code in enumerate(codes, start=1)]
    run = replace(RUN, procedure="END_PARTNERSHIP")
    printing = told(run, *steps)
    assert printing.text.startswith("Next for Kite Studio: Print the offboarding document (")
    found = told(run, *steps, replace(PAPER, kind="offboarding"))
    assert found.text == "Next for Kite Studio: Get HR-1 signed (“End a partnership”)."
    assert found.also == ""
    here = situation([run, *steps, replace(PAPER, kind="offboarding")])
    stand = next(s for s in stands_in(here, run, steps) if s.plan.code == "PRINT")
    assert "add the signed scan" in plan_now(here, run, stand).where
    assert plan_now(situation([run, *steps]), run, stand) == stand.plan


def test_what_is_over_is_not_told():
    assert told(replace(RUN, stopped_on=TODAY)) is None
    assert told(replace(RUN, finished_on=TODAY)) is None


def test_nobody_is_led_on_to_add_an_agency_that_has_gone():
    """Found by a newcomer: after the offboarding the Overview went on with adding the agency."""
    gone = replace(PERIOD, removed_on=ago(2), removed_by="Mara", closed_on=TODAY)
    found = told(RUN, gone)
    assert found.text == (
        "“Add an agency” for Kite Studio is still in progress, but the partnership has ended."
    )
    assert (found.kind, found.id, found.act) == ("run", 1, Act.STOP)
    other = replace(RUN, id=2, procedure="END_PARTNERSHIP")
    assert told(RUN, other, gone).id == 2


def test_as_soon_as_an_agency_ends_adding_it_is_stopped_and_no_longer_counted():
    """Found by a newcomer: “Add an agency” counted as one more procedure until the end."""
    ending = replace(RUN, id=2, procedure="END_PARTNERSHIP")
    found = told(replace(RUN, id=3), ending)
    assert (found.id, found.also) == (2, "")
    words = "“Add an agency” for Kite Studio is still in progress, but the partnership "
    here = situation([RUN, ending])
    assert (is_overtaken(here, RUN), is_overtaken(here, ending)) == (True, False)
    assert overtaken_words(here, RUN) == f"{words}is ending."
    planned = replace(PERIOD, ending_on=TODAY)
    assert told(RUN, planned).text == f"{words}is ending."
    assert told(RUN, planned).act == Act.STOP
    stopped = replace(ending, stopped_on=TODAY)
    assert told(RUN, stopped).act == Act.SHOW


def test_of_two_procedures_the_late_one_comes_first():
    late = replace(RUN, id=1, target_on=ago(1))
    newer = replace(RUN, id=2, procedure="AGENCY_OWNS")
    found = told(late, newer)
    assert found.id == 1
    assert found.also == "Also open: 1 more procedure."


def test_a_missing_signature_comes_before_a_confirmation():
    found = told(PAPER, UNSEEN)
    assert found.text == "Next, get HR-1 (Kite) back signed. It is due on 29 Nov 2026."
    assert (found.kind, found.id) == ("access-record", 1)
    assert found.also == "Also open: 1 unconfirmed share."


def test_a_confirmation_is_asked_for_by_name():
    found = told(UNSEEN)
    assert found.text.startswith("Next, ask Kite Studio to confirm that it can see “")
    assert (found.kind, found.id, found.act) == ("share", UNSEEN.id, Act.CONFIRM)
    assert found.also == ""
