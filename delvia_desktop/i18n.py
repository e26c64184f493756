"""The words of the program in the person's language: texts, plurals, days, moments and numbers."""

from __future__ import annotations

import functools
import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import ParamSpec, TypeVar

from delvia_desktop import resources

ENGLISH = "en"
"""The language of the texts in the code, which needs no catalog."""

P = ParamSpec("P")
T = TypeVar("T")

_KEPT = 1024
"""Words of a function that are kept, in all languages."""

_PLAIN = gettext.NullTranslations()
_catalog: ContextVar[gettext.NullTranslations] = ContextVar("catalog", default=_PLAIN)


def languages() -> tuple[str, ...]:
    """Return the codes of the program's languages (ISO 639), English first."""
    catalogs = resources.path("translations").glob("*/LC_MESSAGES/delvia.mo")
    return (ENGLISH, *sorted(path.parent.parent.name for path in catalogs))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language in what is done within, in this thread only.

    Raises FileNotFoundError for one that is not among the `languages`.
    """
    before = _catalog.set(_catalog_of(code))
    try:
        yield
    finally:
        _catalog.reset(before)


@functools.cache
def _catalog_of(code: str) -> gettext.NullTranslations:
    if code == ENGLISH:
        return _PLAIN
    return gettext.translation("delvia", str(resources.path("translations")), languages=[code])


def tr(text: str, /, **values: object) -> str:
    """Return a text in the person's language with its values filled in."""
    translated = _catalog.get().gettext(text) if text else ""
    return translated.format(**values) if values else translated


def said_once(words: Callable[P, T]) -> Callable[P, T]:
    """Make a function keep the words that it made of the same values, in each language."""

    def made(_: object, *args: P.args, **kwargs: P.kwargs) -> T:
        return words(*args, **kwargs)

    kept: Callable[..., T] = functools.lru_cache(_KEPT)(made)
    return functools.wraps(words)(lambda *args, **kwargs: kept(_catalog.get(), *args, **kwargs))


def later(text: str) -> str:
    """Mark a text to be put into the person's language by `tr` when it is read."""
    return text


def ntr(singular: str, plural: str, n: int, /, **values: object) -> str:
    """Return a text in the person's language with the plural that fits a number, `{n}`."""
    translated = _catalog.get().ngettext(singular, plural, n)
    return translated.format(n=show_number(n), **values)


_MONTHS = (
    later("Jan"),
    later("Feb"),
    later("Mar"),
    later("Apr"),
    later("May"),
    later("Jun"),
    later("Jul"),
    later("Aug"),
    later("Sep"),
    later("Oct"),
    later("Nov"),
    later("Dec"),
)


def show_day(day: date) -> str:
    """Return a day in the person's language, such as `3 Feb 2026`."""
    month = tr(_MONTHS[day.month - 1])
    return tr("{day} {month} {year}", day=day.day, month=month, year=day.year)


def show_month(day: date, before: date | None = None) -> str:
    """Return a day's month in the person's language, such as `Feb`; a new year is added.

    `before` is the day whose month was told last, None for none.
    """
    month = tr(_MONTHS[day.month - 1])
    is_other = before is not None and before.year != day.year
    return tr("{month} {year}", month=month, year=day.year) if is_other else month


def show_moment(moment: datetime) -> str:
    """Return a moment in its zone in the person's language: `23 Nov 2026, 14:05 CET`."""
    zone, time = moment.tzname() or "", f"{moment:%H:%M}"
    return tr("{day}, {time} {zone}", day=show_day(moment), time=time, zone=zone).rstrip()


def show_number(number: int) -> str:
    """Return a number in the person's language, thousands apart, such as `12 000`."""
    return f"{number:,}".replace(",", "\u202f")
