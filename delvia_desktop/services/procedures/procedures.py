"""Procedures: begun, carried out step by step, finished, and worded as the brand words them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.procedures.acts import plan_now, title_now
from delvia_desktop.domain.procedures.checks import missing, shown
from delvia_desktop.domain.procedures.plans import (
    Deeds,
    Procedure,
    StepPlan,
    StepStand,
    procedure,
    procedure_of,
    procedures,
    shipped_words,
)
from delvia_desktop.domain.procedures.steps import (
    Course,
    FinishDraft,
    RunDraft,
    TakenDraft,
    begun,
    cannot_reopen,
    done,
    done_as_seen,
    done_by_guide,
    finished,
    first_lacking,
    is_seen,
    ready_as_seen,
    rechecked,
    remedies,
    shown_at_end,
    skipped,
    stands_in,
    still_open,
    stopped,
)
from delvia_desktop.domain.records.procedures import (
    END_PARTNERSHIP,
    PERSON_LEAVES,
    Run,
    Step,
    Wording,
    WordingKey,
    is_going_on,
)
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Notice, Refused
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.access.partnerships import change_partnership, current_partnership
from delvia_desktop.services.access.steps_in_turn import renamed
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.journal.histories import acts_on
from delvia_desktop.storage.journal.pictures import take_picture


@dataclass(frozen=True)
class StepText:
    """The words of a step: the brand's own, if there are any, or those shipped.

    `is_outdated` says that the shipped ones have changed since the brand adapted them.
    """

    text: str
    is_own: bool = False
    is_outdated: bool = False


@dataclass(frozen=True)
class RunGuide:
    """Where a run stands: its steps, and what the register says of each by its code.

    `first` is what must hold before a step is begun, `remedies` what is done about it, `lacking`
    what must hold before it counts as done, `open` what the register shows as open of a step that
    may be recorded as done nevertheless, `seen` how the register shows that a step is done,
    `titles` what it is called as things stand, `told` its words then.
    """

    run: Run
    plan: Procedure
    stands: tuple[StepStand, ...]
    first: dict[str, tuple[str, ...]]
    remedies: dict[str, tuple[Deeds, ...]]
    lacking: dict[str, tuple[str, ...]]
    open: dict[str, str]
    seen: dict[str, str]
    titles: dict[str, str]
    told: dict[str, StepPlan]

    @property
    def about(self) -> frozenset[tuple[str, int]]:
        """For whom or what the run is, by kind and id."""
        run = self.run
        of = (("partner", run.partner), ("person", run.person), ("asset", run.asset))
        return frozenset((kind, int(key)) for kind, key in of if key is not None)

    def shows_done(self, code: str) -> bool:
        """Tell whether the register shows a step as done that nothing keeps from being recorded."""
        return code in self.seen and not self.lacking[code]

    def can_be_said(self, code: str) -> bool:
        """Tell whether nothing that the register shows keeps somebody from saying it is done."""
        return not self.lacking[code] and not self.open[code]

    def left_of(self, code: str) -> str:
        """Say what of a step is open, nothing if the register shows nothing."""
        told = self.first[code] or self.lacking[code] or (self.open[code],)
        return " ".join(filter(None, told))

    @property
    def is_complete(self) -> bool:
        """Whether no step is left."""
        return all(stand.is_taken for stand in self.stands)


def start_run(edit: Edit, draft: RunDraft) -> Run:
    """Begin a procedure in the register; raises Invalid."""
    run = begun(draft, procedure(draft.procedure), edit.records.select(Run), edit.reading())
    edit.name(tr("Started: {what}", what=called(edit.records, run)))
    return edit.add(run)


def start_ending(edit: Edit, draft: RunDraft) -> Run:
    """Begin the end of a partnership whose last day is the target; raises Invalid."""
    run = start_run(edit, draft)
    name = edit.title
    period = current_partnership(edit.records, run.partner) if run.partner is not None else None
    if period is not None:
        last = replace(typed(period, PartnershipDraft), engagement_end=draft.target_on)
        with renamed(lambda _: "target_on"):
            change_partnership(edit, period, last)
        edit.name(name)
    return run


def start_notices(register: Register, draft: RunDraft) -> tuple[Notice, ...]:
    """Return what looks odd about a procedure to begin: that it was finished before."""
    plan = procedure(draft.procedure)
    for field in ("partner", "person"):
        key = getattr(draft, field)
        if key is None or field not in plan.needs:
            continue
        runs = register.records.select(Run, procedure=draft.procedure, **{field: key})
        days = [run.finished_on for run in runs if run.finished_on is not None]
        if days:
            text = tr("This procedure was finished on {day}.", day=show_day(max(days)))
            return (Notice(field, text),)
    return ()


def last_day_of(register: Register, draft: RunDraft) -> str:
    """Return the last day on record of whom a procedure sees off, empty if it has passed."""
    records, day = register.records, None
    if draft.procedure == END_PARTNERSHIP and draft.partner is not None:
        period = current_partnership(records, draft.partner)
        day = period.engagement_end if period is not None else None
    elif draft.procedure == PERSON_LEAVES and draft.person is not None:
        person = records.find(Person, id=draft.person)
        day = (person.left_on or person.planned_end) if person is not None else None
    return day.isoformat() if day is not None and day >= register.today else ""


def do_step(edit: Edit, run: Run, code: str, draft: TakenDraft) -> Step:
    """Record a step of a procedure as done; raises Invalid if it must wait."""
    course = _course(edit, run)
    situation = _seen_by(edit)
    step = done(course, code, draft, situation, edit.reading())
    edit.name(tr("Done: {step}", step=tr(course.procedure.step(code).title)))
    return edit.add(step)


def take_guided_steps(edit: Edit, run: Run) -> tuple[Step, ...]:
    """Record those steps of a procedure that the guided path did in this act."""
    situation = _seen_by(edit)
    made = edit.last.number + 1
    steps = done_by_guide(_course(edit, run), made, situation, edit.reading())
    return tuple(edit.add(step) for step in steps)


def do_seen_steps(edit: Edit, run: Run, draft: TakenDraft) -> tuple[Step, ...]:
    """Record all steps of a procedure that are seen and stated, as one act; raises Invalid."""
    situation, reading = _seen_by(edit), edit.reading()
    steps = done_as_seen(_course(edit, run), draft, situation, reading)
    reading.done()
    edit.name(ntr("Done: {n} step", "Done: {n} steps", len(steps)))
    return _added(edit, run, steps, situation)


def seen_steps(register: Register, run: Run) -> list[StepPlan]:
    """Return the steps of a procedure that the register shows, to be stated together."""
    return ready_as_seen(_course(register, run), register.situation())


def skip_step(edit: Edit, run: Run, code: str, draft: TakenDraft) -> Step:
    """Record that a step of a procedure is skipped, with the reason; raises Invalid."""
    course = _course(edit, run)
    step = skipped(course, code, draft, edit.reading())
    edit.name(tr("Skipped: {step}", step=tr(course.procedure.step(code).title)))
    return edit.add(step)


def reopen_step(edit: Edit, run: Run, step: Step) -> None:
    """Open a step of a procedure again; raises Refused if a later one depends on it."""
    course = _course(edit, run)
    why = cannot_reopen(course, step)
    if why:
        raise Refused(why)
    refuse_if_used(edit, step)
    edit.name(tr("Reopened: {step}", step=tr(course.procedure.step(step.code).title)))
    edit.remove(step)


def finish_run(edit: Edit, before: Run, draft: FinishDraft) -> Run:
    """Finish a procedure in the register, with the day to look again; raises Invalid."""
    situation = _seen_by(edit)
    course = _course(edit, before)
    after = finished(course, draft, situation, edit.reading())
    edit.name(tr("Finished: {what}", what=called(edit.records, before)))
    _keep_shown(edit, course, draft.on, situation)
    return edit.put(before, after)


def recheck_run(edit: Edit, before: Run, on: str) -> Run:
    """Record that what a procedure ended was looked at again; raises Invalid."""
    after = rechecked(before, on, edit.reading())
    edit.name(tr("Rechecked: {what}", what=called(edit.records, before)))
    return edit.put(before, after)


def stop_run(edit: Edit, before: Run, on: str, reason: str) -> Run:
    """Stop a procedure in the register before its end; raises Invalid."""
    after = stopped(before, on, reason, edit.reading())
    edit.name(tr("Stopped: {what}", what=called(edit.records, before)))
    _keep_shown(edit, _course(edit, before), on, _seen_by(edit))
    return edit.put(before, after)


def delete_run(edit: Edit, before: Run) -> None:
    """Delete a procedure begun by mistake; raises Refused once a step was recorded."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted: {what}", what=called(edit.records, before)))
    edit.remove(before)


