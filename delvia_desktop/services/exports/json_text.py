"""What goes out as JSON for programs, in the shape of `docs/export.md` and its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.plans.columns import BETWEEN, Holds, LineColumn, columns, line
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.kinds import Kind, Record, kind_of, labels, references
from delvia_desktop.progress import progress
from delvia_desktop.services.exports.gathered import FORMAT, VERSION, Gathered


def json_of(out: Gathered) -> bytes:
    """Return what goes out as JSON: UTF-8, names sorted, equal bytes for equal content."""
    facts = {
        "format": FORMAT,
        "version": VERSION,
        "register": {
            "id": out.register_id,
            "brand": out.brand,
            "revision": out.head.revision,
            "state": out.head.register_state,
            "as_of": out.head.as_of.isoformat(),
        },
        "on": out.on.isoformat(),
        "scope": {
            "list": out.scope.list_name or None,
            "filter": out.scope.typed,
            "redacted": out.scope.is_redacted,
        },
        "records": {
            name: [_record(out, record) for record in records]
            for name, records in out.records.items()
        },
    }
    return (json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def beyond_a_line(kind: Kind) -> list[str]:
    """Return the fields of a kind that no column of a line tells of, such as raised levels."""
    told = {column.field for column in columns(kind.name)}
    return [name for name in labels(kind) if name not in told]


def _record(out: Gathered, record: Record) -> Mapping[str, Any]:
    progress()
    kind, fields = kind_of(record), encode(record)
    texts = line(record, out.known.of_kind)
    return {
        **{each.name: _value(each, texts[each.name]) for each in columns(kind.name)},
        **{name: fields.get(name, []) for name in beyond_a_line(kind)},
        "refers_to": {
            name: f"{target.name} {fields[name]}"
            for name, target in references(kind).items()
            if name in fields
        },
    }


def _value(column: LineColumn, text: str) -> Any:  # noqa: ANN401 - a JSON value
    match column.holds:
        case Holds.DAY:
            return text or None
        case Holds.NUMBER:
            return int(text) if text else None
        case Holds.YES_NO:
            return text == "yes"
        case Holds.LEVEL | Holds.LINES:
            return text.split(BETWEEN) if text else []
    return text
