"""The words of the program in the person's language: texts, plurals, days, moments and numbers."""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from datetime import date, datetime

from delvia_desktop import resources

_catalog: ContextVar[gettext.NullTranslations | None] = ContextVar("catalog", default=None)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def set_language(code: str) -> None:
    """Speak a language from now on; one without a catalog is English."""
    _catalog.set(
        gettext.translation(
            "delvia", str(resources.path("translations")), languages=[code], fallback=True
        )
    )


def tr(text: str, /, **values: object) -> str:
    """Return a text in the person's language with its values filled in."""
    translated = _spoken().gettext(text) if text else ""
    return translated.format(**values) if values else translated


def later(text: str) -> str:
    """Mark a text that is put into the person's language by `tr` when it is read."""
    return text


def ntr(singular: str, plural: str, n: int, /, **values: object) -> str:
    """Return a text in the form that fits a number, which `{n}` stands for."""
    translated = _spoken().ngettext(singular, plural, n)
    return translated.format(n=show_number(n), **values)


def _spoken() -> gettext.NullTranslations:
    return _catalog.get() or gettext.NullTranslations()


def show_day(day: date) -> str:
    """Return a day as people write it, such as `3 Feb 2026`."""
    return f"{day.day} {tr(_MONTHS[day.month - 1])} {day.year}"


def show_month(day: date, before: date | None = None) -> str:
    """Return the month of a day, such as `Feb`; with the year if that is another one than before.

    `before` is the day whose month was told last, None for none.
    """
    month = tr(_MONTHS[day.month - 1])
    is_other = before is not None and before.year != day.year
    return f"{month} {day.year}" if is_other else month


def show_moment(moment: datetime) -> str:
    """Return an aware moment in its own zone, such as `23 Nov 2026, 14:05 CET`."""
    zone = moment.tzname() or ""
    return f"{show_day(moment)}, {moment:%H:%M} {zone}".rstrip()


def show_number(number: int) -> str:
    """Return a number with its thousands set apart, such as `12 000`."""
    return f"{number:,}".replace(",", "\u202f")
