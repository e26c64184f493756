"""Forms for evidence: a note, and what a kept file proves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.evidence.evidence import (
    Attachment,
    CaptionDraft,
    Note,
    NoteDraft,
    Subject,
)
from delvia_desktop.domain.records.kinds import field_label, kind_named
from delvia_desktop.i18n import tr
from delvia_desktop.services.evidence import evidence
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import LineField, NotesField, required
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.record_form import titled
from delvia_desktop.ui.session import Session


def note_form(session: Session, subject: Subject, before: Note | None = None) -> Form:
    """Return the form that writes a note beside the evidence, or corrects one."""
    hint = tr("For what the change history does not show. Never enter a password or a code.")
    panel = FormPanel(
        _note_title(session, subject, before),
        tr("Add note") if before is None else tr("Save changes"),
        {"text": required(NotesField(tr("Note"), hint))},
    )
    if before is not None:
        panel.set_values({"text": before.text})

    def record(values: Mapping[str, Any]) -> Note:
        draft = NoteDraft(**values)
        if before is None:
            made: Note = session.perform(evidence.write_note, subject, draft)
        else:
            made = session.perform(evidence.change_note, before, draft)
        return made

    return Form(f"note/{subject.kind}/{subject.id}/{before.id if before else 0}", panel, record)


def _note_title(session: Session, subject: Subject, before: Note | None) -> str:
    kind = kind_named(subject.kind)
    record = session.live.records.find(kind.record, id=subject.id) if kind is not None else None
    title = tr("Add note") if before is None else tr("Edit note")
    return titled(session, title, record) if record is not None else title


def caption_form(session: Session, before: Attachment) -> Form:
    """Return the form that says what a file of evidence shows, and which step it proves."""
    subject = Subject(before.subject_kind, before.subject)
    steps = dict.fromkeys([*evidence.steps(session.live.records, subject), before.step])
    options = [Option(step, field_label(step, subject.kind)) for step in steps if step]
    panel = FormPanel(
        tr("Describe “{file}”", file=before.name),
        tr("Save changes"),
        {
            "caption": LineField(tr("Caption")),
            "step": ChoiceField(
                tr("Evidence for step"),
                [Option("", tr("No single step: the whole record")), *options],
                tr("Choose the step that this file proves"),
            ),
        },
    )
    panel.set_values({"caption": before.caption, "step": before.step})

    def record(values: Mapping[str, Any]) -> Attachment:
        changed: Attachment = session.perform(
            evidence.change_caption, before, CaptionDraft(**values)
        )
        return changed

    return Form(f"caption/{before.id}", panel, record)
