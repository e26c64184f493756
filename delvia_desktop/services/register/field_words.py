"""The values of fields in words: how each reads, whatever kind of record it is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.claims import routes
from delvia_desktop.domain.access.former_ids import FormerId, former_words
from delvia_desktop.domain.evidence.evidence import show_size
from delvia_desktop.domain.evidence.media import media_label
from delvia_desktop.domain.plans.compared import column_words
from delvia_desktop.domain.plans.value_words import value_words
from delvia_desktop.domain.records.codec import decode
from delvia_desktop.domain.records.kinds import (
    KINDS,
    codes,
    field_label,
    kind_named,
    kind_words,
    references,
)
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.thresholds import limit_named
from delvia_desktop.domain.reviews.lines import level_words
from delvia_desktop.domain.words.moments import local
from delvia_desktop.domain.words.vocabulary import (
    level_label,
    level_type,
    surface,
    term,
    type_label,
)
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.services.register.words import (
    Known,
    called,
    finding_words,
    list_title,
    step_title,
)
from delvia_desktop.storage.tables.layout import table_name


def name_in(records: Known, kind_name: str, key: int, fields: Mapping[str, Any]) -> str:
    """Return the words by which fields name their record, also if it was deleted since."""
    kind = kind_named(kind_name)
    if kind is None:
        return f"{kind_name} {key}"
    words = called(records, decode(kind.record, dict(fields)))
    return words or f"{kind.label()} {key}"


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the fields whose values differ in words; two empty ones do not."""
    named = (name for name in {**before, **after} if name != "id")
    return [
        name
        for name in named
        if before.get(name) != after.get(name)
        and not (_is_empty(before.get(name)) and _is_empty(after.get(name)))
    ]


def shown(  # noqa: PLR0911 - one way a kind of value
    records: Known,
    kind_name: str,
    fields: Mapping[str, Any],
    name: str,
    value: Any,  # noqa: ANN401 - a JSON value
) -> str:
    """Return the value of a field in words; `fields` are all those of the record."""
    if _is_empty(value):
        return "—"
    kind = kind_named(kind_name)
    target = references(kind).get(name) if kind is not None else None
    if name == "subject":
        target = kind_named(str(fields.get("subject_kind")))
    if target is not None:
        found = records.find(target.record, id=value)
        if found is None:
            return tr("no. {key} (deleted)", key=value)
        return called(records, found)
    if kind is not None and name in codes(kind):
        return term(codes(kind)[name], value).label
    own = _OWN_WORDS.get(f"{kind_name}.{name}")
    if own is not None:
        return own(value)
    among = _AMONG_FIELDS.get(f"{kind_name}.{name}", _AMONG_FIELDS.get(name))
    if among is not None:
        return among(records, fields, value)
    words: dict[str, Callable[[Any], str]] = {
        "asset_type": type_label,
        "surface": _surface,
        "route": _route,
        "subject_kind": kind_words,
        "media_type": media_label,
        "size": show_size,
        "lines": _needs,
    }
    return words[name](value) if name in words else _plain(value)


def _is_empty(value: Any) -> bool:  # noqa: ANN401 - a JSON value
    """Tell whether a value reads as none: a no is one."""
    return not value and value is not False


def _level(records: Known, fields: Mapping[str, Any], value: Sequence[str]) -> str:
    asset = records.find(Asset, id=fields.get("asset"))
    if asset is None:
        return ", ".join(value)
    given_in = str(fields.get("surface", ""))
    return level_label(level_type(asset.asset_type, given_in).code, tuple(value))


def _step(records: Known, fields: Mapping[str, Any], code: str) -> str:
    """Return the title of a step, whose procedure stands beside it or in the run it belongs to."""
    run = records.find(Run, id=fields.get("run"))
    return step_title(run.procedure if run is not None else str(fields.get("procedure")), code)


def _raises(records: Known, fields: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(
        tr(
            "on {day}, previously {level}",
            day=_plain(step["on"]),
            level=_level(records, fields, step["was"]) if step["was"] else "—",
        )
        for step in steps
    )


def _evidence_step(_records: Known, fields: Mapping[str, Any], name: str) -> str:
    """Return what the field that a file is evidence for is called, as its own kind calls it."""
    return field_label(name, str(fields.get("subject_kind", "")))


def _compared(_records: Known, fields: Mapping[str, Any], text: str) -> str:
    return value_words(str(fields["subject_kind"]), str(fields.get("field", "")), text)


def _of_view(_records: Known, fields: Mapping[str, Any], names: str | Sequence[str]) -> str:
    """Return what the columns of a view are called, as the records of its list call them."""
    listed = fields.get("list_name")
    kind = next((each.name for each in KINDS if table_name(each) == listed), "")
    several = [names] if isinstance(names, str) else names
    return ", ".join(field_label(name, kind) for name in several)


_AMONG_FIELDS: Mapping[str, Callable[[Known, Mapping[str, Any], Any], str]] = {
    "level": _level,
    "raised": _raises,
    "step.code": _step,
    "attachment.step": _evidence_step,
    "comparison-line.field": lambda _, fields, name: column_words(fields["subject_kind"], name),
    "comparison-line.on_record": _compared,
    "comparison-line.in_tiktok": _compared,
    "view.columns": _of_view,
    "view.order": _of_view,
    "wording.code": _step,
}
"""Fields whose words follow from other fields of the same record."""


def _needs(lines: list[Mapping[str, Any]]) -> str:
    return "; ".join(
        f"{type_label(line['asset_type'])}: "
        f"{level_label(line['asset_type'], tuple(line.get('level', ())))}"
        for line in lines
    )


def _surface(code: str) -> str:
    return tr(surface(code).label)


def _review_surfaces(value: Any) -> str:  # noqa: ANN401 - one code, several, or those left out
    if isinstance(value, str):
        return term("review_surface", value).label
    if value and isinstance(value[0], str):
        return ", ".join(map(_review_surfaces, value))
    return "; ".join(f"{_review_surfaces(part['surface'])}: {part['reason']}" for part in value)


_OWN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "business-center.former_ids": lambda ids: "; ".join(
        former_words(decode(FormerId, each)) for each in ids
    ),
    "review.surfaces": _review_surfaces,
    "review.left_out": _review_surfaces,
    "review-line.surface": _review_surfaces,
    "review-line.level": level_words,
    "comparison.listed": kind_words,
    "comparison.types": lambda types: ", ".join(map(type_label, types)),
    "acceptance.finding": finding_words,
    "threshold.code": lambda code: tr(limit_named(code).label),
    "view.list_name": list_title,
}
"""Fields that read otherwise than fields of that name do."""


def _route(code: str) -> str:
    return next((tr(route.label) for route in routes() if route.code == code), code)


def _plain(value: Any) -> str:  # noqa: ANN401 - a JSON value
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    with suppress(ValueError):
        return show_day(date.fromisoformat(text))
    with suppress(ValueError):
        return show_moment(local(datetime.fromisoformat(text)))
    return text