def adapt_words(edit: Edit, code: str, step: str, text: str) -> None:
    """Record the brand's words for a step of procedures; the shipped ones, or none, drop them.

    Which version they were made from is kept, so that a later change of the shipped words shows.
    """
    plan = procedure(code).step(step)
    reading = edit.reading()
    own = reading.note("text", text)
    reading.done()
    before = edit.records.find(Wording, procedure=code, code=step)
    edit.name(tr("Reworded step “{step}”", step=tr(plan.title)))
    if not own or own == shipped_words(plan):
        if before is not None:
            edit.remove(before)
        return
    after = Wording(before.id if before else WordingKey(0), code, step, plan.changed_in, own)
    if before is None:
        edit.add(after)
    else:
        edit.put(before, after)


def words_of(register: Register, code: str, plan: StepPlan) -> StepText:
    """Return the words of a procedure's step in a register, the brand's or the shipped."""
    own = register.records.find(Wording, procedure=code, code=plan.code)
    if own is None:
        return StepText(shipped_words(plan))
    return StepText(own.text, is_own=True, is_outdated=own.version < plan.changed_in)


def guide_of(register: Register, run: Run, on: date) -> RunGuide:
    """Return where a procedure's run stands in a register on a day."""
    plan = procedure_of(run)
    situation = register.situation(on)
    stands = stands_in(situation, run, register.records.select(Step, run=run.id))
    open_plans = [stand.plan for stand in stands if stand.step is None]
    return RunGuide(
        run,
        plan,
        stands,
        {each.code: tuple(first_lacking(each, situation, run).values()) for each in open_plans},
        {each.code: remedies(each, situation, run) for each in open_plans},
        {each.code: tuple(missing(each.guards, situation, run).values()) for each in open_plans},
        {each.code: still_open(each, situation, run) for each in open_plans},
        {
            stand.plan.code: shown(stand.plan.seen, situation, run)
            for stand in (stands if is_going_on(run) else ())
            if is_seen(stand.plan, situation, run)
        },
        {stand.plan.code: title_now(situation, run, stand) for stand in stands},
        {stand.plan.code: plan_now(situation, run, stand) for stand in stands},
    )


