"""The people of the sample, and what is given to them, as acts of the sample's play."""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from email.utils import format_datetime
from typing import Any

from delvia_desktop import resources
from delvia_desktop.domain.access.assignments import AssignmentDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.claims import ClaimDraft
from delvia_desktop.domain.access.grant_steps import StepDraft
from delvia_desktop.domain.access.logins import LoginDraft
from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.shop_partners import ShopPartnerDraft
from delvia_desktop.domain.access.spark_codes import SparkCodeDraft
from delvia_desktop.domain.access.templates import TemplateDraft
from delvia_desktop.domain.evidence.evidence import FileDraft, NoteDraft, Subject
from delvia_desktop.domain.records.kinds import Kind, kind_named, references
from delvia_desktop.domain.records.views import ViewDraft
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.services.access import (
    assignments,
    business_centers,
    claims,
    grants,
    logins,
    people,
    seats,
    shares,
    shop_partners,
    spark_codes,
    templates,
)
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.lists import views


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
    "claim": _Part(ClaimDraft, claims.record_claim, claims.take_step),
    "share": _Part(ShareDraft, shares.record_share),
    "template": _Part(TemplateDraft, templates.record_template),
    "view": _Part(ViewDraft, views.save_view),
}


def plan_people(play: Any) -> None:  # noqa: ANN401 - the play of `sample`
    """Put what is recorded about people on the days of the play."""
    for entry in json.loads(resources.text("sample", "people.json"))["records"]:
        play.at(entry["day"], lambda entry=entry: _record(play, entry))
        for day, step, words in entry.get("steps", ()):
            act = (entry, day, step, words)
            play.at(day, lambda act=act: _step(play, *act))


def _record(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    if entry["kind"] in _OTHERS:
        _OTHERS[entry["kind"]](play, entry)
        return
    kind, part = kind_named(entry["kind"]), _PARTS[entry["kind"]]
    if kind is None:
        raise LookupError(entry["kind"])
    made = play.register.perform(part.record, part.draft(**_typed(play, kind, entry)))
    play.keys[entry["key"]] = made.id


def _leave(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    person = play.get(Person, entry["person"])
    play.register.perform(people.record_leaving, person, StepDraft(on=play.day(entry["on"])))


def _settings(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    center = play.get(BusinessCenter, entry["center"])
    kind = kind_named("business-center")
    if kind is None:
        raise LookupError(entry["kind"])
    draft = replace(typed(center, BusinessCenterDraft), **_typed(play, kind, entry))
    play.register.perform(business_centers.change_business_center, center, draft)


def _note(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    subject = Subject(entry["on_kind"], play.keys[entry["on"]])
    play.register.perform(evidence.write_note, subject, NoteDraft(entry["text"]))


def _mail(play: Any, entry: dict[str, Any]) -> None:  # noqa: ANN401
    subject = Subject(entry["on_kind"], play.keys[entry["on"]])
    sent = play.now + timedelta(days=entry["day"])
    head = {**entry["head"], "Date": format_datetime(sent)}
    lines = [*(f"{name}: {value}" for name, value in head.items()), "", entry["text"]]
    file = FileDraft(entry["name"], "\r\n".join(lines).encode(), caption=entry.get("caption", ""))
    play.register.perform(evidence.attach, subject, [file])


_OTHERS: Mapping[str, Callable[[Any, dict[str, Any]], None]] = {
    "leaving": _leave,
    "settings": _settings,
    "note": _note,
    "mail": _mail,
}
"""Entries that change a record that is there already, or are kept with it."""


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
    found = {}
    for name, value in entry.items():
        if name not in hints and name != "needs":
            continue
        if name in references(kind):
            value = play.keys[value]  # noqa: PLW2901
        elif date in typing.get_args(hints.get(name)):
            value = play.day(value)  # noqa: PLW2901
        elif isinstance(value, list):
            value = tuple(value)  # noqa: PLW2901
        found[name] = value
    return found
