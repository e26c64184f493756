"""A plan as JSON: to be read, decided and applied later, on this computer or another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.domain.plans.lines import SourceLine, SourcePlace, SourceScope
from delvia_desktop.domain.plans.plan import Choice, Item, ItemState, Plan, Question, SourceFile
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.foreign_json import BAD_JSON, expect_whole_text
from delvia_desktop.exchange.source_tables import harmless
from delvia_desktop.i18n import tr

FORMAT = "delvia-plan"
VERSION = 1


def plan_json(plan: Plan) -> str:
    """Return a plan as JSON: counts, items, questions, and the lines that they come from.

    Of an item are told its state, kind, record, field, what is now, what would be then, why, and
    where in the source it stands.
    """
    return json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            "register": plan.register,
            "register_state": plan.register_state,
            "on": plan.on.isoformat(),
            "sources": [asdict(source) for source in plan.sources],
            **plan.counts,
            "items": [_item(plan, item) for item in plan.items],
            "questions": [asdict(question) for question in plan.questions],
            "decisions": dict(plan.decisions),
            "scope": _scope(plan.scope),
            "states": [state.value for state in plan.states],
            "lines": [_line(line) for line in plan.lines],
        },
        ensure_ascii=False,
        indent=1,
    )


def read_plan(text: str) -> Plan:
    """Return a plan from its JSON; raises Refused for what is none."""
    try:
        data = json.loads(text)
        expect_whole_text(data)
        _expect_version(data)
        return Plan(
            register_state=str(data["register_state"]),
            on=date.fromisoformat(data["on"]),
            register=str(data["register"]),
            sources=tuple(_read_file(each) for each in data["sources"]),
            lines=tuple(_read_line(each) for each in data["lines"]),
            states=tuple(ItemState(state) for state in data["states"]),
            items=tuple(_read_item(each) for each in data["items"]),
            questions=tuple(_read_question(each) for each in data["questions"]),
            decisions=_texts(data["decisions"]),
            scope=_read_scope(data["scope"]),
        )
    except BAD_JSON as error:
        raise Refused(tr("This file is not a plan.")) from error


def _expect_version(data: Mapping[str, Any]) -> None:
    if data["format"] != FORMAT:
        raise KeyError(FORMAT)
    if data["version"] > VERSION:
        raise Refused(tr("This plan was made by a newer version of the program."))


def read_decisions(text: str) -> Mapping[str, str]:
    """Return answers by the keys of questions from JSON; raises Refused for anything else."""
    try:
        data = json.loads(text)
        expect_whole_text(data)
        return _texts(data)
    except BAD_JSON as error:
        words = tr("This file holds no decisions. It needs one JSON object: key and answer.")
        raise Refused(words) from error


def _texts(data: Mapping[Any, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in data.items()}


def _item(plan: Plan, item: Item) -> dict[str, Any]:
    place = plan.lines[item.line].place if item.line is not None else None
    told = {name: value for name, value in asdict(item).items() if name != "line"}
    source = None if place is None else asdict(place)
    return {**told, "state": item.state.value, "line": item.line, "source": source}


def _read_file(each: Mapping[str, Any]) -> SourceFile:
    return SourceFile(harmless(str(each["name"])), str(each["sha256"]))


def _kind(name: object, *, may_be_none: bool) -> str:
    """Return a kind of `LISTED`; raises ValueError for any other."""
    if name not in {*LISTED, *([""] if may_be_none else [])}:
        raise ValueError(name)
    return str(name)


def _read_item(each: Mapping[str, Any]) -> Item:
    fields = {name: value for name, value in each.items() if name not in {"source", "state"}}
    return Item(ItemState(each["state"]), **fields)


def _read_question(each: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(**choice) for choice in each["choices"])
    return Question(**{**each, "choices": choices, "examples": tuple(each["examples"])})


def _line(line: SourceLine) -> dict[str, Any]:
    told = asdict(line)
    return {name: value for name, value in told.items() if value not in ("", 0, {}, False)}


def _read_line(each: Mapping[str, Any]) -> SourceLine:
    place = each["place"]
    return SourceLine(
        place=SourcePlace(str(place["source"]), int(place["row"]), str(place["sheet"])),
        texts=_texts(each.get("texts", {})),
        kind=_kind(each.get("kind", ""), may_be_none=True),
        by_tiktok=bool(each.get("by_tiktok", False)),
        left_out=str(each.get("left_out", "")),
        part=int(each.get("part", 0)),
        above=_texts(each.get("above", {})),
        unread=_texts(each.get("unread", {})),
    )


def _scope(scope: SourceScope | None) -> dict[str, Any] | None:
    if scope is None:
        return None
    return {**asdict(scope), "types": sorted(scope.types)}


def _read_scope(each: Mapping[str, Any] | None) -> SourceScope | None:
    if each is None:
        return None
    partner = None if each["partner"] is None else int(each["partner"])
    types = frozenset(map(str, each["types"]))
    kind = _kind(each["kind"], may_be_none=False)
    center = None if each.get("business_center") is None else int(each["business_center"])
    return SourceScope(kind, partner, types, bool(each["is_incoming"]), center)
