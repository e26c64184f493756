"""The forms that ask which paper is wanted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.records.brand import THE_BRAND
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, required
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.usual_fields import day_field
from delvia_desktop.ui.session import Session

_USUAL = timedelta(days=30)
"""How far back a change log goes unless another day is typed."""


def paper_form(
    session: Session,
    key: int,
    kinds: Mapping[str, str],
    to_another: Collection[str],
    likeliest: str = "",
) -> Form:
    """Return the form that asks which paper of some kinds is wanted; it gives the request.

    `to_another` are the codes of kinds for which the agency that takes over is asked too; the form
    begins with the `likeliest` kind, else with the first.
    """
    kind = ChoiceField(tr("Document"), [Option(code, words) for code, words in kinds.items()])
    kind.set_value(likeliest)
    fields: dict[str, Field] = {"kind": kind}
    if to_another:
        fields["other"] = required(
            ChoiceField(tr("Incoming agency"), _other_agencies(session, key), searchable=True)
        )
    panel = FormPanel(tr("Print another document"), tr("Preview"), fields)
    panel.explain(_shown_first())

    def ask_what_it_needs() -> None:
        if to_another:
            fields["other"].setVisible(kind.value() in to_another)

    kind.edited.connect(ask_what_it_needs)
    ask_what_it_needs()

    def request(values: Mapping[str, Any]) -> PaperRequest:
        code = str(values["kind"])
        if code not in to_another:
            return PaperRequest(code, key)
        if values["other"] is None:
            raise Invalid((Problem("other", tr("Choose the incoming agency.")),))
        return PaperRequest(code, key, other=int(values["other"]))

    return Form("", panel, request)


def change_log_form(session: Session) -> Form:
    """Return the form that asks for a paper, the change log, from which day on."""
    last = session.on
    fields: dict[str, Field] = {"since": required(day_field(tr("First day"), session.understood))}
    panel = FormPanel(tr("Print change log"), tr("Preview"), fields)
    until = tr(
        "Choose the first day. The log lists every change from then until {last}.",
        last=show_day(last),
    )
    panel.explain(f"{until} {_shown_first()}")
    panel.set_values({"since": (last - _USUAL).isoformat()})

    def request(values: Mapping[str, Any]) -> PaperRequest:
        reading = session.live.reading()
        since = reading.day("since", values["since"])
        reading.check(bool(values["since"].strip()), "since", tr("Enter the first day."))
        too_late = since is not None and since > last
        reading.check(not too_late, "since", tr("Cannot be after the last day of the log."))
        reading.done()
        return PaperRequest("change_log", int(THE_BRAND), since=since)

    return Form("", panel, request)


def _shown_first() -> str:
    return tr("You see a preview first. Saving or printing it assigns its number.")


def _other_agencies(session: Session, key: int) -> list[Option]:
    partners = session.shown.records.select(Partner)
    others = [Option(each.id, each.name, each.legal_name) for each in partners if each.id != key]
    others.sort(key=lambda option: in_order(option.text))
    return [Option(None, tr("Choose…"), asks=True), *others]
