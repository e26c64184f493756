"""Filters as SQL: each field of a list says where its value lies; values are parameters only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from delvia_desktop.domain.filters import Codes, Condition, FilterField, Present, Test, Text


@dataclass(frozen=True)
class Where:
    """Where the value of a field lies.

    `value` is an SQL expression; for a text it is the folded one, for a level the JSON list.
    `through` wraps the condition where the value lies in another table, at `{}`.
    """

    value: str
    through: str = "{}"


def clauses(
    conditions: Sequence[Condition], places: Mapping[FilterField, Where]
) -> tuple[list[str], dict[str, object]]:
    """Return conditions as SQL with their parameters."""
    made: list[str] = []
    values: dict[str, object] = {}
    for number, condition in enumerate(conditions):
        place = places[condition.field]
        tests = []
        for index, test in enumerate(condition.tests):
            key = f"f{number}_{index}"
            found = place.through.format(_test(test, condition.field, place.value, key, values))
            # Where the value lies in another table, there may be no row of it at all.
            absent = isinstance(test, Present) and not test.is_there
            tests.append(f"NOT coalesce({found}, 0)" if absent else found)
        clause = f"({' OR '.join(tests)})"
        made.append(f"NOT coalesce({clause}, 0)" if condition.is_negated else f"({clause})")
    return made, values


def _test(test: Test, field: FilterField, value: str, name: str, values: dict[str, object]) -> str:
    if isinstance(test, Present):
        return f"coalesce({value}, '') <> ''"
    if isinstance(test, Text):
        values[name] = f"%{_escaped(test.text)}%"
        return f"{value} LIKE :{name} ESCAPE '\\'"
    if isinstance(test, Codes):
        return _codes(test.codes, field, value, name, values)
    parts = []
    for end, sign in ((test.low, ">="), (test.high, "<=")):
        if end is not None:
            key = f"{name}{'a' if sign == '>=' else 'b'}"
            values[key] = end if isinstance(end, int) else end.isoformat()
            parts.append(f"{value} {sign} :{key}")
    return f"({' AND '.join(parts)})" if parts else f"{value} IS NOT NULL"


def _codes(
    codes: Sequence[str], field: FilterField, value: str, name: str, values: dict[str, object]
) -> str:
    tests = []
    for index, code in enumerate(codes):
        key = f"{name}_{index}"
        if field.type == "flag":
            values[key] = int(code == "yes")
            tests.append(f"{value} = :{key}")
        elif field.group == "level":
            # A level is a JSON list of codes; looking for the quoted code costs least.
            values[key] = f'"{code}"'
            tests.append(f"instr({value}, :{key}) > 0")
        else:
            values[key] = code
            tests.append(f"{value} = :{key}")
    return f"({' OR '.join(tests)})"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
