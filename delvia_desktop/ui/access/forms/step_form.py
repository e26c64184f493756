"""The small forms for steps: a day, who, why and the evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.access.steps import AccessStep, StepDraft
from delvia_desktop.i18n import tr
from delvia_desktop.ui.access.forms.caution import Caution, confirmed
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, required
from delvia_desktop.ui.fields.offer_field import OfferField
from delvia_desktop.ui.forms.form import Form, day_field, draft, my_name, name_field
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session


@dataclass(frozen=True)
class StepWords:
    """How a step is asked for; an empty label leaves its field out.

    With `must_read` the person ticks that the warning was read. `did` is who took the step as
    far as is known: who works here where we take it, who was named before where others do. `why`
    is the reason as far as the register shows it. `needs`
    names the fields beside the date without which the step is not recorded.
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


def words_of(
    session: Session, step: AccessStep, names: Mapping[str, str], *, did: str = "", why: str = ""
) -> StepWords:
    """Return how a step is asked for at a record, whose `names` its texts mention."""
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
    )


def step_form(
    session: Session,
    key: str,
    words: StepWords,
    use_case: Callable[..., Any],
    *before: object,
    caution: Caution | None = None,
    offer: OfferField | None = None,
) -> Form:
    """Return the form of a step; `use_case` takes the records and the draft.

    With a caution it is recorded only once that was confirmed; an offer leads to what is left to do
    beside the step.
    """
    fields: dict[str, Field] = {"on": required(day_field(words.on, session.understood))}
    if words.by:
        fields["by"] = name_field(session, words.by)
    if words.reason:
        fields["reason"] = LineField(words.reason, words.reason_hint)
    fields["evidence_ref"] = LineField(
        tr("Evidence"), tr("A file name, ticket number or email date")
    )
    if words.must_read:
        fields["is_acknowledged"] = required(CheckField(tr("I have read what cannot be undone")))
    if caution is not None:
        fields |= caution.fields()
    if offer is not None:
        fields["offer"] = offer
    for name in words.needs:
        fields[name].require()
    panel = FormPanel(words.title, words.action, fields)
    panel.set_values({"on": session.live.today.isoformat(), "by": words.did, "reason": words.why})
    if caution is not None:
        caution.stand_over(panel, words.warning)
    else:
        panel.warn(words.warning)
    return Form(
        key,
        panel,
        lambda values: session.perform(use_case, *before, draft(StepDraft, confirmed(values))),
    )
