"""A form that a finding leads to: it begins at what the finding asks for, and wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.record_form import begin_with
from delvia_desktop.ui.session import Session


def asking(session: Session, form: Form, step: NextStep) -> Form:
    """Return the form that a finding asked for: preset, at the first field that it wants.

    It is recorded once one of these fields was changed: else the finding would stay as it is. What
    was typed before the program ended stays.
    """
    fields = form.panel.fields
    form.panel.remind(step.decided)
    before = {name: fields[name].value() for name in step.asks}
    if not form_drafts.kept_draft(session.live, form.key):
        begin_with(form.panel, dict(step.preset))
    form.panel.ask_for(step.asks)
    if len(step.asks) == 1:
        fields[step.asks[0]].require()

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        if before and all(values[name] == value for name, value in before.items()):
            text = tr(
                "Enter or choose a new value. If the value does not change, the finding stays open."
            )
            raise Invalid(tuple(Problem(name, text) for name in step.asks))
        return form.record(values)

    return replace(form, record=record)
