"""Forms of procedures: to begin one, to record its steps, to finish it, to word a step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.procedures.plans import Procedure, StepPlan, procedure, shipped_words
from delvia_desktop.domain.procedures.steps import FinishDraft, RunDraft, TakenDraft, usual_recheck
from delvia_desktop.domain.records.kinds import field_label
from delvia_desktop.domain.records.procedures import END_PARTNERSHIP, Run
from delvia_desktop.domain.words.errors import Invalid, Notice, Problem
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.access.partnerships import current_partnership
from delvia_desktop.services.procedures import procedures as service
from delvia_desktop.services.register.words import called
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, NotesField, required
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.record_form import titled
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, my_name, name_field
from delvia_desktop.ui.session import Session

_ABOUT = ("partner", "person", "successor", "asset")

DONE_FORM = "step-done/"
"""What the keys of forms that record a step as done begin with."""

_LAST_DAY = "is_last_day"
"""The tick by which the target of an ending becomes the last day of its engagement."""

_ANYWAY = "is_done_anyway"
"""The tick by which a step is done although the register shows something of it as open."""

_NEW = -1
"""Stands for a partner that is not recorded yet: the guided path records it."""


def run_form(session: Session, code: str, about: Mapping[str, int] | None = None) -> Form:
    """Return the form that begins a procedure; `about` names for whom, if that is known.

    It returns the run, or nothing for a partner that the guided path is to record.
    """
    plan = procedure(code)
    given = dict(about or {})
    fields: dict[str, Field] = {
        name: ChoiceField(field_label(name, "run"), _options(session, name, plan), searchable=True)
        for name in _ABOUT
        if name in (*plan.needs, *plan.may)
    }
    for field in plan.needs:
        fields[field].require()
    fields["target_on"] = day_field(tr("Target date"), session.understood)
    if code == END_PARTNERSHIP:
        fields[_LAST_DAY] = CheckField(tr("Also record as last day"))
    fields["started_by"] = name_field(session, tr("Carried out by"))
    fields["note"] = NotesField(tr("Note"))

    def look(values: Mapping[str, Any]) -> tuple[Notice, ...]:
        return service.start_notices(session.live, _typed_run(values, code))

    panel = FormPanel(tr(plan.title), tr("Start procedure"), fields, look=look)
    panel.explain(tr(plan.purpose))
    panel.set_values({field: given.get(field) for field in _ABOUT if field in given})
    panel.set_values({"started_by": my_name(session)})
    _offer_last_day(session, panel, code)
    if code == END_PARTNERSHIP:
        _offer_to_record_it(session, panel)
    if plan.is_guided:
        _offer_guided_path(panel, is_known="partner" in given)

    def record(values: Mapping[str, Any]) -> Run | None:
        if values.get("partner") == _NEW:
            return None
        start = service.start_ending if values.get(_LAST_DAY) else service.start_run
        made: Run = session.perform(start, _typed_run(values, code))
        return made

    return Form(f"run/{code}", panel, record)


def which_form(codes: Iterable[str]) -> Form:
    """Return the form that asks which procedure is to begin; it returns its code."""
    plans = map(procedure, codes)
    options = [Option(plan.code, tr(plan.title), tr(plan.purpose)) for plan in plans]
    fields: dict[str, Field] = {"procedure": ChoiceField(tr("Procedure"), options)}
    panel = FormPanel(tr("Start procedure"), tr("Continue"), fields)
    return Form("", panel, lambda values: values["procedure"])


def done_form(
    session: Session, run: Run, plan: StepPlan, waived: Sequence[str] = (), is_open: str = ""
) -> Form:
    """Return the form that records a procedure's step as done; `waived` guards ask a reason.

    What the register shows as open is told, and it is asked whether the step is done nevertheless.
    """
    acts = service.recorded_since(session.live, run, plan)[:20]
    fields: dict[str, Field] = {
        "on": required(day_field(tr("Done on"), session.understood)),
        "by": name_field(session, tr("Done by")),
    }
    if waived:
        fields["reason"] = required(LineField(tr("Reason for doing it anyway")))
    if acts:
        nothing = Option(0, tr("No change in this register"))
        options = [Option(number, f"{title} (#{number})") for number, title in acts]
        fields["made"] = ChoiceField(tr("Recorded in"), [*options, nothing])
    fields["evidence_ref"] = evidence_field(tr(plan.wants_evidence))
    fields["note"] = NotesField(tr("Note"))
    if is_open:
        fields[_ANYWAY] = required(CheckField(tr("The step is done anyway")))
    panel = FormPanel(tr(plan.title), tr("Mark as done"), fields)
    panel.explain("\n".join((called(session.live.records, run), tr(plan.confirm))))
    panel.warn("\n".join(text for text in (*waived, is_open) if text))
    panel.set_values({"on": session.live.today.isoformat(), "by": my_name(session)})

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        if is_open and not values[_ANYWAY]:
            text = tr("Select this if the step is done although the point above is still open.")
            raise Invalid((Problem(_ANYWAY, text),))
        typed = {name: value for name, value in values.items() if name != _ANYWAY}
        return session.perform(service.do_step, run, plan.code, draft(TakenDraft, typed))

    return Form(f"{DONE_FORM}{run.id}/{plan.code}", panel, record)


def skip_form(session: Session, run: Run, plan: StepPlan) -> Form:
    """Return the form that skips a step of a procedure, for a reason."""
    fields: dict[str, Field] = {
        "on": required(day_field(tr("Decided on"), session.understood)),
        "by": name_field(session, tr("Decided by")),
        "reason": required(LineField(tr("Why it is skipped"))),
        "note": NotesField(tr("Note")),
    }
    panel = FormPanel(tr("Skip: {step}", step=tr(plan.title)), tr("Skip step"), fields)
    panel.explain(called(session.live.records, run))
    panel.set_values({"on": session.live.today.isoformat(), "by": my_name(session)})

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        return session.perform(service.skip_step, run, plan.code, draft(TakenDraft, values))

    return Form(f"step-skip/{run.id}/{plan.code}", panel, record)


def finish_form(session: Session, run: Run, plan: Procedure) -> Form:
    """Return the form that finishes a procedure and asks when to look at it again."""
    today = session.live.today
    fields: dict[str, Field] = {
        "on": required(day_field(tr("Finished on"), session.understood)),
        "recheck_on": required(
            day_field(tr("Recheck on"), session.understood, tr(plan.recheck_for))
        ),
        "note": NotesField(tr("Note")),
    }
    if not plan.recheck_days:
        fields["recheck_on"] = day_field(tr("Recheck on"), session.understood, tr("Optional"))
    panel = FormPanel(titled(session, tr("Finish"), run), tr("Finish procedure"), fields)
    again = usual_recheck(plan, today)
    panel.set_values(
        {
            "on": today.isoformat(),
            "recheck_on": again.isoformat() if again else "",
            "note": run.note,
        }
    )

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        return session.perform(service.finish_run, run, draft(FinishDraft, values))

    return Form(f"run-finish/{run.id}", panel, record)


def stop_form(session: Session, run: Run) -> Form:
    """Return the form that stops a procedure before its end."""
    fields: dict[str, Field] = {
        "on": required(day_field(tr("Stopped on"), session.understood)),
        "reason": required(LineField(tr("Why"))),
    }
    panel = FormPanel(titled(session, tr("Stop"), run), tr("Stop procedure"), fields)
    panel.explain(tr("Recorded steps are kept. The remaining steps will not be done."))
    panel.set_values({"on": session.live.today.isoformat()})

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        return session.perform(service.stop_run, run, values["on"], values["reason"])

    return Form(f"run-stop/{run.id}", panel, record)


def recheck_form(session: Session, run: Run, plan: Procedure) -> Form:
    """Return the form that records that a procedure was looked at again."""
    fields: dict[str, Field] = {"on": required(day_field(tr("Rechecked on"), session.understood))}
    panel = FormPanel(titled(session, tr("Recheck"), run), tr("Record recheck"), fields)
    panel.explain(tr(plan.recheck_for))
    panel.set_values({"on": session.live.today.isoformat()})
    return Form(
        f"run-recheck/{run.id}",
        panel,
        lambda values: session.perform(service.recheck_run, run, values["on"]),
    )


def words_form(session: Session, code: str, plan: StepPlan) -> Form:
    """Return the form in which the brand words a procedure's step as it likes."""
    known = service.words_of(session.live, code, plan)
    fields: dict[str, Field] = {
        "text": NotesField(tr("Wording"), tr("Leave empty for the default text"), takes_room=True)
    }
    panel = FormPanel(tr("Reword step “{step}”", step=tr(plan.title)), tr("Save wording"), fields)
    if known.is_outdated:
        shipped = shipped_words(plan)
        panel.explain(tr("The default text has changed since:\n{text}", text=shipped))
    panel.set_values({"text": known.text})

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - nothing
        return session.perform(service.adapt_words, code, plan.code, values["text"])

    return Form(f"wording/{code}/{plan.code}", panel, record)


