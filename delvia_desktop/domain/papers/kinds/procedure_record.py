"""The procedure as it was carried out: each step with who, when, evidence and the act behind it."""

from __future__ import annotations

from collections.abc import Sequence

from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    Words,
    day,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.procedures.plans import StepStand, procedure_of
from delvia_desktop.domain.procedures.steps import stands_in
from delvia_desktop.domain.records.procedures import Run, StepState
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "procedure"


def content(situation: Situation, about: About[Run], head: Head) -> Content:
    """Return what stands on the record of a procedure."""
    run = about.record
    plan = procedure_of(run)
    stands = stands_in(situation, run, situation.of("step", "run", run.id))
    skipped = sum(
        stand.step is not None and stand.step.state == StepState.SKIPPED for stand in stands
    )
    left = sum(not stand.is_taken for stand in stands)
    lead = ntr("{n} step.", "{n} steps.", len(stands))
    if skipped:
        lead = f"{lead} " + ntr("{n} was skipped.", "{n} were skipped.", skipped)
    if left:
        lead = f"{lead} " + ntr("{n} is not done yet.", "{n} are not done yet.", left)
    return Content(
        KIND,
        tr("ACCESS RECORD · PROCEDURE"),
        tr("{procedure}: {subject}", procedure=tr(plan.title), subject=_subject(situation, run)),
        lead,
        f"{tr(plan.purpose)} {no_secrets()}",
        (*usual_facts(situation.picture, head), *_facts(run)),
        (step_table(tr("Steps"), stands),),
        (
            tr("It covers the steps of the procedure as they were recorded, version {version}.",
               version=run.version),
            tr("It does not cover what was done in TikTok but not recorded."),
        ),
        declared(KIND),
    )  # fmt: skip


def step_table(title: str, stands: Sequence[StepStand]) -> Section:
    """Return the table of a procedure's record: each step, with what became of it."""
    columns = (
        (tr("#"), 5),
        (tr("Step"), 30),
        (tr("State"), 14),
        (tr("When and who"), 21),
        (tr("Evidence, reason, change"), 30),
    )
    return section(title, columns, [_row(stand) for stand in stands])


def _subject(situation: Situation, run: Run) -> str:
    picture = situation.picture
    names = [
        picture.partners[run.partner].name if run.partner is not None else "",
        picture.people[run.person].name if run.person is not None else "",
        picture.people[run.successor].name if run.successor is not None else "",
        picture.assets[run.asset].name if run.asset is not None else "",
    ]
    return " · ".join(filter(None, names)) or tr("Everything")


def _facts(run: Run) -> tuple[tuple[str, Cell], ...]:
    ended = words(show_day(run.finished_on)) if run.finished_on else day(None, tr("not yet"))
    if run.stopped_on is not None:
        ended = words(tr("Stopped {day}", day=show_day(run.stopped_on)), run.stop_reason)
    seen = tr("rechecked {day}", day=show_day(run.rechecked_on)) if run.rechecked_on else ""
    again = words(show_day(run.recheck_on), seen) if run.recheck_on else day(None)
    return (
        (tr("Started"), words(show_day(run.started_on), run.started_by)),
        (tr("Finished"), ended),
        (tr("Target date"), day(run.target_on)),
        (tr("Recheck on"), again),
    )


def _row(stand: StepStand) -> tuple[Cell, ...]:
    standing = term("step_standing", stand.standing)
    step = stand.step
    if step is None:
        style = "strong" if stand.is_taken else "missing"
        waits = (Words(tr(standing.label), style),)
        return (words(str(stand.number)), words(tr(stand.plan.title)), waits, day(None), day(None))
    act = tr("recorded in #{number}", number=step.made) if step.made else ""
    more = [text for text in (step.evidence_ref, step.reason, step.note, act) if text]
    return (
        words(str(stand.number)),
        words(tr(stand.plan.title), tr(stand.plan.confirm)),
        (Words(tr(standing.label), "strong"),),
        words(show_day(step.on), step.by),
        words(*more) if more else day(None),
    )
