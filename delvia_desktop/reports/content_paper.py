"""Any paper from its content: the same head, facts, sections and signatures on every kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.papers.content import Cell as ContentCell
from delvia_desktop.domain.papers.content import Content, Head, Section, Words
from delvia_desktop.domain.papers.sealing import digest_of
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.reports.pages import ACROSS, UPRIGHT, Column, Margins, Pages, Progress
from delvia_desktop.reports.rows import Cell
from delvia_desktop.reports.shaping import Style
from delvia_desktop.reports.statements import acknowledgement, how_to_check, identity, printed_view
from delvia_desktop.reports.styles import (
    BODY,
    CELL,
    ID,
    KICKER,
    MISSING,
    SECOND,
    SMALL,
    STRONG,
    SUBTITLE,
    TEXT,
    TONES,
)
from delvia_desktop.reports.typefaces import BOLD

_LOOKS = {
    "missing": MISSING,
    "plain": BODY,
    "second": SMALL,
    "strong": STRONG,
    "id": ID,
    "cell": CELL,
}


def render(
    content: Content,
    head: Head,
    data: Mapping[str, Any] | None,
    progress: Progress | None = None,
) -> tuple[bytes, int]:
    """Return the paper as PDF with its data attached, and its number of pages.

    Without data it is a printed view: it has no number and cannot be checked. Raises MissingGlyph
    if a character cannot be shown, and whatever `progress` raises to cancel.
    """
    top = (content.title, tr("Access on {day}", day=show_day(head.on)))
    foot = identity(head.number, head.brand, head.register_state, head.as_of)
    title = tr("Access record {number}: {title}", number=head.number, title=content.title)
    if data is None:
        foot = printed_view(head.brand, head.on, head.register_state, head.as_of)
        title = content.title
    size = ACROSS if content.is_across else UPRIGHT
    pages = Pages(Margins(top, foot), content.rows, progress, size)
    pages.describe(
        title,
        tr("Access to the assets of {brand}", brand=head.brand),
        head.brand,
        head.as_of,
    )
    if data is not None:
        pages.attach(f"{head.number}.json", data)
    pages.text(content.kicker, KICKER)
    pages.title(content.title)
    pages.text(content.subtitle, SUBTITLE)
    pages.space(10)
    pages.facts([(label, _cell(cell)) for label, cell in content.facts])
    pages.space(8)
    pages.text(content.statement, SECOND)
    for section in content.sections:
        _section(pages, section)
    if content.covers:
        pages.heading(tr("What this record covers and what it leaves out"))
    for text in content.covers:
        pages.text(text, BODY)
        pages.space(3)
    if content.declarations is not None:
        said = content.declarations
        acknowledgement(pages, said.opening, said.confirms, said.signers, said.edition)
    if data is not None:
        how_to_check(pages, head.number, digest_of(data))
    count = pages.count
    return pages.finish(), count


def _section(pages: Pages, section: Section) -> None:
    pages.heading(section.title)
    if section.lead:
        pages.text(section.lead, SECOND, introduces=True)
    for text in section.texts:
        pages.text(text, BODY)
    if section.table is not None:
        columns = [Column(title, share) for title, share in section.table.columns]
        pages.table(columns, [[_cell(cell) for cell in row] for row in section.table.rows])


def _cell(cell: ContentCell) -> Cell:
    return tuple((text.text, _style(text)) for text in cell)


def _style(text: Words) -> Style:
    return _LOOKS.get(text.look) or Style(9, BOLD, TONES.get(text.look, TEXT))