def _offer_last_day(session: Session, panel: FormPanel, code: str) -> None:
    """Let the target begin with the last day recorded of whom is chosen, as long as it is ahead."""
    target, offered = panel.fields["target_on"], [""]

    def offer() -> None:
        if target.value() == offered[-1]:  # it was not typed
            typed = _typed_run(panel.values(), code)
            panel.set_values({"target_on": service.last_day_of(session.live, typed)})
            offered.append(target.value())

    for name in ("partner", "person"):
        if name in panel.fields:
            panel.fields[name].edited.connect(offer)
    offer()


def _typed_run(values: Mapping[str, Any], code: str) -> RunDraft:
    known = {name: value for name, value in values.items() if name != _LAST_DAY}
    return draft(RunDraft, known, procedure=code)


def _offer_to_record_it(session: Session, panel: FormPanel) -> None:
    """Let a target that is not the last day on record become that, which the person can untick."""
    tick = panel.fields[_LAST_DAY]

    def offer() -> None:
        partner, target = panel.fields["partner"].value(), panel.fields["target_on"].value()
        period = partner and current_partnership(session.live.records, partner)
        try:
            day = session.understood(target) if period else ""
        except ValueError:
            day = ""
        last = period.engagement_end if period else None
        is_other = bool(day) and (last is None or show_day(last) != day)
        if is_other == tick.isHidden():
            tick.set_value(is_other)
        tick.setVisible(is_other)

    for name in ("partner", "target_on"):
        panel.fields[name].edited.connect(offer)
    offer()


