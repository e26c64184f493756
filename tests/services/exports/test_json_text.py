"""Everything as JSON, as `docs/export.schema.json` describes it.

The schema is written anew by `.venv/bin/python -m tests.services.exports.test_json_text`.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.plans.columns import KEY, Holds, columns
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.kinds import Kind, labels
from delvia_desktop.services.exports.exports import Format, written
from delvia_desktop.services.exports.gathered import KINDS_OF_LISTS, ExportScope, gathered
from delvia_desktop.services.exports.json_text import beyond_a_line

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = DOCS / "export.schema.json"
A_DAY = r"^\d{4}-\d{2}-\d{2}$"
A_RECORD = r"^[a-z-]+ \d+$"
TYPES: dict[Holds, dict[str, Any]] = {
    Holds.DAY: {"type": ["string", "null"], "pattern": A_DAY},
    Holds.NUMBER: {"type": ["integer", "null"]},
    Holds.YES_NO: {"type": "boolean"},
    Holds.LEVEL: {"type": "array", "items": {"type": "string"}},
    Holds.LINES: {"type": "array", "items": {"type": "string"}},
}


def of_kind(kind: Kind) -> dict[str, Any]:
    """Return the schema of the records of a kind."""
    fields: dict[str, Any] = {}
    for column in columns(kind.name):
        held = TYPES.get(column.holds, {"type": "string"})
        fields[column.name] = {**held, "title": column.label}
    fields[KEY]["pattern"] = A_RECORD
    for name in beyond_a_line(kind):
        fields[name] = {"type": "array", "title": labels(kind)[name]}
    fields["refers_to"] = {
        "type": "object",
        "additionalProperties": {"type": "string", "pattern": A_RECORD},
    }
    return {"type": "object", "properties": fields, "required": sorted(fields)}


def whole() -> dict[str, Any]:
    """Return the schema of what goes out as JSON; other names than these may be added later."""
    text, number = {"type": "string"}, {"type": "integer"}
    register = {"id": text, "brand": text, "revision": number, "state": text, "as_of": text}
    scope = {"list": {"type": ["string", "null"]}, "filter": text, "redacted": {"type": "boolean"}}
    lists = {
        name: {"type": "array", "items": of_kind(kind)} for name, kind in KINDS_OF_LISTS.items()
    }

    def all_of(fields: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "properties": fields, "required": sorted(fields)}

    parts = {
        "format": {"const": "delvia-export"},
        "version": {"const": 1},
        "register": all_of(register),
        "on": {"type": "string", "pattern": A_DAY},
        "scope": all_of(scope),
        "records": {"type": "object", "properties": lists, "additionalProperties": False},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What delvia export writes as JSON",
        **all_of(parts),
    }


def text() -> str:
    written = json.dumps(whole(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return re.sub(r"\{[^{}]*\}", lambda column: " ".join(column[0].split()), written)


IS = {
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}


def problems(value: Any, said: dict[str, Any], at: str = ""):
    """Yield where a value is not as a schema says, by those words of JSON Schema that ours uses."""
    known = {"$schema", "title", "const", "type", "pattern", "properties", "required", "items"}
    assert set(said) <= known | {"additionalProperties"}
    types = said.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(IS[each](value) for each in types):
        yield f"{at}: {value!r} is no {types}"
        return
    if "const" in said and value != said["const"]:
        yield f"{at}: {value!r} is not {said['const']!r}"
    if isinstance(value, str) and not re.search(said.get("pattern", ""), value):
        yield f"{at}: {value!r} is not like {said['pattern']}"
    for name, part, held in parts(value, said):
        if held is False:
            yield f"{at}{name} is not described"
        else:
            yield from problems(part, held, at + name)
    missing = set(said.get("required", ())) - set(value) if isinstance(value, dict) else ()
    yield from (f"{at}: no {name}" for name in missing)


def parts(value: Any, said: dict[str, Any]):
    """Yield the parts of a value with their places and what a schema says of them."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield f"[{number}]", each, said.get("items", {})
    if isinstance(value, dict):
        for name, each in value.items():
            others = said.get("additionalProperties", {})
            yield f".{name}", each, said.get("properties", {}).get(name, others)


def facts_of(register, *, is_redacted: bool = False, list_name: str = "") -> dict[str, Any]:
    scope = ExportScope(list_name, is_redacted=is_redacted)
    made = written(gathered(register, register.today, scope), Format.JSON)
    return json.loads(made.content)


def test_the_schema_in_the_documents_describes_every_column():
    assert SCHEMA.read_text(encoding="utf-8") == text(), "run this file"


@pytest.mark.parametrize("is_redacted", [False, True], ids=["whole", "redacted"])
def test_everything_as_json_is_as_its_schema_says(noon_sample, is_redacted):
    facts = facts_of(noon_sample, is_redacted=is_redacted)
    said = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert list(problems(facts, said)) == []
    assert facts["scope"] == {"list": None, "filter": "", "redacted": is_redacted}
    described = said["properties"]["records"]["properties"]
    for name, records in facts["records"].items():
        for record in records:
            assert set(record) == set(described[name]["items"]["properties"]), name


def test_the_check_by_the_schema_finds_what_is_wrong(nova):
    facts = facts_of(nova.register)
    share = facts["records"]["shares"][0]
    share["granted_on"] = "2 Mar 2026"
    share["asset_id"] = 7123998103425571842
    del share["partner"]
    found = [each.partition(":")[0] for each in problems(facts, whole())]
    assert sorted(found) == [
        ".records.shares[0]", ".records.shares[0].asset_id", ".records.shares[0].granted_on",
    ]  # fmt: skip


def test_json_has_ids_as_text_and_what_a_line_of_a_table_cannot_hold(noon_sample):
    records = facts_of(noon_sample)["records"]
    assets = {each.id: each for each in noon_sample.records.select(Asset)}
    shares = {each.id: each for each in noon_sample.records.select(Share)}
    assert len(records["shares"]) == len(shares)
    for told in records["shares"]:
        share = shares[int(told[KEY].split()[1])]
        assert told["asset_id"] == assets[share.asset].asset_id
        assert told["level"] == list(share.level)
        assert told["raised"] == encode(share).get("raised", [])
        assert told["refers_to"]["partnership"] == f"partnership {share.partnership}"
        assert told["granted_on"] == (share.granted_on and date.isoformat(share.granted_on))
    assert any(told["raised"] for told in records["shares"])


def test_the_same_content_is_the_same_bytes_of_json(nova):
    opened = nova.register
    first, second = (
        written(gathered(opened, opened.today, ExportScope()), Format.JSON) for _ in range(2)
    )
    assert first == second


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8")
