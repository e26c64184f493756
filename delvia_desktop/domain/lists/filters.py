"""Filters of lists as people type them: `partner:brightside level:admin ends:<30d -state:planned`.

A filter is words, which are sought in all text, and conditions on fields, each of a type. What is
not understood is told, all of it at once, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.roles import role_meant
from delvia_desktop.domain.words.text import folded, is_found
from delvia_desktop.domain.words.vocabulary import asset_types, surfaces, terms
from delvia_desktop.i18n import tr

FieldType = Literal["text", "choice", "day", "number", "flag"]


@dataclass(frozen=True)
class Filterable:
    """Something a list can be filtered by.

    `name` is what is typed, `attribute` the field of a line that it looks at. `group` says whose
    words a choice takes: a group of the vocabulary's terms, or `asset_type`, `level`, `surface`.
    `can_lack` says of a choice that a line may have none of them.
    """

    name: str
    type: FieldType
    attribute: str
    group: str = ""
    can_lack: bool = False


@dataclass(frozen=True)
class Text:
    """The value contains this text, in any usual spelling of either."""

    text: str


@dataclass(frozen=True)
class Codes:
    """The value is one of these codes, or a set that has one of them."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """The value lies between two ends, both included; None is no end."""

    low: Any = None
    high: Any = None


@dataclass(frozen=True)
class Present:
    """There is a value, or there is none."""

    is_there: bool


Test = Text | Codes | Span | Present


@dataclass(frozen=True)
class Condition:
    """One condition: any of its tests holds, or with `is_negated` none does."""

    field: Filterable
    tests: tuple[Test, ...]
    is_negated: bool = False


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to: words sought in all text, and conditions that must all hold."""

    words: str = ""
    conditions: tuple[Condition, ...] = ()


_TOKEN = re.compile(r'(-?)([^\W\d]\w*):((?:"[^"]*"?|[^\s"]+)*)|"([^"]*)"?|(\S+)')
_ALTERNATIVE = re.compile(r'(?:"[^"]*"?|[^,"]+)+')
_NOT_FIELDS = frozenset({"http", "https", "mailto"})
_RELATIVE = re.compile(r"([<>]?)(-?)(\d{1,4})(d|w|m)")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_UNIT_DAYS = {"d": 1, "w": 7, "m": 30}


def parse(text: str, fields: Sequence[Filterable], today: date) -> Filter:
    """Return the filter that was typed; raises Invalid with each part not understood."""
    words: list[str] = []
    conditions: list[Condition] = []
    problems: list[Problem] = []
    by_name = {field.name: field for field in fields}
    for match in _TOKEN.finditer(text):
        minus, name, value, between, bare = match.groups()
        if name is None or name.casefold() in _NOT_FIELDS:
            words.append(between if between is not None else bare or match[0])
            continue
        field = by_name.get(name.casefold())
        if field is None:
            problems.append(Problem("filter", _unknown(name, by_name)))
            continue
        try:
            conditions.append(Condition(field, _tests(field, value, today), bool(minus)))
        except ValueError as error:
            problems.append(Problem("filter", str(error)))
    if problems:
        raise Invalid(tuple(problems))
    return Filter(" ".join(words).strip(), tuple(conditions))


def matches(condition: Condition, row: Any) -> bool:  # noqa: ANN401 - a line of any list
    """Tell whether a line fulfils a filter's condition, by what the line shows."""
    value = getattr(row, condition.field.attribute)
    return any(_holds(test, value) for test in condition.tests) != condition.is_negated


def choices(field: Filterable) -> dict[str, str]:
    """Return what a filter field takes, as codes with words; empty if it takes anything."""
    if field.type == "flag":
        return {"yes": tr("yes"), "no": tr("no")}
    if field.type != "choice":
        return {}
    if field.group == "asset_type":
        return {code: tr(known.label) for code, known in asset_types().items()}
    if field.group == "surface":
        return {code: tr(known.label) for code, known in surfaces().items()}
    if field.group == "level":
        return {level.code: tr(level.label) for level in _levels()}
    return {code: tr(known.label) for code, known in terms(field.group).items()}


def examples(field: Filterable) -> tuple[str, ...]:
    """Return a few values that can be typed for a filter field."""
    if field.type == "day":
        return ("<30d", "past", "none", "2026-05", "2026-01-01..2026-03-31", "<-90d", ">90d", "any")
    if field.type == "number":
        return (">3", "0", "2..5")
    if field.type == "text":
        return ("word", '"two words"', "none")
    words = [word.casefold() for word in choices(field).values()]
    lacking = ("none", "any") if field.can_lack else ()
    return (*(quoted(word) for word in dict.fromkeys(words)), *lacking)


