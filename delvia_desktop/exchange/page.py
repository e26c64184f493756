"""Lists as one page of HTML that needs nothing beside it: for people without the program.

It loads nothing and sends nothing, and its policy lets no browser do so. Without scripts all of it
is shown; with them it is searched, and what is folded is printed too.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from string import Template

from delvia_desktop import resources
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress

_SHORT = 19
"""Letters of the longest IDs; what is shorter stands on one line as well."""


@dataclass(frozen=True)
class PageCell:
    """A text of a row; `tone` says how it is coloured, as a term of the vocabulary does."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class PageRow:
    """A record: a cell a column, and further facts with their labels, which are folded."""

    cells: tuple[PageCell, ...]
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageList:
    """A list of records by the name by which it is linked."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[PageRow, ...]


@dataclass(frozen=True)
class ReadingPage:
    """A page: language (ISO 639), title, a notice above all, what it is about, its lists."""

    language: str
    title: str
    notice: str
    facts: str
    lists: tuple[PageList, ...]


def html_of(page: ReadingPage) -> bytes:
    """Return a page as HTML in UTF-8."""
    style, script = (resources.text("exchange", f"page.{kind}") for kind in ("css", "js"))
    made = Template(resources.text("exchange", "page.html")).substitute(
        language=escape(page.language),
        style_hash=_hash(style),
        script_hash=_hash(script),
        style=style,
        script=script,
        title=escape(page.title),
        notice=f'<p class="notice">{escape(page.notice)}</p>' if page.notice else "",
        facts=escape(page.facts),
        search=escape(tr("Search")),
        found=escape(tr("{found} of {all} records", found="{found}", all="{all}")),
        contents="\n".join(
            f'<a href="#{each.name}">{escape(each.title)} <small>{len(each.rows)}</small></a>'
            for each in page.lists
        ),
        lists="\n".join(part for each in page.lists for part in _list(each)),
        foot=escape(tr("This page shows what is recorded. Access changes only in TikTok.")),
    )
    return made.encode()


def _list(each: PageList) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in each.columns)
    yield f'<section id="{each.name}">'
    yield f"<h2>{escape(each.title)} <small>{len(each.rows)}</small></h2>"
    yield f"<table>\n<thead><tr>{heads}</tr></thead>"
    for row in each.rows:
        progress()
        yield f"<tbody>{_row(each.columns, row)}</tbody>"
    yield "</table>\n</section>"


def _row(columns: tuple[str, ...], row: PageRow) -> str:
    cells = "".join(
        f'<td dir="auto"{_whole(cell)} data-label="{escape(column)}">{_cell(cell)}</td>'
        for column, cell in zip(columns, row.cells, strict=True)
    )
    if not row.more:
        return f"<tr>{cells}</tr>"
    facts = "".join(
        f'<div><dt>{escape(label)}</dt><dd dir="auto">{escape(text)}</dd></div>'
        for label, text in row.more
    )
    more = f"<details><summary>{escape(tr('More'))}</summary><dl>{facts}</dl></details>"
    return f'<tr>{cells}</tr><tr class="more"><td colspan="{len(columns)}">{more}</td></tr>'


def _whole(cell: PageCell) -> str:
    """Return what keeps a day, a state or an ID on one line."""
    return ' class="whole"' if len(cell.text) <= _SHORT else ""


def _cell(cell: PageCell) -> str:
    text = escape(cell.text)
    return f'<span class="{escape(cell.tone)}">{text}</span>' if cell.tone and text else text


def _hash(text: str) -> str:
    """Return by what a policy knows a style or a script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
