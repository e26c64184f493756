"""The steps of a run: begun for somebody, each step done or skipped, finished with a re-check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.procedures.checks import (
    CHECKS,
    REMEDIES,
    WAIVABLE,
    is_unrecorded,
    missing,
)
from delvia_desktop.domain.procedures.plans import (
    Deeds,
    Procedure,
    StepPlan,
    StepStand,
    followers,
    procedure_of,
    stands_of,
    waits_words,
)
from delvia_desktop.domain.records.procedures import (
    Run,
    RunKey,
    Step,
    StepKey,
    StepState,
    is_going_on,
)
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import ENGLISH, ntr, speaking, tr


@dataclass(frozen=True)
class RunDraft:
    """A procedure as it is begun."""

    procedure: str = ""
    started_by: str = ""
    partner: PartnerKey | None = None
    person: PersonKey | None = None
    successor: PersonKey | None = None
    asset: AssetKey | None = None
    target_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class TakenDraft:
    """A step as it was done or skipped, typed; `made` is the revision in which it was recorded."""

    on: str = ""
    by: str = ""
    reason: str = ""
    made: int = 0
    evidence_ref: str = ""
    note: str = ""


@dataclass(frozen=True)
class FinishDraft:
    """The end of a run as typed: when it is looked at again."""

    on: str = ""
    recheck_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Course:
    """A run with the steps of its procedure and those that were recorded so far."""

    run: Run
    procedure: Procedure
    taken: tuple[Step, ...]


def begun(draft: RunDraft, plan: Procedure, others: Iterable[Run], reading: Reading) -> Run:
    """Check the draft of a run and return it before its first step; raises Invalid."""
    reading.check(bool(plan.steps), "procedure", tr("Choose the procedure."))
    for field in ("partner", "person", "successor", "asset"):
        value = getattr(draft, field)
        if field in plan.needs:
            reading.check(value is not None, field, _missing(field))
        elif field not in plan.may:
            reading.check(value is None, field, tr("This procedure is about something else."))
    given = [field for field in plan.one_of if getattr(draft, field) is not None]
    if plan.one_of:
        reading.check(len(given) == 1, plan.one_of[0], tr("Choose the partner or the person."))
    is_same = draft.successor is not None and draft.successor == draft.person
    reading.check(not is_same, "successor", tr("Choose someone else."))
    same = [other for other in others if is_going_on(other) and _about(other) == _about(draft)]
    reading.check(not same, "", tr("This procedure is already in progress for the same subject."))
    by = reading.line("started_by", draft.started_by)
    target = reading.day("target_on", draft.target_on)
    reading.order(reading.today, target, "target_on", tr("This date is in the past."))
    note = reading.note("note", draft.note)
    reading.done()
    return Run(
        RunKey(0),
        plan.code,
        plan.version,
        reading.today,
        by,
        draft.partner,
        draft.person,
        draft.successor,
        draft.asset,
        target,
        note=note,
    )


def first_lacking(plan: StepPlan, situation: Situation, run: Run) -> dict[str, str]:
    """Return which guard keeps a step from being begun in TikTok, by its check.

    What the step itself brings about is not asked for yet.
    """
    return missing([name for name in plan.guards if name != plan.seen], situation, run)


def is_seen(plan: StepPlan, situation: Situation, run: Run) -> bool:
    """Tell whether a step of a run is seen as done in the register itself."""
    with speaking(ENGLISH):  # nobody reads what is left of it: only whether anything is
        return bool(plan.seen) and not CHECKS[plan.seen](situation, run)


def is_said(plan: StepPlan, situation: Situation, run: Run) -> bool:
    """Tell whether a step of a run is done only once somebody says so."""
    return plan.is_stated or is_unrecorded(plan.seen, situation, run)


def still_open(plan: StepPlan, situation: Situation, run: Run) -> str:
    """Say what is open of a step of a run that may be recorded as done all the same.

    Where a guard asks for a reason already, that is asked alone.
    """
    is_asked = bool(plan.seen) and not missing(plan.guards, situation, run)
    return CHECKS[plan.seen](situation, run) if is_asked else ""


def remedies(plan: StepPlan, situation: Situation, run: Run) -> tuple[Deeds, ...]:
    """Return what is done about the guards for which a step of a run is kept waiting.

    It is done as by the step of the procedure that brings it about, or by the step itself.
    """
    own = {step.seen: step.record for step in procedure_of(run).steps}
    names = first_lacking(plan, situation, run)
    found = (deed for name in names for deed in REMEDIES.get(name) or (own.get(name),))
    deeds = dict.fromkeys(deed for deed in found if deed is not None)
    return tuple(deeds) or begun_by(plan, situation, run)


def begun_by(plan: StepPlan, situation: Situation, run: Run) -> tuple[Deeds, ...]:
    """Return by what a step of a run can begin: its own act, and what it lacks besides."""
    besides = () if is_seen(plan, situation, run) else REMEDIES.get(plan.seen, ())
    deeds = dict.fromkeys(deed for deed in (plan.record, *besides) if deed is not None)
    return tuple(sorted(deeds, key=lambda deed: not deed.is_likelier))


def done(
    course: Course, code: str, draft: TakenDraft, situation: Situation, reading: Reading
) -> Step:
    """Return a step of a run as done; raises Invalid if another comes first or a guard fails.

    A guard that a reason can overrule does not stop a step that has one.
    """
    plan = course.procedure.step(code)
    step = _taken(course, code, draft, StepState.DONE, reading)
    stands = stands_in(situation, course.run, course.taken)
    waits = next(stand.waits for stand in stands if stand.plan == plan)
    reading.check(not waits, "", waits_words(waits))
    for name, text in missing(plan.guards, situation, course.run).items():
        if name not in WAIVABLE:
            reading.problem("", text)
        elif not step.reason:
            reading.problem("reason", tr("{text} Enter why it is done anyway.", text=text))
    reading.done()
    return step


def done_by_guide(course: Course, made: int, situation: Situation, reading: Reading) -> list[Step]:
    """Return the steps of a run that the guided path did in the revision `made`.

    What should have come before one of them stays open, and so is told as the next one.
    """
    draft = TakenDraft(reading.today.isoformat(), course.run.started_by, made=made)
    return [
        _taken(course, plan.code, draft, StepState.DONE, reading)
        for plan in course.procedure.steps
        if plan.guided and is_seen(plan, situation, course.run)
        if not missing(plan.guards, situation, course.run)
    ]


def stands_in(situation: Situation, run: Run, taken: Sequence[Step]) -> tuple[StepStand, ...]:
    """Return where each step of a run stands: recorded, shown by the register, or left.

    Of a run that has ended only what was recorded counts.
    """
    plan = procedure_of(run)
    shown: list[StepPlan] = []
    if is_going_on(run):
        shown = _seen_in_turn(Course(run, plan, tuple(taken)), situation, are_said=False)
    return stands_of(plan, taken, {each.code for each in shown})


def shown_at_end(course: Course, on: str, situation: Situation, reading: Reading) -> list[Step]:
    """Return the steps that only the register shows as done, kept as a run ends.

    Nobody is named, as nobody said so.
    """
    plans = _seen_in_turn(course, situation, are_said=False)
    return [_taken(course, each.code, TakenDraft(on), StepState.DONE, reading) for each in plans]


def ready_as_seen(course: Course, situation: Situation) -> list[StepPlan]:
    """Return the steps of a run that are seen as done and wait for somebody to say so."""
    found = _seen_in_turn(course, situation, are_said=True)
    return [plan for plan in found if is_said(plan, situation, course.run)]


def _seen_in_turn(course: Course, situation: Situation, *, are_said: bool) -> list[StepPlan]:
    """Return the steps not recorded that the register shows as done, one after the other.

    What waits for a step that is not among them stays, as a step is no more than its place. Those
    that are stated by somebody are among them if that `are_said`.
    """
    codes = {plan.code for plan in course.procedure.steps}
    over = {step.code for step in course.taken}
    found: list[StepPlan] = []
    for plan in course.procedure.steps:
        is_ready = plan.code not in over and all(c in over for c in plan.after if c in codes)
        if not is_ready or (is_said(plan, situation, course.run) and not are_said):
            continue
        if is_seen(plan, situation, course.run) and not missing(plan.guards, situation, course.run):
            found.append(plan)
            over.add(plan.code)
    return found


def done_as_seen(
    course: Course, draft: TakenDraft, situation: Situation, reading: Reading
) -> list[Step]:
    """Return the steps of `ready_as_seen`, as done together; raises Invalid."""
    plans = ready_as_seen(course, situation)
    return [_taken(course, plan.code, draft, StepState.DONE, reading) for plan in plans]


def skipped(course: Course, code: str, draft: TakenDraft, reading: Reading) -> Step:
    """Return a step of a run as skipped, which takes a reason; raises Invalid."""
    step = _taken(course, code, draft, StepState.SKIPPED, reading)
    reading.check(bool(step.reason), "reason", tr("Enter why this step is skipped."))
    reading.done()
    return step


def cannot_reopen(course: Course, step: Step) -> str:
    """Say why a step of a run cannot be opened again, nothing if it can."""
    if not is_going_on(course.run):
        return tr("This procedure has ended.")
    after = followers(course.procedure, step.code, course.taken)
    if not after:
        return ""
    names = ", ".join(f"“{tr(plan.title)}”" for plan in after)
    return tr("Later steps are already recorded: {steps}. Reopen those first.", steps=names)


def finished(course: Course, draft: FinishDraft, situation: Situation, reading: Reading) -> Run:
    """Return a run as finished: no step left, and a day to look again; raises Invalid."""
    run = course.run
    reading.check(is_going_on(run), "", tr("This procedure has ended."))
    left = sum(not stand.is_taken for stand in stands_in(situation, run, course.taken))
    reading.check(
        not left, "", ntr("{n} step is not done yet.", "{n} steps are not done yet.", left)
    )
    on = reading.happened("on", draft.on)
    latest = max((step.on for step in course.taken), default=run.started_on)
    reading.order(latest, on, "on", tr("Cannot be before {day}, the last step."))
    recheck = reading.day("recheck_on", draft.recheck_on)
    if course.procedure.recheck_days:
        text = tr("Enter the recheck date.")
        reading.check(bool(draft.recheck_on.strip()), "recheck_on", text)
    reading.order(on, recheck, "recheck_on", tr("Cannot be before {day}, the end."))
    note = reading.note("note", draft.note) or run.note
    reading.done()
    return replace(run, finished_on=on, recheck_on=recheck, note=note)


def usual_recheck(procedure: Procedure, on: date) -> date | None:
    """Return the usual day to look again once a run has finished its steps."""
    return on + timedelta(days=procedure.recheck_days) if procedure.recheck_days else None


def rechecked(run: Run, typed: str, reading: Reading) -> Run:
    """Return a run, finished with its steps, as looked at again; raises Invalid."""
    is_due = run.finished_on is not None and run.rechecked_on is None
    reading.check(is_due, "", tr("There is nothing to recheck."))
    on = reading.happened("on", typed)
    reading.order(run.finished_on, on, "on", tr("Cannot be before {day}, the end."))
    reading.done()
    return replace(run, rechecked_on=on)


def stopped(run: Run, on: str, reason: str, reading: Reading) -> Run:
    """Return a run as stopped before its last step, for a reason; raises Invalid."""
    reading.check(is_going_on(run), "", tr("This procedure has ended."))
    day = reading.happened("on", on)
    reading.order(run.started_on, day, "on", tr("Cannot be before {day}, when it was started."))
    why = reading.name("reason", reason, tr("Enter why it is stopped."))
    reading.done()
    return replace(run, stopped_on=day, stop_reason=why)


def _taken(
    course: Course, code: str, draft: TakenDraft, state: StepState, reading: Reading
) -> Step:
    run = course.run
    reading.check(is_going_on(run), "", tr("This procedure has ended."))
    is_open = all(step.code != code for step in course.taken)
    reading.check(is_open, "", tr("This step is already recorded."))
    on = reading.happened("on", draft.on)
    return Step(
        StepKey(0),
        run.id,
        code,
        state.value,
        on,
        reading.line("by", draft.by),
        reading.line("reason", draft.reason),
        draft.made,
        reading.line("evidence_ref", draft.evidence_ref),
        reading.note("note", draft.note),
    )


def _about(run: Run | RunDraft) -> tuple[object, ...]:
    return run.procedure, run.partner, run.person, run.asset


def _missing(field: str) -> str:
    return {
        "partner": tr("Choose the partner."),
        "person": tr("Choose the person."),
        "successor": tr("Choose the successor."),
        "asset": tr("Choose the asset."),
    }[field]
