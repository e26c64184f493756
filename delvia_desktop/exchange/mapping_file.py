"""How tables are read, as a file: to be changed by hand and read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.domain.secrets.secrets import find_secret
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.foreign_json import BAD_JSON, expect_whole_text
from delvia_desktop.exchange.headings import canonical_names, meanings
from delvia_desktop.exchange.mapping import ColumnGroup
from delvia_desktop.exchange.table_lines import TableMapping
from delvia_desktop.i18n import tr


def mappings_json(mappings: Mapping[str, TableMapping]) -> str:
    """Return the mappings of tables by name as JSON, to be changed by hand and read again."""
    return json.dumps(
        {"tables": {name: _as_json(each) for name, each in mappings.items()}},
        ensure_ascii=False, indent=2,
    )  # fmt: skip


def read_mappings(text: str) -> dict[str, TableMapping]:
    """Return mappings from JSON; raises Refused for what is no mapping."""
    try:
        data = json.loads(text)
        expect_whole_text(data)
        return {name: _from_json(each) for name, each in data["tables"].items()}
    except BAD_JSON as error:
        raise Refused(tr("This file is not a mapping of columns.")) from error


def _as_json(mapping: TableMapping) -> dict[str, Any]:
    groups = [
        {"heading": g.heading, "meaning": g.meaning, "columns": _letters(g.columns)}
        for g in mapping.groups
    ]
    return {
        "heading_row": mapping.heading_row,
        "kind": mapping.kind,
        "columns": _letters(mapping.columns),
        "groups": groups,
        "constants": dict(mapping.constants),
        "hidden_rows": mapping.hidden,
        "left_out": mapping.is_left_out,
    }


def _from_json(each: Mapping[str, Any]) -> TableMapping:
    groups = tuple(
        ColumnGroup(str(g["heading"]), str(g["meaning"]), _places(g["columns"]))
        for g in each.get("groups", ())
    )
    constants = {str(name): str(text) for name, text in each.get("constants", {}).items()}
    columns, kind = _places(each["columns"]), str(each.get("kind", ""))
    meant = {*columns.values(), *constants, *(g.meaning for g in groups)}
    meant |= {meaning for group in groups for meaning in group.columns.values()}
    if kind not in {"", *LISTED} or any(map(find_secret, constants.values())):
        raise ValueError(kind)
    if not meant <= {"", *meanings(), *canonical_names()}:
        raise ValueError(meant)
    return TableMapping(
        int(each["heading_row"]), columns, groups, constants, kind,
        bool(each.get("hidden_rows", False)), bool(each.get("left_out", False)),
    )  # fmt: skip


def _letters(columns: Mapping[int, str]) -> dict[str, str]:
    return {column_letters(place): meaning for place, meaning in columns.items()}


def _places(columns: Mapping[str, Any]) -> dict[int, str]:
    return {_place(letters): str(meaning) for letters, meaning in columns.items()}


def column_letters(place: int) -> str:
    """Return what a spreadsheet calls the column at a place from 0: A, B, …, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _place(letters: str) -> int:
    place = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        place = place * 26 + ord(letter) - 64
    return place - 1
