"""The people of the sample, and what is given to them, as acts of the sample's play."""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from delvia_desktop import resources
from delvia_desktop.domain.assignments import AssignmentDraft
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.kinds import Kind, kind_named, references
from delvia_desktop.domain.logins import LoginDraft
from delvia_desktop.domain.people import Person, PersonDraft
from delvia_desktop.domain.seats import SeatDraft
from delvia_desktop.domain.shop_partners import ShopPartnerDraft
from delvia_desktop.domain.spark_codes import SparkCodeDraft
from delvia_desktop.services import (
    assignments,
    grants,
    logins,
    people,
    seats,
    shop_partners,
    spark_codes,
)


@dataclass(frozen=True)
class _Part:
    """How an entry of a kind becomes a record, and how its later steps are taken."""

    draft: type[Any]
    record: Callable[..., Any]
    step: Callable[..., Any] = grants.take_step


def _login_step(edit: Any, before: Any, _step: str, draft: StepDraft) -> Any:  # noqa: ANN401
    return logins.verify_login(edit, before, draft)


_PARTS: Mapping[str, _Part] = {
    "person": _Part(PersonDraft, people.record_person),
    "seat": _Part(SeatDraft, seats.record_seat, seats.take_step),
    "assignment": _Part(AssignmentDraft, assignments.record_assignment),
    "login": _Part(LoginDraft, logins.record_login, _login_step),
    "spark-code": _Part(SparkCodeDraft, spark_codes.record_spark_code),
    "shop-partner": _Part(ShopPartnerDraft, shop_partners.record_shop_partner),
}


def plan_people(play: Any) -> None:  # noqa: ANN401 - the play of `sample`
    """Put what is recorded about people on the days of the play."""
    for entry in json.loads(resources.text("sample", "people.json"))["records"]:
        play.at(entry["day"], lambda entry=entry: _record(play, entry))
        for day, step, words in entry.get("steps", ()):
            act = (entry, day, step, words)
            play.at(day, lambda act=act: _step(play, *act))


def _record(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    if entry["kind"] == "leaving":
        person = play.get(Person, entry["person"])
        draft = StepDraft(on=play.day(entry["on"]))
        play.register.perform(people.record_leaving, person, draft)
        return
    kind, part = kind_named(entry["kind"]), _PARTS[entry["kind"]]
    if kind is None:
        raise LookupError(entry["kind"])
    made = play.register.perform(part.record, part.draft(**_typed(play, kind, entry)))
    play.keys[entry["key"]] = made.id


def _step(play: Any, entry: dict[str, Any], day: int, step: str, words: dict[str, Any]) -> None:  # noqa: ANN401
    kind = kind_named(entry["kind"])
    if kind is None:
        raise LookupError(entry["kind"])
    draft = StepDraft(on=play.day(day), **words)
    before = play.get(kind.record, entry["key"])
    play.register.perform(_PARTS[entry["kind"]].step, before, step, draft)


def _typed(play: Any, kind: Kind, entry: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Return the fields of an entry as they are typed: days as texts, keys for names."""
    hints = typing.get_type_hints(kind.record)
    typed = {}
    for name, value in entry.items():
        if name not in hints:
            continue
        if name in references(kind):
            value = play.keys[value]  # noqa: PLW2901
        elif date in typing.get_args(hints[name]):
            value = play.day(value)  # noqa: PLW2901
        elif isinstance(value, list):
            value = tuple(value)  # noqa: PLW2901
        typed[name] = value
    return typed
