"""What stands in the cells of a paper: values with second words, days, ids, levels."""

from __future__ import annotations

from datetime import date

from delvia_desktop.i18n import show_day, tr
from delvia_desktop.reports.rows import Cell
from delvia_desktop.reports.shaping import Style
from delvia_desktop.reports.styles import BODY, CELL, ID, MISSING, SMALL, TEXT, TONES
from delvia_desktop.reports.typefaces import BOLD


def stacked(first: str, *more: str, style: Style = BODY) -> Cell:
    """Return a value with second words below it; empty ones are left out."""
    return ((first or "—", style), *((text, SMALL) for text in more if text))


def with_id(name: str, number: str, *more: str) -> Cell:
    """Return a name with its TikTok id whole below it, and second words."""
    shown = (number, ID) if number else (tr("id not recorded"), SMALL)
    return ((name or "—", BODY), shown, *((text, SMALL) for text in more if text))


def identifier(number: str) -> Cell:
    """Return a TikTok id."""
    return ((number, ID),) if number else ((tr("not recorded"), MISSING),)


def level(label: str, meaning: str, tone: str) -> Cell:
    """Return an access level in TikTok's word, and below it what it allows."""
    word = (label or tr("not recorded"), Style(9, BOLD, TONES.get(tone, TEXT)))
    return (word, (meaning, SMALL)) if meaning else (word,)


def day(value: date | None, missing: str = "—") -> Cell:
    """Return a day, or what to say where there is none."""
    return ((show_day(value), CELL),) if value else ((missing, MISSING),)


def confirmed(by_partner: date | None, seen: date | None) -> Cell:
    """Return when the partner confirmed a share, and when it was last read in TikTok."""
    read = tr("read {day}", day=show_day(seen)) if seen else tr("not read yet")
    return (*day(by_partner, tr("not yet")), (read, SMALL))


def period(start: date | None, end: date | None) -> str:
    """Return the days of an engagement in words."""
    if start is None and end is None:
        return tr("no dates recorded")
    return tr(
        "{start} – {end}",
        start=show_day(start) if start else "?",
        end=show_day(end) if end else tr("open end"),
    )
