"""Any paper from its content: the same head, facts, sections and signatures on every kind."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from delvia_desktop.domain.papers.content import UNRECORDED, Content, Head, Section, Words
from delvia_desktop.domain.papers.content import Cell as ContentCell
from delvia_desktop.domain.papers.sealing import digest_of, short_code
from delvia_desktop.garbage import undisturbed
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.reports.drawing.appearance import Look
from delvia_desktop.reports.drawing.archive import Description
from delvia_desktop.reports.drawing.binding import Margins
from delvia_desktop.reports.drawing.pages import BEGUN, WELL_FILLED, Pages, PrintedColumn
from delvia_desktop.reports.drawing.rows import Cell
from delvia_desktop.reports.drawing.signing_block import (
    acknowledgement,
    identity,
    printed_view,
    stamp_of,
    which,
)
from delvia_desktop.reports.drawing.styles import (
    BODY,
    CELL,
    DENSE_CELL,
    DENSE_ID,
    DENSE_STRONG,
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
from delvia_desktop.reports.typesetting.coverage import BOLD
from delvia_desktop.reports.typesetting.shaping import Style
from delvia_desktop.reports.typesetting.visible import code_of, shown_by_code

_SHORT, _FEW = 60, 4
"""Rows and sections up to which a paper needs no list of contents."""

_MOST_CODES = 60
"""Characters whose codes a legend explains."""

_LOOKS = {
    "missing": MISSING,
    "plain": BODY,
    "second": SMALL,
    "strong": STRONG,
    "id": ID,
    UNRECORDED: SMALL,
    "cell": CELL,
}


@undisturbed()
def render(
    content: Content, head: Head, data: Mapping[str, Any] | None, look: Look
) -> tuple[bytes, int]:
    """Draw a paper from its content: return the PDF, its data attached, and its page count.

    Without data it is a printed view: it has no number and cannot be checked. Without a number it
    is a draft: marked on every page, without a code and places to sign.
    """
    is_draft = data is not None and not head.number
    digest = digest_of(data) if data is not None and not is_draft else ""
    top = (content.title, tr("Access on {day}", day=show_day(head.on)))
    foot = identity(head, short_code(digest) if digest else "")
    title = f"{which(head.number)}: {content.title}"
    if head.notice:
        foot = (*foot, head.notice)
    if data is None:
        foot = printed_view(head.brand, head.on, head.register_state, head.as_of)
        title = content.title
    look = replace(look, is_across=content.is_across, mark=tr("DRAFT") if is_draft else "")
    pages = Pages(Margins(top, foot), look, content.rows)
    about = Description(
        title,
        tr("Access to the assets of {brand}", brand=head.brand),
        head.brand,
        look.language,
        head.as_of,
    )
    pages.describe(about)
    if data is not None:
        pages.attach(f"{head.number or tr('Draft')}.json", data, about)
    pages.text(content.kicker, KICKER._replace(colour=look.accent or KICKER.colour))
    pages.title(content.title)
    pages.text(content.subtitle, SUBTITLE)
    pages.space(10)
    pages.facts([(label, _cell(cell)) for label, cell in content.facts])
    pages.space(8)
    pages.text(content.statement, SECOND)
    if content.rows > _SHORT and len(content.sections) >= _FEW:
        pages.space(8)
        after = bool(content.covers) + bool(content.declarations)
        pages.contents(len(content.sections) + after)
    _body(pages, content, head, digest)
    count = pages.count
    return pages.finish(), count


def _body(pages: Pages, content: Content, head: Head, digest: str) -> None:
    """Set the sections, then scope, places to sign and code.

    What is confirmed and the places to sign stand together. Where they have no room below the last
    section, the scope and the last rows go to their page with them, and a last section that is
    too small to be divided goes whole; but only from a page that stays well filled.
    """
    *sections, last = content.sections or (None,)
    legend = _legend(content, head)
    stamp = stamp_of(head, digest) if digest else None

    def signing(pages: Pages) -> None:
        acknowledgement(pages, content, head, stamp)

    def end(pages: Pages) -> None:
        _scope(pages, content, legend)
        signing(pages)

    def end_with_last(pages: Pages) -> None:
        if last is not None:
            _section(pages, last)
        end(pages)

    for section in sections:
        if section is not None:
            _section(pages, section)
    height = pages.height_of(end)
    if last is not None:
        if last.size <= BEGUN:
            pages.keep(pages.height_of(end_with_last), WELL_FILLED)
        _section(pages, last, after=height)
    pages.keep(height, WELL_FILLED)
    _scope(pages, content, legend)
    pages.keep(pages.height_of(signing))
    signing(pages)


def _scope(pages: Pages, content: Content, legend: str) -> None:
    """Set what the paper covers, and what the codes on it stand for."""
    if content.covers:
        pages.heading(tr("Scope of this record"))
    for text in content.covers:
        pages.text(text, BODY)
        pages.space(3)
    if legend:
        pages.text(legend, SECOND)
        pages.space(3)


def _legend(content: Content, head: Head) -> str:
    """Say what the codes stand for that are drawn in place of characters; empty if there are none.

    The data that is attached has the characters themselves.
    """
    found = shown_by_code((*content.texts(), head.brand, head.notice))
    if not found:
        return ""
    named = [
        f"{code_of(each)} {unicodedata.name(each, tr('a character without a name'))}"
        for each in found[:_MOST_CODES]
    ]
    if (more := len(found) - _MOST_CODES) > 0:
        named.append(ntr("{n} more", "{n} more", more))
    return tr(
        "This document cannot show every character. These are shown as their Unicode numbers: "
        "{codes}.",
        codes="; ".join(named),
    )


def _section(pages: Pages, section: Section, *, after: float = 0.0) -> None:
    pages.heading(section.title)
    if section.lead:
        pages.text(section.lead, SECOND, introduces=True)
    for text in section.texts:
        pages.text(text, BODY)
    if (table := section.table) is not None:
        columns = [PrintedColumn(title, share) for title, share in table.columns]
        setting = _dense_cell if table.is_dense else _cell
        rows = [[setting(cell) for cell in row] for row in table.rows]
        pages.table(columns, rows, is_dense=table.is_dense, turned=table.turned, after=after)


def _cell(cell: ContentCell) -> Cell:
    return tuple((text.text, _style(text)) for text in cell)


def _dense_cell(cell: ContentCell) -> Cell:
    return tuple((text.short or text.text, _dense_style(text)) for text in cell)


def _dense_style(text: Words) -> Style:
    if text.look == "id":
        return DENSE_ID
    tone = TONES.get(text.look)
    return DENSE_STRONG._replace(colour=tone) if tone else DENSE_CELL


def _style(text: Words) -> Style:
    return _LOOKS.get(text.look) or Style(9, BOLD, TONES.get(text.look, TEXT))
