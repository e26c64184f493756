"""Facts that several places show of a record: the id of the day, former ids, TikTok's status."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from delvia_desktop.domain.access.business_centers import BusinessCenter, bc_id_on
from delvia_desktop.domain.access.former_ids import former_words
from delvia_desktop.domain.access.statuses import HasStatus, since_words, status_on
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.ui.widgets.labels import IdLabel, chip

_LETTERS = 300
"""Letters of a text that stands among facts; all of it stands in its form."""


def bc_id_label(center: BusinessCenter, on: date) -> IdLabel:
    """Return the fact of a record that is its Business Center's id, to be copied."""
    return IdLabel(tr("Business Center ID"), bc_id_on(center, on))


def former_text(center: BusinessCenter) -> str:
    """Return the fact of a record that is its former ids, each with its last day."""
    return "\n".join(
        former_words(former).replace(day := show_day(former.until), day.replace(" ", "\u00a0"))
        for former in center.former_ids
    )


def excerpt(text: str) -> str:
    """Return a text as a fact of a record shows it: a long one up to a word."""
    return text if len(text) <= _LETTERS else text[:_LETTERS].rsplit(maxsplit=1)[0] + "…"


def status_chip(record: HasStatus, group: str, on: date) -> str | QWidget:
    """Return the fact of a record that is its TikTok status on a day; nothing if none."""
    known = term(group, status_on(record, on))
    return chip(known.label + since_words(record.status_on), known.tone) if known.code else ""
