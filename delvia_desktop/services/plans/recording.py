"""How a line of each kind is recorded: by the use case and the draft of its form."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from delvia_desktop.domain.access import (
    grant_steps,
    partnership_steps,
    seat_steps,
)
from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.assignments import AssignmentDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.logins import LoginDraft
from delvia_desktop.domain.access.partners import Partner, PartnerDraft, draft_of
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.shop_partners import ShopPartnerDraft
from delvia_desktop.domain.access.spark_codes import SparkCodeDraft
from delvia_desktop.domain.access.steps import AccessStep, StepDraft
from delvia_desktop.domain.plans.columns import BETWEEN, columns
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.field_types import plain_types
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import (
    assets,
    assignments,
    business_centers,
    grants,
    logins,
    partners,
    partnerships,
    people,
    seats,
    shares,
    shop_partners,
    spark_codes,
)
from delvia_desktop.storage.journal.edit import Edit

Act = Callable[..., Any]


@dataclass(frozen=True)
class Recording:
    """How records of a kind are made, corrected and led through their steps.

    `also` are the fields of the draft that the record has in another way, by their columns.
    """

    draft: type[Any]
    record: Act
    change: Act
    steps: Mapping[str, AccessStep]
    step: Act | None = None
    also: Mapping[str, str] = field(default_factory=dict)


def _recorded_partnership(edit: Edit, draft: PartnershipDraft, partner: int) -> Partnership:
    found = edit.records.get(Partner, partner)
    return partnerships.record_partnership(edit, found, draft)


_GRANT = grant_steps.STEPS
RECORDINGS: Mapping[str, Recording] = {
    "business-center": Recording(
        BusinessCenterDraft,
        business_centers.record_business_center,
        business_centers.change_business_center,
        {},
    ),
    "partner": Recording(
        PartnerDraft,
        partners.record_partner,
        partners.change_partner,
        {},
        also={"bc_id": "partner_id"},
    ),
    "partnership": Recording(
        PartnershipDraft,
        _recorded_partnership,
        partnerships.change_partnership,
        partnership_steps.STEPS,
        partnerships.take_step,
    ),
    "person": Recording(PersonDraft, people.record_person, people.change_person, {}),
    "seat": Recording(
        SeatDraft, seats.record_seat, seats.change_seat, seat_steps.STEPS, seats.take_step
    ),
    "asset": Recording(AssetDraft, assets.record_asset, assets.change_asset, {}),
    "share": Recording(
        ShareDraft, shares.record_share, shares.change_share, _GRANT, shares.take_step
    ),
    "assignment": Recording(
        AssignmentDraft,
        assignments.record_assignment,
        assignments.change_assignment,
        _GRANT,
        grants.take_step,
    ),
    "login": Recording(LoginDraft, logins.record_login, logins.change_login, {}),
    "spark-code": Recording(
        SparkCodeDraft,
        spark_codes.record_spark_code,
        spark_codes.change_spark_code,
        _GRANT,
        grants.take_step,
    ),
    "shop-partner": Recording(
        ShopPartnerDraft,
        shop_partners.record_shop_partner,
        shop_partners.change_shop_partner,
        _GRANT,
        grants.take_step,
    ),
}


@functools.cache
def drafted(kind: str) -> frozenset[str]:
    """Return the columns of a kind that its form fills; the others come by steps or not at all."""
    recording = RECORDINGS[kind]
    names = {each.name for each in fields(recording.draft)} | set(recording.also.values())
    return frozenset(c.name for c in columns(kind) if c.field in names or c.name in names)


@functools.cache
def stepped(kind: str) -> Mapping[str, str]:
    """Return the columns of a kind that a step fills, with the name of the step."""
    drawn = drafted(kind)
    found: dict[str, str] = {}
    for name, step in RECORDINGS[kind].steps.items():
        for filled in (step.on.fills, step.by.fills, step.reason.fills):
            if filled and filled not in drawn:
                found.setdefault(filled, name)
    return found


def record_line(edit: Edit, kind: str, texts: Mapping[str, str], keys: Mapping[str, int]) -> Any:  # noqa: ANN401 - a record of the kind
    """Record what the columns of a line say, with the days of its steps, as somebody would.

    `keys` are the records that it refers to, by field. Raises Invalid or Refused.
    """
    recording = RECORDINGS[kind]
    draft = recording.draft(**dict(_values(kind, texts, keys)))
    if kind == "partnership":
        record = recording.record(edit, draft, keys["partner"])
    else:
        record = recording.record(edit, draft)
    return take_steps(edit, record, texts)


def change_line(edit: Edit, record: Any, texts: Mapping[str, str], keys: Mapping[str, int]) -> Any:  # noqa: ANN401 - a record
    """Change a record to what some columns say, and take the steps whose days are new."""
    recording = RECORDINGS[kind_of(record).name]
    values = dict(_values(kind_of(record).name, texts, keys))
    if values:
        draft = replace(_typed(edit, record, recording.draft), **values)
        record = recording.change(edit, record, draft)
    return take_steps(edit, record, texts)


def take_steps(edit: Edit, record: Any, texts: Mapping[str, str]) -> Any:  # noqa: ANN401 - a record
    """Take the steps whose days some columns have, in their order; raises Invalid."""
    kind = kind_of(record).name
    recording, drawn = RECORDINGS[kind], drafted(kind)
    for name, step in recording.steps.items():
        day = texts.get(step.on.fills, "")
        if not day or step.on.fills in drawn or recording.step is None:
            continue
        reason = texts.get(step.reason.fills, "") or (_reason() if step.reason.missing else "")
        draft = StepDraft(day, texts.get(step.by.fills, ""), reason, is_acknowledged=True)
        record = recording.step(edit, record, name, draft)
    return record


def _reason() -> str:
    return tr("According to the imported table")


def _typed(edit: Edit, record: Any, draft: type[Any]) -> Any:  # noqa: ANN401 - a draft of the record
    if isinstance(record, Partner):
        key = record.business_center
        return draft_of(record, edit.records.get(BusinessCenter, key) if key else None)
    return typed(record, draft)


def _values(
    kind: str, texts: Mapping[str, str], keys: Mapping[str, int]
) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a draft that a line fills, as they are typed or chosen there."""
    for name, column, hint in _filled(kind):
        text = texts.get(column)
        if name in keys:
            yield name, keys[name]
        elif text is None:
            continue
        elif hint is bool:
            yield name, text == "yes"
        elif hint is int:
            yield name, int(text)
        elif hint is str:
            yield name, text.replace(BETWEEN, "\n") if name == "former_ids" else text
        else:
            yield name, tuple(part for part in text.split(BETWEEN) if part)


@functools.cache
def _filled(kind: str) -> tuple[tuple[str, str, Any], ...]:
    """Return the fields of the draft of a kind, each with the column that fills it and its type."""
    recording = RECORDINGS[kind]
    own = {c.field: c.name for c in columns(kind) if len(c.path) == 1} | dict(recording.also)
    hints = plain_types(recording.draft)
    return tuple((each.name, own.get(each.name, ""), hints[each.name])
                 for each in fields(recording.draft))  # fmt: skip