def last_part(text: str) -> str:
    """Return the part of a filter at whose end one types; quoted blanks belong to it."""
    start, is_quoted = 0, False
    for place, character in enumerate(text):
        if character == '"':
            is_quoted = not is_quoted
        elif character.isspace() and not is_quoted:
            start = place + 1
    return text[start:]


def is_complete(part: str, fields: Sequence[Filterable], today: date) -> bool:
    """Tell whether a part of a filter is a whole condition, ready for use."""
    if ":" not in part or part.endswith((":", ",")):
        return False
    try:
        return bool(parse(part, fields, today).conditions)
    except Invalid:
        return False


def suggestions(
    token: str,
    fields: Sequence[Filterable],
    known_texts: Callable[[Filterable, str], Iterable[str]] = lambda _field, _text: (),
) -> list[str]:
    """Return what a half-typed part of a filter can become.

    `known_texts` returns texts that lines of the list have in a field and that contain a typed
    one.
    """
    minus = "-" if token.startswith("-") else ""
    name, colon, value = token.removeprefix("-").partition(":")
    if not colon:
        return [f"{minus}{f.name}:" for f in fields if f.name.startswith(name.casefold())]
    known = next((field for field in fields if field.name == name.casefold()), None)
    if known is None:
        return []
    last = ([""] if value.endswith(",") else _ALTERNATIVE.findall(value) or [""])[-1]
    before = value.removesuffix(last)
    begun = last.replace('"', "")
    if known.type == "text":
        texts = dict.fromkeys(known_texts(known, begun))
        return [f"{minus}{known.name}:{before}{quoted(text)}" for text in texts]
    return [
        f"{minus}{known.name}:{before}{example}"
        for example in examples(known)
        if folded(example.strip('"')).startswith(folded(begun))
    ]


def _tests(field: Filterable, raw: str, today: date) -> tuple[Test, ...]:
    parts = [part.replace('"', "").strip() for part in _ALTERNATIVE.findall(raw)]
    parts = [part for part in parts if folded(part)]
    if not parts:
        raise ValueError(
            tr(
                "Enter a value after “{name}:”, for example {example}.",
                name=field.name,
                example=examples(field)[0],
            )
        )
    return tuple(_test(field, part, today) for part in parts)


def _test(field: Filterable, part: str, today: date) -> Test:
    if part.casefold() in {"none", "any"} and _can_be_missing(field):
        return Present(is_there=part.casefold() == "any")
    if field.type == "text":
        return Text(part)
    if field.type == "flag":
        return Codes((_chosen(field, part)[0],))
    if field.type == "choice":
        return Codes(_chosen(field, part))
    return _day_span(part, today) if field.type == "day" else _number_span(part)


def _can_be_missing(field: Filterable) -> bool:
    return field.type in {"day", "text"} or (field.type == "choice" and field.group != "level")


def _chosen(field: Filterable, part: str) -> tuple[str, ...]:
    """Return the codes that a word means; raises ValueError if none or several differ."""
    sought = folded(part)
    named = _named(field)
    exact = {code for code, word in named if sought in {folded(code), folded(word)}}
    if field.group == "seat_role":
        role = role_meant(part, "BUSINESS_CENTER")
        exact |= {role.code} if role is not None else set()
    if exact:
        return tuple(sorted(exact))
    # What is shown today comes first; former words are still understood.
    begun = _begun(list(choices(field).items()), sought) or _begun(named, sought)
    words = sorted(set(begun.values()))
    if not words:
        fitting = ", ".join(quoted(word.casefold()) for word in choices(field).values())
        raise ValueError(
            tr(
                "“{part}” is not valid for “{name}:”. Use {fitting}.",
                part=part,
                name=field.name,
                fitting=fitting,
            )
        )
    if len(words) > 1:
        raise ValueError(
            tr("“{part}” matches {words}. Type more letters.", part=part, words=", ".join(words))
        )
    return tuple(sorted(begun))


def _begun(named: list[tuple[str, str]], sought: str) -> dict[str, str]:
    return {code: word for code, word in named if folded(word).startswith(sought)}


