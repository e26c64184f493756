"""The form for a template of an engagement."""

from __future__ import annotations

from delvia_desktop.domain.access.templates import Template, TemplateDraft, draft_of
from delvia_desktop.domain.words.vocabulary import asset_types
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import templates
from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField, required
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.record_form import RecordActs, RecordWords, record_form
from delvia_desktop.ui.session import Session

_ACTS = RecordActs(templates.record_template, templates.change_template)


def template_form(session: Session, before: Template | None = None) -> Form:
    """Return the form for a template; one not kept yet, or none, makes a new one."""
    fields: dict[str, Field] = {
        "name": required(LineField(tr("Name"))),
        "needs": required(TicksField(tr("Required access"), _needs())),
        "days": LineField(
            tr("Duration in days"), tr("Sets the planned end, counted from the start date")
        ),
        "review_days": LineField(tr("Days to first review")),
        "purpose": LineField(tr("Purpose")),
        "note": NotesField(tr("Note")),
    }
    kept = before if before is not None and before.id else None
    return record_form(
        session,
        RecordWords("template", tr("Add template"), tr("Edit template"), tr("Add template"), _ACTS),
        fields,
        draft_of(before) if before is not None else TemplateDraft(),
        kept,
        rows=(("days", "review_days"),),
    )


def _needs() -> list[Option]:
    options = []
    for code, kind in asset_types().items():
        if not kind.shareable:
            continue
        options += [
            Option(f"{code}/{level.code}", f"{tr(kind.label)}: {tr(level.label)}", tr(level.plain))
            for level in kind.levels
        ]
        if not kind.levels:
            options.append(Option(f"{code}/", tr(kind.label), tr(kind.plain)))
    return options
