"""What the command line prints: tables for people, JSON for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import click

from delvia_desktop.cli.terminal import has_every_character
from delvia_desktop.domain.lists.filters import choices
from delvia_desktop.domain.lists.rows import RevisionRow
from delvia_desktop.domain.words.vocabulary import level_label
from delvia_desktop.i18n import show_day, show_moment
from delvia_desktop.services.history import history
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.register.register import Register


def json_text(value: object) -> None:
    """Print a value as the JSON output of a command."""
    click.echo(json.dumps(value, ensure_ascii=not has_every_character(), indent=2))


def facts(values: Mapping[str, Any], *, as_json: bool) -> None:
    """Print names with their values as the output of a command."""
    if as_json:
        json_text(values)
        return
    for name, value in values.items():
        if isinstance(value, Mapping):
            value = ", ".join(f"{key} {number}" for key, number in value.items())  # noqa: PLW2901 - shown, not kept
        if value != "":
            click.echo(f"{name:<14} {value}")


def rows(what: str, listed: Sequence[Any], *, as_json: bool) -> None:
    """Print rows of a list as output; JSON has every field under TikTok's names."""
    if as_json:
        json_text([_plain(row) for row in listed])
        return
    of = LISTS[what]
    columns = of.printed.split()
    named = {each.attribute: choices(each) for each in of.filters if each.type == "choice"}
    words = [named.get(name, {}) for name in columns]
    table = [[name.replace("_", " ") for name in columns]]
    table += [list(map(partial(_cell, row), columns, words)) for row in listed]
    _print_table(table)


def revisions(register: Register, listed: Iterable[RevisionRow], *, as_json: bool) -> None:
    """Print revisions as output, with what each changed."""
    if as_json:
        json_text([_revision(register, row) for row in listed])
        return
    table = [["revision", "when", "who", "what"]]
    table += [[str(r.id), show_moment(r.at), r.who, r.what] for r in listed]
    _print_table(table)


def _revision(register: Register, row: RevisionRow) -> dict[str, Any]:
    return {
        "revision": row.id,
        "at": row.at.isoformat(),
        "who": row.who,
        "title": row.title,
        "reason": row.reason,
        "act": row.act,
        "reverts": row.reverts,
        "changes": [
            {
                "record": f"{change.kind}/{change.id}",
                "name": change.name,
                "what": change.what,
                "fields": [
                    {"field": field.field, "before": field.before, "after": field.after}
                    for field in change.fields
                ],
            }
            for change in history.changes_in(register, row.id)
        ],
    }


def _plain(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of any list
    return {name: _json_value(value) for name, value in row._asdict().items()}


def _json_value(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        # As in TikTok's own lists that go through spreadsheets: several codes with a bar between.
        return "|".join(value)
    return value


def _cell(row: Any, name: str, words: Mapping[str, str]) -> str:  # noqa: ANN401 - any list's
    value = getattr(row, name)
    if name == "level" and isinstance(value, tuple):
        return level_label(getattr(row, "level_type", row.asset_type), value)
    if words:
        return words.get(value, value)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, date):
        return show_day(value)
    return "" if value is None else " ".join(str(value).split())


def _print_table(table: Sequence[Sequence[str]]) -> None:
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for line in table:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal; wide letters take two, marks none."""
    return sum(
        0
        if unicodedata.category(c) in {"Mn", "Cf"}
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
