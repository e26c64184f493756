"""The small forms for steps: a day, who, why and the evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.access.steps import AccessStep, StepDraft
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access.steps_in_turn import step_field, take_in_turn
from delvia_desktop.ui.access.forms.caution import Caution, confirmed
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, required
from delvia_desktop.ui.fields.offer_field import OfferField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.in_turn import let_follow, tick_of, ticked
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, my_name, name_field
from delvia_desktop.ui.session import Session


@dataclass(frozen=True)
class StepWords:
    """How a step is asked for; an empty label leaves its field out.

    With `must_read` the person ticks that the warning was read. `did` is who took the step as
    far as is known: who works here where we take it, who was named before where others do. `why`
    is the reason as far as the register shows it. `needs`
    names the fields beside the date without which the step is not recorded. `recording` are the
    words of the button, where those of the act could be taken for what is done in TikTok.
    """

    title: str
    action: str
    on: str
    by: str = ""
    reason: str = ""
    reason_hint: str = ""
    warning: str = ""
    must_read: bool = False
    did: str = ""
    why: str = ""
    needs: Collection[str] = ()
    recording: str = ""

    @property
    def button(self) -> str:
        """The words of the button that records it."""
        return self.recording or self.action


def words_of(
    session: Session, step: AccessStep, names: Mapping[str, str], *, did: str = "", why: str = ""
) -> StepWords:
    """Return how the form of a step asks at a record, whose `names` its texts mention."""
    fields = {"by": step.by, "reason": step.reason}
    return StepWords(
        tr(step.title, **names),
        tr(step.action),
        tr(step.on.label),
        tr(step.by.label),
        tr(step.reason.label),
        tr(step.reason.hint),
        tr(step.warning, **names),
        did=my_name(session) if step.by_us else did,
        why=why if step.reason.missing else "",
        needs=[name for name, asked in fields.items() if asked.missing],
        recording=tr(step.recorded),
    )


@dataclass(frozen=True)
class InTurn:
    """What takes a step of a record by its name, and how the step and those after it are asked for.

    Those after it may have been taken too by the time that it is recorded.
    """

    take: Callable[..., Any]
    step: str
    then: Mapping[str, StepWords]


def step_form(
    session: Session,
    key: str,
    words: StepWords,
    use_case: Callable[..., Any] | InTurn,
    *before: object,
    caution: Caution | None = None,
    offer: OfferField | None = None,
) -> Form:
    """Return the small form of a step; `use_case` takes the records and the draft.

    With a caution it is recorded only once that was confirmed; an offer leads to what is left to do
    beside the step. `InTurn` lets the steps after it be recorded with it, as one act.
    """
    then = use_case.then if isinstance(use_case, InTurn) else {}
    fields: dict[str, Field] = _asked(session, words)
    fields["evidence_ref"] = evidence_field()
    fields |= _acknowledged(words)
    if caution is not None:
        fields |= caution.fields()
    if offer is not None:
        fields["offer"] = offer
    fields |= asked_in_turn(session, then)
    panel = FormPanel(words.title, words.button, fields, rows=rows_in_turn(fields, then))
    panel.set_values({**_begun(session, words), **begun_in_turn(session, then)})
    if caution is not None:
        caution.stand_over(panel, words.warning)
    else:
        panel.warn(words.warning)

    follow_in_turn(panel, then, words.button)

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        typed = confirmed(values)
        if not isinstance(use_case, InTurn):
            return session.perform(use_case, *before, draft(StepDraft, typed))
        steps = [("", use_case.step), *((name, name) for name in ticked(panel))]
        drafts = {name: step_draft(typed, at) for at, name in steps}
        return session.perform(take_in_turn, use_case.take, *before, drafts)

    return Form(key, panel, record)


def asked_in_turn(session: Session, then: Mapping[str, StepWords]) -> dict[str, Field]:
    """Return for each step that may have been taken too its tick, and what it asks for."""
    fields: dict[str, Field] = {}
    for name, each in then.items():
        asked = {**_asked(session, each), **_acknowledged(each, each.warning)}
        told = "" if each.must_read else each.warning
        fields[tick_of(name)] = CheckField(tr("Also: {act}", act=each.action), told)
        fields |= {step_field(name, field): asked[field] for field in asked}
    return fields


def rows_in_turn(fields: Collection[str], then: Iterable[str]) -> list[tuple[str, ...]]:
    """Return which fields of steps in turn share a line: the day and by whom."""
    pairs = (tuple(step_field(name, field) for field in ("on", "by")) for name in then)
    return [tuple(field for field in pair if field in fields) for pair in pairs]


def begun_in_turn(session: Session, then: Mapping[str, StepWords]) -> dict[str, str]:
    """Return what the fields of steps in turn begin with."""
    return {
        step_field(name, field): value
        for name, each in then.items()
        for field, value in _begun(session, each).items()
    }


def follow_in_turn(panel: FormPanel, then: Iterable[str], button: str) -> None:
    """Show what each step in turn asks for while it is ticked; the act counts the steps."""

    def name_act() -> None:
        taken = len(ticked(panel))
        words = ntr("Record {n} step", "Record {n} steps", taken + 1) if taken else button
        panel.rename_act(words)

    let_follow(panel, list(then), name_act)


def step_draft(values: Mapping[str, Any], step: str) -> StepDraft:
    """Return the draft of the step of a form, or of one by its name that is recorded with it.

    The evidence is that of them all.
    """
    own = ("on", "by", "reason", "is_acknowledged")
    names = {name: step_field(step, name) if step else name for name in own}
    names["evidence_ref"] = "evidence_ref"
    return StepDraft(**{name: values[at] for name, at in names.items() if at in values})


def _asked(session: Session, words: StepWords) -> dict[str, Field]:
    """Return the fields for the day of a step, who took it and why, as far as it has them."""
    fields: dict[str, Field] = {"on": required(day_field(words.on, session.understood))}
    if words.by:
        fields["by"] = name_field(session, words.by)
    if words.reason:
        fields["reason"] = LineField(words.reason, words.reason_hint)
    for name in words.needs:
        fields[name].require()
    return fields


def _acknowledged(words: StepWords, told: str = "") -> dict[str, Field]:
    """Return the field that says that a warning was read, where one must be.

    What is `told` stands below it, where it stands nowhere else.
    """
    if not words.must_read:
        return {}
    field = CheckField(tr("I understand that this cannot be undone"), told)
    return {"is_acknowledged": required(field)}


def _begun(session: Session, words: StepWords) -> dict[str, str]:
    """Return what the fields of a step begin with."""
    return {"on": session.live.today.isoformat(), "by": words.did, "reason": words.why}