def _named(field: Filterable) -> list[tuple[str, str]]:
    """Return codes with each of their words; levels of several types share codes and words."""
    named = list(choices(field).items())
    if field.group == "level":
        named = [(level.code, tr(level.label)) for level in _levels()]
        named += [(level.code, alias) for level in _levels() for alias in level.aliases]
    if field.group == "asset_type":
        named += [(code, alias) for code, t in asset_types().items() for alias in t.aliases]
    elif field.group not in {"level", "surface", ""}:
        named += [(code, alias) for code, t in terms(field.group).items() for alias in t.aliases]
    return named


def _levels() -> list[Any]:
    found = [level for known in asset_types().values() for level in known.levels]
    own = (known.levels for known in surfaces().values() if known.levels is not None)
    return found + [level for kind in own for level in kind.levels]


def _day_span(part: str, today: date) -> Span:
    try:
        return _days(part.casefold(), today)
    except OverflowError:  # a day before the year 1 or after 9999
        raise ValueError(tr("This date does not exist.")) from None


def _days(plain: str, today: date) -> Span:
    if plain == "past":
        return Span(None, today - timedelta(days=1))
    if ".." in plain:
        first, _, last = plain.partition("..")
        return Span(
            _whole(first, today).low if first else None,
            _whole(last, today).high if last else None,
        )
    relative = _RELATIVE.fullmatch(plain)
    if relative is not None:
        return _relative(*relative.groups(), today=today)
    if plain.startswith("<"):
        return Span(None, _whole(plain[1:], today).low - timedelta(days=1))
    if plain.startswith(">"):
        return Span(_whole(plain[1:], today).high + timedelta(days=1), None)
    return _whole(plain, today)


def _relative(sign: str, minus: str, number: str, unit: str, *, today: date) -> Span:
    """Return the days of `<30d` (the next 30), `>30d` (later), `-30d` (the last 30), `<-30d`."""
    count = int(number) * _UNIT_DAYS[unit]
    edge = today + timedelta(days=-count if minus else count)
    if minus:
        return Span(None, edge - timedelta(days=1)) if sign == "<" else Span(edge, today)
    return Span(edge + timedelta(days=1), None) if sign == ">" else Span(today, edge)


def _whole(text: str, today: date) -> Span:
    """Return the days of a year, of a month, or one day."""
    month = _MONTH.fullmatch(text)
    try:
        if month is not None:
            first = date(int(month[1]), int(month[2]), 1)
            after = (first + timedelta(days=31)).replace(day=1)
            return Span(first, after - timedelta(days=1))
        if _YEAR.fullmatch(text):
            return Span(date(int(text), 1, 1), date(int(text), 12, 31))
    except ValueError:
        raise ValueError(tr("This date does not exist.")) from None
    day = parse_day(text, today)
    return Span(day, day)


def _number_span(part: str) -> Span:
    match = re.fullmatch(r"([<>]?)(\d{1,9})|(\d{1,9})\.\.(\d{1,9})", part)
    if match is None:
        raise ValueError(tr("“{part}” is not a number such as 3, >3 or 2..5.", part=part))
    sign, number, low, high = match.groups()
    if number is None:
        return Span(int(low), int(high))
    edge = int(number)
    return {"<": Span(None, edge - 1), ">": Span(edge + 1, None), "": Span(edge, edge)}[sign]


def _holds(test: Test, value: Any) -> bool:  # noqa: ANN401 - a field of a line
    if isinstance(test, Present):
        return (value not in {None, ""}) == test.is_there
    if isinstance(test, Text):
        return is_found(test.text, value or "")
    if isinstance(test, Codes):
        if isinstance(value, bool):
            return ("yes" if value else "no") in test.codes
        held: Iterable[str] = value if isinstance(value, tuple) else (value,)
        return any(code in test.codes for code in held)
    if value is None:
        return False
    if isinstance(value, datetime):
        value = value.date()
    return (test.low is None or value >= test.low) and (test.high is None or value <= test.high)


def _unknown(name: str, by_name: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is misspelt

    near = get_close_matches(name.casefold(), by_name, 1, 0.6)
    said = tr("There is no field “{name}”.", name=name)
    if near:
        return tr("{said} Did you mean “{near}:”?", said=said, near=near[0])
    known = ", ".join(f"{field}:" for field in by_name)
    return tr("{said} This list has {fields}.", said=said, fields=known)


def quoted(word: str) -> str:
    """Return a filter value as typed: in quotes where a blank or a comma would end it."""
    return f'"{word}"' if re.search(r"[\s,]", word) else word