def recorded_since(register: Register, run: Run, plan: StepPlan) -> list[tuple[int, str]]:
    """Return the acts since a procedure began that may have been a step of it.

    They changed a record of the kind that the step writes, and that belongs to whom the run is
    for. The newest come first.
    """
    acts = partial(acts_on, register.store.connection)
    return _recorded_since(acts, register.situation(), run, plan)


def likeliest_act(register: Register, run: Run, plan: StepPlan) -> int:
    """Return the newest act that may have been a step of a procedure, 0 if none."""
    acts, situation = partial(acts_on, register.store.connection), register.situation()
    return _likeliest(acts, situation, run, plan)


_Acts = Callable[[str, tuple[str, int]], list[tuple[int, str, set[int]]]]
"""Finds the acts on a kind of record since another record was made."""


def _likeliest(acts: _Acts, situation: Situation, run: Run, plan: StepPlan) -> int:
    return next((number for number, _ in _recorded_since(acts, situation, run, plan)), 0)


def _recorded_since(
    acts_on_kind: _Acts, situation: Situation, run: Run, plan: StepPlan
) -> list[tuple[int, str]]:
    if plan.record is None:
        return []
    kind = plan.record.writes
    about = {
        (name, int(key))
        for name, key in (
            ("partner", run.partner),
            ("person", run.person),
            ("person", run.successor),
            ("asset", run.asset),
        )
        if key is not None
    }
    theirs = {key for name, key in situation.below(about) if name == kind}
    acts = acts_on_kind(kind, ("run", int(run.id)))
    return [(number, title) for number, title, keys in acts if not about or keys & theirs]


def going_on(register: Register, code: str, about: Mapping[str, int]) -> Run | None:
    """Return the procedure in progress for somebody in a register, neither done nor stopped."""
    runs = register.records.select(Run, procedure=code, **about)
    return next((run for run in runs if is_going_on(run)), None)


def offered_for(field: str) -> list[Procedure]:
    """Return the procedures that can be begun for a partner, a person or an asset."""
    return [plan for plan in procedures().values() if field in (*plan.needs, *plan.may)]


def _keep_shown(edit: Edit, course: Course, on: str, situation: Situation) -> None:
    """Record what only the register shows, as a run ends; later it may show something else."""
    steps = shown_at_end(course, on, situation, edit.reading())
    _added(edit, course.run, steps, situation)


def _added(edit: Edit, run: Run, steps: Iterable[Step], situation: Situation) -> tuple[Step, ...]:
    """Record steps, each with the act that it was most likely done by."""
    plan, acts = procedure_of(run), partial(acts_on, edit.connection)
    made = ((step, _likeliest(acts, situation, run, plan.step(step.code))) for step in steps)
    return tuple([edit.add(replace(step, made=number)) for step, number in made])


def _seen_by(edit: Edit) -> Situation:
    """Return the register as it stands within an act."""
    return Situation(take_picture(edit.connection, edit.today))


def _course(edit: Edit | Register, run: Run) -> Course:
    return Course(run, procedure_of(run), edit.records.select(Step, run=run.id))
