"""The form for the letterhead: what all papers of the brand look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.evidence.evidence import FileDraft
from delvia_desktop.domain.records.letterheads import LetterheadDraft
from delvia_desktop.domain.records.paper_requests import PAGE_SIZES
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import tr
from delvia_desktop.services.papers import letterheads
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.usual_fields import term_options
from delvia_desktop.ui.papers.letterhead_fields import ColourField, LogoField
from delvia_desktop.ui.session import Session


def letterhead_form(session: Session) -> Form:
    """Return the form for the letterhead: logo, colour, usual page and language."""
    before = letterheads.letterhead_of(session.shown.records)
    pages = [Option(code, tr(term("page_size", code).label)) for code in PAGE_SIZES]

    def drawn(file: FileDraft) -> tuple[FileDraft, tuple[str, ...]]:
        return letterheads.drawn_logo(file, session.live.reading())

    fields = {
        "logo": LogoField(
            tr("Logo"),
            tr("PNG or JPEG, up to 2 MB and 4000 pixels per side"),
            letterheads.logo_of(session.shown),
            drawn,
        ),
        "accent": ColourField(
            tr("Colour of headings and lines"),
            tr("# and six digits or letters A–F, like #0F6B66. Leave empty for Delvia's own."),
        ),
        "page_size": ChoiceField(tr("Page"), pages),
        "language": ChoiceField(tr("Document language"), term_options("language")),
    }

    def draft(values: Mapping[str, Any]) -> LetterheadDraft:
        logo = values["logo"]
        return LetterheadDraft(
            values["accent"],
            values["page_size"],
            values["language"],
            logo if isinstance(logo, FileDraft) else None,
            removes_logo=logo is False,
        )

    panel = FormPanel(
        tr("Document letterhead"),
        tr("Save letterhead"),
        fields,
        look=lambda values: session.live.notices_of(letterheads.set_letterhead, draft(values)),
    )
    panel.explain(tr("Applies to documents printed from now on. Issued documents stay unchanged."))
    names = ("accent", "page_size", "language")
    panel.set_values({name: getattr(before, name) for name in names})
    return Form(
        "letterhead",
        panel,
        lambda values: session.perform(letterheads.set_letterhead, draft(values)),
    )
