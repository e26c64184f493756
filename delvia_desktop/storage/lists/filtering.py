"""Filters as SQL: each field of a list says where its value lies; values are parameters only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from delvia_desktop.domain.lists.filters import Codes, Condition, Filterable, Present, Test, Text
from delvia_desktop.domain.words.text import folded, spellings

_NO_CHARACTERS = re.compile("[\ud800-\udfff]")
"""Halves of characters, as a broken argument of the command line has them; SQL takes none."""


_LONGEST = 4000
"""Characters that are looked for: SQLite takes no pattern beyond 50,000 bytes."""


@dataclass(frozen=True)
class Where:
    """Where the value of a field lies.

    `value` is an SQL expression; for a text it is the searchable one, for a level the JSON list.
    `through` wraps the condition where the value lies in another table, at `{}`. `found` is the
    condition that a text contains `:text`, where that is more than a look at the value.
    """

    value: str
    through: str = "{}"
    found: str = "{value} LIKE :text ESCAPE '\\'"


def as_typed(column: str, search: str = "") -> Where:
    """Return the SQL for filtering by a text that is stored as it was typed.

    Folding a text costs many times a look at it. What contains the text as it stands is not folded,
    nor is what the column `search`, all folded text of the record, does not contain.
    """
    found = (
        f"{column} <> '' AND ({column} LIKE :text ESCAPE '\\' "
        f"OR searchable({column}) LIKE :text ESCAPE '\\')"
    )
    if search:
        found = f"{search} LIKE :text ESCAPE '\\' AND {found}"
    return Where(column, found=f"({found})")


def name_in(key: str, table: str) -> Where:
    """Return the SQL for filtering by the name of the record that a key leads to."""
    return Where("name_key", f"{key} IN (SELECT id FROM {table} WHERE {{}})")


def found_in(key: str, table: str) -> str:
    """Return the SQL filter that the record a key leads to contains `:text`."""
    return f"{key} IN (SELECT id FROM {table} WHERE search LIKE :text ESCAPE '\\')"


def sought(text: str) -> str:
    """Return a filter's typed text as it is compared with folded ones."""
    return folded(_NO_CHARACTERS.sub("\ufffd", text))


def like(text: str) -> str:
    """Return the LIKE pattern by which a filter finds a folded text anywhere."""
    text = text[:_LONGEST]
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return f"%{text}%"


def containing(found: str, text: str, values: dict[str, object]) -> str:
    """Return the SQL filter that `:text` is contained in any usual spelling.

    The patterns are added to the parameters.
    """
    tests = []
    for spelled in spellings(_NO_CHARACTERS.sub("\ufffd", text)):
        name = f"text{len(values)}"
        values[name] = like(spelled)
        tests.append(found.replace(":text", f":{name}"))
    return f"({' OR '.join(tests)})"


def clauses(
    conditions: Sequence[Condition], places: Mapping[Filterable, Where]
) -> tuple[list[str], dict[str, object]]:
    """Return the conditions of a filter as SQL with their parameters."""
    made: list[str] = []
    values: dict[str, object] = {}
    for number, condition in enumerate(conditions):
        place = places[condition.field]
        tests = []
        for index, test in enumerate(condition.tests):
            key = f"f{number}_{index}"
            found = place.through.format(_test(test, condition.field, place, key, values))
            # Where the value lies in another table, there may be no row of it at all.
            absent = isinstance(test, Present) and not test.is_there
            tests.append(f"NOT coalesce({found}, 0)" if absent else found)
        clause = f"({' OR '.join(tests)})"
        made.append(f"NOT coalesce({clause}, 0)" if condition.is_negated else f"({clause})")
    return made, values


def _test(test: Test, field: Filterable, place: Where, name: str, values: dict[str, object]) -> str:
    value = place.value
    if isinstance(test, Present):
        return f"coalesce({value}, '') <> ''"
    if isinstance(test, Text):
        return containing(place.found.replace("{value}", place.value), test.text, values)
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
    codes: Sequence[str], field: Filterable, value: str, name: str, values: dict[str, object]
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