def _offer_guided_path(panel: FormPanel, *, is_known: bool) -> None:
    """Lead to the guided path for a new partner, which is meant unless one `is_known`."""
    partner = panel.fields["partner"]
    rest = [field for field in panel.fields.values() if field is not partner]

    def show_what_fits() -> None:
        is_new = partner.value() == _NEW
        for field in rest:
            field.setVisible(not is_new)
        panel.rename_act(tr("Add agency…") if is_new else tr("Start procedure"))

    if not is_known:
        partner.set_value(_NEW)
    partner.edited.connect(show_what_fits)
    show_what_fits()


def _options(session: Session, field: str, plan: Procedure) -> list[Option]:
    cls: type[Any] = {"partner": Partner, "asset": Asset}.get(field, Person)
    found: list[Any] = sorted(
        session.live.records.select(cls), key=lambda each: in_order(each.name)
    )
    is_needed = field in plan.needs
    none = Option(None, tr("Choose…") if is_needed else tr("—"), asks=is_needed)
    nothing = [] if is_needed and len(found) == 1 else [none]
    if plan.is_guided:
        text = tr("Records the partner and what you share, then starts this procedure")
        nothing = [Option(_NEW, tr("A new agency"), text)]
    return [*nothing, *(Option(each.id, each.name) for each in found)]
