"""What the command line prints: tables for people, JSON for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import click

from delvia_desktop.cli.terminal import has_every_character
from delvia_desktop.domain.lists.rows import RevisionRow
from delvia_desktop.domain.words.vocabulary import level_label, term, type_label
from delvia_desktop.i18n import show_day, show_moment
from delvia_desktop.services.history import history
from delvia_desktop.services.register.register import Register

_COLUMNS = {
    "business-centers": ("id", "name", "bc_id", "is_own", "status", "verification_status"),
    "partners": ("id", "name", "bc_id", "state", "engagement_end", "open_shares"),
    "assets": ("id", "name", "asset_type", "asset_id", "owner", "status", "open_shares"),
    "shares": (
        "id",
        "asset_name",
        "partner_name",
        "direction",
        "level",
        "state",
        "granted_on",
        "planned_end",
    ),
    "partnerships": ("id", "partner_name", "state", "engagement_end", "contract_ref"),
    "people": ("id", "name", "employer", "partner_name", "email", "left_on", "open_grants"),
    "seats": ("id", "person_name", "business_center_name", "role", "finance_role", "state"),
    "assignments": ("id", "asset_name", "person_name", "surface", "level", "state", "planned_end"),
    "logins": ("id", "asset_name", "mailbox", "mailbox_holder_name", "two_step", "is_shared"),
    "spark-codes": (
        "id",
        "post",
        "direction",
        "partner_name",
        "person_name",
        "state",
        "expires_on",
    ),
    "shop-partners": ("id", "asset_name", "partner_name", "scope", "state", "planned_end"),
    "evidence": ("id", "record", "name", "media_type", "size", "added_by"),
    "notes": ("id", "record", "text", "written_by"),
    "templates": ("id", "name", "days", "review_days", "purpose"),
    "views": ("id", "name", "list_name", "query"),
    "revisions": ("id", "at", "who", "title"),
    "claims": ("id", "asset_name", "owner", "business_center_name", "state", "asked_on"),
    "reviews": ("id", "kind", "subject", "state", "opened_on", "undecided", "to_follow", "next_on"),
    "review-lines": ("id", "review", "surface", "what", "who", "level", "decision", "state"),
    "runs": ("id", "procedure", "subject", "state", "started_on", "taken", "target_on"),
    "steps": ("id", "run", "procedure", "code", "state", "on", "by"),
    "access-records": (
        "number",
        "kind",
        "title",
        "on",
        "issued_at",
        "issued_by",
        "signed_by",
        "signed_on",
        "superseded_by",
    ),
    "acknowledgements": ("id", "number", "who", "role", "on", "how", "reference", "file"),
}

_TERMS = {
    ("partners", "state"): "partnership_state",
    ("partnerships", "state"): "partnership_state",
    ("business-centers", "status"): "bc_status",
    ("assets", "status"): "account_status",
    ("spark-codes", "direction"): "code_direction",
    ("shares", "state"): "share_state",
    ("shares", "direction"): "share_direction",
    ("seats", "state"): "seat_state",
    ("assignments", "state"): "grant_state",
    ("spark-codes", "state"): "spark_state",
    ("shop-partners", "state"): "grant_state",
    ("claims", "state"): "claim_state",
    ("access-records", "kind"): "paper_kind",
    ("acknowledgements", "how"): "acknowledged_how",
    ("reviews", "kind"): "review_kind",
    ("reviews", "state"): "review_state",
    ("review-lines", "surface"): "review_surface",
    ("review-lines", "decision"): "decision",
    ("review-lines", "state"): "line_state",
    ("review-lines", "finding"): "severity",
    ("runs", "procedure"): "procedure",
    ("runs", "state"): "run_state",
    ("steps", "procedure"): "procedure",
    ("steps", "state"): "step_state",
}
"""The words of the vocabulary in which a column of a list is told."""


def json_text(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=not has_every_character(), indent=2))


def facts(values: Mapping[str, Any], *, as_json: bool) -> None:
    """Print names with their values."""
    if as_json:
        json_text(values)
        return
    for name, value in values.items():
        if isinstance(value, Mapping):
            value = ", ".join(f"{key} {number}" for key, number in value.items())  # noqa: PLW2901 - shown, not kept
        if value != "":
            click.echo(f"{name:<14} {value}")


def rows(what: str, listed: Sequence[Any], *, as_json: bool) -> None:
    """Print rows of a list; JSON has every field under TikTok's names."""
    if as_json:
        json_text([_plain(row) for row in listed])
        return
    columns = _COLUMNS[what]
    table = [[name.replace("_", " ") for name in columns]]
    table += [[_cell(what, row, name) for name in columns] for row in listed]
    _print_table(table)


def revisions(register: Register, listed: Iterable[RevisionRow], *, as_json: bool) -> None:
    """Print revisions with what each changed."""
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


def _cell(what: str, row: Any, name: str) -> str:  # noqa: ANN401 - a row of any list
    value = getattr(row, name)
    if name == "asset_type":
        return type_label(value)
    if name == "level" and isinstance(value, tuple):
        return level_label(getattr(row, "level_type", row.asset_type), value)
    if (what, name) in _TERMS:
        return term(_TERMS[what, name], value).label
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
