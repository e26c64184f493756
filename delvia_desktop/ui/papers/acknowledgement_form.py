"""Forms for acknowledgements: a signed scan or an e-mail recorded, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import (
    Acknowledgement,
    AcknowledgementDraft,
    How,
)
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.papers import acknowledgements
from delvia_desktop.ui.evidence.file_field import FileField
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField, required
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.record_form import titled
from delvia_desktop.ui.forms.usual_fields import day_field, name_field
from delvia_desktop.ui.session import Session


def acknowledgement_form(
    session: Session, record: AccessRecord, start: AcknowledgementDraft
) -> Form:
    """Return the form for an acknowledgement, a signed scan or e-mail, from a draft."""
    is_scan = start.how == How.SCAN
    panel = FormPanel(
        tr("Add signed scan") if is_scan else tr("Add email"),
        tr("Add scan") if is_scan else tr("Add email"),
        {**_proof(start.how), **_fields(session, start.how)},
        look=lambda values: session.live.notices_of(
            acknowledgements.acknowledge, record, replace(start, **values)
        ),
    )
    about = tr("{number}: {title}", number=record.number, title=record.title)
    panel.explain(about)
    who = start.who or acknowledgements.next_signer(session.live, record)
    on = start.on or session.live.today.isoformat()
    panel.set_values({**vars(start), "who": who, "on": on, "file": None})
    if start.file is not None:
        panel.mark_start()  # what was dropped is not recorded yet
        panel.set_values({"file": start.file})

    def recorded(values: Mapping[str, Any]) -> Acknowledgement:
        made: Acknowledgement = session.perform(
            acknowledgements.acknowledge, record, replace(start, **values)
        )
        return made

    return Form(f"acknowledge/{start.how}/{record.id}", panel, recorded)


def correct_form(session: Session, before: Acknowledgement) -> Form:
    """Return the form that corrects an acknowledgement; how and its file stay."""
    fields = _fields(session, before.how)
    if before.how == How.EMAIL:
        fields = {"reference": _reference(), **fields}
    panel = FormPanel(
        titled(session, tr("Correct acknowledgement"), before),
        tr("Save changes"),
        fields,
        look=lambda values: session.live.notices_of(
            acknowledgements.change_acknowledgement, before, _changed(before, values)
        ),
    )
    panel.explain(
        tr(
            "The attached file stays. If it is the wrong file, withdraw the "
            "acknowledgement instead."
        )
    )
    panel.set_values({**vars(before), "on": before.on.isoformat()})

    def recorded(values: Mapping[str, Any]) -> Acknowledgement:
        draft = _changed(before, values)
        made: Acknowledgement = session.perform(
            acknowledgements.change_acknowledgement, before, draft
        )
        return made

    return Form(f"acknowledgement/{before.id}", panel, recorded)


def withdraw_form(session: Session, before: Acknowledgement) -> Form:
    """Return the form that takes an acknowledgement back for a reason."""
    panel = FormPanel(
        titled(session, tr("Withdraw acknowledgement"), before),
        tr("Withdraw"),
        {"reason": required(LineField(tr("Why it is not valid")))},
    )
    said = tr("By {who} on {day}.", who=before.who, day=show_day(before.on))
    panel.explain(f"{said} {tr('Its file goes with it. The history keeps both.')}")

    def recorded(values: Mapping[str, Any]) -> None:
        session.perform_because(values["reason"], acknowledgements.withdraw_acknowledgement, before)

    return Form(f"withdraw/{before.id}", panel, recorded)


def _proof(how: str) -> dict[str, Field]:
    if how == How.SCAN:
        kinds = tr("PDF files and images (*.pdf *.png *.jpg *.jpeg *.gif *.webp *.heic *.heif)")
        return {
            "file": required(FileField(tr("Signed scan"), tr("A PDF or an image"), kinds=kinds))
        }
    hint = tr("Optional: an EML or MSG file, or a PDF of it")
    return {"reference": _reference(), "file": FileField(tr("Email as a file"), hint)}


def _reference() -> Field:
    hint = tr("Message-ID, date and sender, or ticket number")
    return required(LineField(tr("Which email"), hint))


def _fields(session: Session, how: str) -> dict[str, Field]:
    by_scan = tr("Exactly as written in the scan")
    as_written = by_scan if how == How.SCAN else tr("Exactly as written in the email")
    return {
        "who": required(name_field(session, tr("Who agreed"), as_written)),
        "role": LineField(tr("Role and organisation")),
        "on": required(day_field(tr("Date"), session.understood, tr("The date they agreed"))),
        "note": NotesField(tr("Note")),
    }


def _changed(before: Acknowledgement, values: Mapping[str, Any]) -> AcknowledgementDraft:
    return replace(typed(before, AcknowledgementDraft, file=None), **values)
