"""The sample register: a brand that does not exist, played through the same door over a year."""

from __future__ import annotations

import hashlib
import json
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from delvia_desktop import resources
from delvia_desktop.domain.access.assets import AssetDraft, OwnershipDraft
from delvia_desktop.domain.access.assignments import AssignmentDraft
from delvia_desktop.domain.access.business_centers import BusinessCenterDraft
from delvia_desktop.domain.access.claims import ClaimDraft
from delvia_desktop.domain.access.logins import LoginDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.shop_partners import ShopPartnerDraft
from delvia_desktop.domain.access.spark_codes import SparkCodeDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.access.templates import TemplateDraft
from delvia_desktop.domain.evidence.evidence import FileDraft, NoteDraft, Subject
from delvia_desktop.domain.plans.columns import line
from delvia_desktop.domain.plans.lines import SourceLine, SourcePlace, SourceScope
from delvia_desktop.domain.plans.plan import SourceFile
from delvia_desktop.domain.procedures.steps import FinishDraft, RunDraft, TakenDraft
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.kinds import Kind, Record, kind_of
from delvia_desktop.domain.records.reviews import ReviewLine
from delvia_desktop.domain.records.views import ViewDraft
from delvia_desktop.domain.reviews.steps import CloseDraft, DecisionDraft, ReviewDraft
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.progress import as_one_step, progress
from delvia_desktop.services.access import (
    assets,
    assignments,
    business_centers,
    claims,
    grants,
    logins,
    partners,
    partnerships,
    people,
    seats,
    shares,
    shop_partners,
    spark_codes,
    templates,
)
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.lists import views
from delvia_desktop.services.plans.planning import act_of, make_plan
from delvia_desktop.services.plans.questions import RECORD
from delvia_desktop.services.plans.trial import kind_by
from delvia_desktop.services.procedures import procedures
from delvia_desktop.services.register.register import Clock, Register, local_now, new_register
from delvia_desktop.services.reviews import reviews

_DAY = re.compile(r"\{(-?\d+)\}")
"""A day within a text, counted from today."""

Entry = Mapping[str, Any]
"""An act of the sample as data: what is done, to which record, and what is typed."""


@dataclass
class _Play:
    """The register in the making, the moment it is made for, and what was recorded by its keys."""

    register: Register
    now: datetime
    made: dict[str, Record] = field(default_factory=dict)

    def record(self, key: str) -> Any:  # noqa: ANN401 - a record of its kind
        """Return a record as it stands."""
        return self.register.records.get(type(self.made[key]), self.made[key].id)

    def draft(self, draft: type[Any], entry: Entry) -> Any:  # noqa: ANN401 - of the class
        """Return the draft that an entry types."""
        return draft(**self.typed(draft, entry))

    def typed(self, draft: type[Any], entry: Entry) -> dict[str, Any]:
        """Return the fields of a draft as an entry types them."""
        hints = typing.get_type_hints(draft)
        return {name: self._value(hints[name], entry[name]) for name in hints if name in entry}

    def day(self, offset: int) -> str:
        """Return the day that lies so far from today."""
        return (self.now + timedelta(days=offset)).date().isoformat()

    def _value(self, hint: Any, value: Any) -> Any:  # noqa: ANN401 - of the type of a field
        if isinstance(value, list):
            return tuple(value)
        if str in {hint, *typing.get_args(hint)}:
            is_day = isinstance(value, int)
            return self.day(value) if is_day else _DAY.sub(lambda m: self.day(int(m[1])), value)
        return self.made[value].id if value in self.made else value


def new_sample(path: Path, who: str, clock: Clock = local_now) -> Register:
    """Make the sample register under a free name; its last act lies before now."""
    data = json.loads(resources.text("sample", "nova.json"))
    now, acts = clock(), data["acts"]
    moments = [now + timedelta(days=acts[0]["day"] - 1)]
    register = new_register(path, BrandDraft(**data["brand"]), data["who"], lambda: moments[-1])
    play = _Play(register, now)
    for done, entry in enumerate(acts, start=1):
        if "day" in entry:
            moments.append(max(moments[-1], _hour(now, entry["day"])) + timedelta(minutes=3))
        with as_one_step():
            made = _ACTS[entry["do"]](play, entry)
        if "key" in entry:
            play.made[entry["key"]] = made
        progress(done, len(acts))
    register.who, register.clock = who, clock
    return register


def _hour(now: datetime, day: int) -> datetime:
    morning = now.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=day)
    return min(morning, now - timedelta(hours=1))


def _act(
    use_case: Callable[..., Any], draft: type[Any], *step_named: str
) -> Callable[[_Play, Entry], Any]:
    """Return what does an act with a draft, to a record or a step of it where one is named."""

    def done(play: _Play, entry: Entry) -> Any:  # noqa: ANN401 - what was recorded
        about = [play.record(entry["of"])] if "of" in entry else []
        step = [entry["step"]] if "step" in entry else step_named
        return play.register.perform(use_case, *about, *step, play.draft(draft, entry))

    return done


def _settings(play: _Play, entry: Entry) -> object:
    center = play.record(entry["of"])
    draft = replace(typed(center, BusinessCenterDraft), **play.typed(BusinessCenterDraft, entry))
    return play.register.perform(business_centers.change_business_center, center, draft)


def _see_gone(play: _Play, entry: Entry) -> object:
    everything = shares.shares_in(play.register.records, play.record(entry["of"]))
    return play.register.perform(shares.see_shares_gone, everything, play.draft(StepDraft, entry))


def _decide(play: _Play, entry: Entry) -> object:
    """Decide on the line that an entry names by a part of its words, or on the next, if any."""
    review = play.record(entry["of"]).id
    open_lines = play.register.records.select(ReviewLine, review=review, decision="")
    named = [line for line in open_lines if entry.get("find", "") in f"{line.what} {line.who}"]
    lines = named[: 1 if "find" in entry else entry.get("lines")]
    draft = play.draft(DecisionDraft, entry)
    return play.register.perform(reviews.decide, lines, draft) if lines else None


def _recheck(play: _Play, entry: Entry) -> object:
    on = play.day(entry["on"])
    return play.register.perform(procedures.recheck_run, play.record(entry["of"]), on)


def _note(play: _Play, entry: Entry) -> object:
    return play.register.perform(
        evidence.write_note, _subject(play, entry), NoteDraft(entry["text"])
    )


def _mail(play: _Play, entry: Entry) -> object:
    head = {**entry["head"], "Date": format_datetime(play.now + timedelta(days=entry["day"]))}
    lines = [*(f"{name}: {value}" for name, value in head.items()), "", entry["text"]]
    file = FileDraft(entry["name"], "\r\n".join(lines).encode(), caption=entry["caption"])
    return play.register.perform(evidence.attach, _subject(play, entry), [file])


def _subject(play: _Play, entry: Entry) -> Subject:
    record = play.record(entry["of"])
    return Subject(kind_of(record).name, record.id)


def _compare(play: _Play, entry: Entry) -> object:
    """Compare TikTok's list of what is shared with a partner, or of members, with the record.

    It lists what is on record but for what an entry is `without`, and for levels that are `other`.
    """
    register, kind, other = play.register, entry["kind"], entry.get("other", {})
    levels = {int(play.made[key].id): level for key, level in other.items()}
    without = {int(play.made[key].id) for key in entry.get("without", ())}

    def found(of: Kind, key: int) -> Any:  # noqa: ANN401 - a record of its kind
        return register.records.find(of.record, id=key)

    scope = SourceScope(kind, play.made[entry["of"]].id if "of" in entry else None)
    on_record = (item.record for item in make_plan(register, [], [], {}, scope).plan.items)
    lines: list[SourceLine] = []
    for key in (int(each.rpartition(" ")[2]) for each in on_record):
        if key not in without:
            texts = line(register.records.get(kind_by(kind).record, key), found, _LISTED)
            texts |= {"level": levels[key]} if key in levels else {}
            lines.append(SourceLine(SourcePlace(entry["name"], len(lines) + 2), texts, kind))
    decisions = {f"change:share {key}.level": RECORD for key in levels}
    sha256 = hashlib.sha256(repr([each.texts for each in lines]).encode()).hexdigest()
    made = make_plan(register, lines, [SourceFile(entry["name"], sha256)], decisions, scope)
    return register.perform_because(*act_of(made))


_LISTED = (
    *("asset", "asset_id", "asset_type", "partner", "partner_id", "person", "person_email"),
    *("business_center", "business_center_id", "level", "role"),
)
"""What TikTok's lists tell."""

_ACTS: Mapping[str, Callable[[_Play, Entry], Any]] = {
    "business-center": _act(business_centers.record_business_center, BusinessCenterDraft),
    "settings": _settings,
    "partner": _act(partners.record_partner, PartnerDraft),
    "partnership": _act(partnerships.record_partnership, PartnershipDraft),
    "request": _act(partnerships.take_step, StepDraft, "request"),
    "accept": _act(partnerships.take_step, StepDraft, "confirm"),
    "end": _act(partnerships.take_step, StepDraft, "begin"),
    "remove": _act(partnerships.take_step, StepDraft, "end"),
    "see-gone": _see_gone,
    "close": _act(partnerships.take_step, StepDraft, "close"),
    "asset": _act(assets.record_asset, AssetDraft),
    "own": _act(assets.record_ownership, OwnershipDraft),
    "claim": _act(claims.record_claim, ClaimDraft),
    "claim-step": _act(claims.take_step, StepDraft),
    "share": _act(shares.record_share, ShareDraft),
    "confirm": _act(shares.take_step, StepDraft, "confirm"),
    "verify": _act(shares.take_step, StepDraft, "verify"),
    "raise": _act(shares.raise_share, LevelDraft),
    "lower": _act(shares.lower_share, LevelDraft),
    "revoke": _act(shares.take_step, StepDraft, "revoke"),
    "gone": _act(shares.take_step, StepDraft, "gone"),
    "spark-code": _act(spark_codes.record_spark_code, SparkCodeDraft),
    "shop-partner": _act(shop_partners.record_shop_partner, ShopPartnerDraft),
    "assignment": _act(assignments.record_assignment, AssignmentDraft),
    "step": _act(grants.take_step, StepDraft),
    "person": _act(people.record_person, PersonDraft),
    "leave": _act(people.record_leaving, StepDraft),
    "seat": _act(seats.record_seat, SeatDraft),
    "seat-step": _act(seats.take_step, StepDraft),
    "login": _act(logins.record_login, LoginDraft),
    "verify-login": _act(logins.verify_login, StepDraft),
    "template": _act(templates.record_template, TemplateDraft),
    "view": _act(views.save_view, ViewDraft),
    "note": _note,
    "mail": _mail,
    "review": _act(reviews.begin_review, ReviewDraft),
    "decide": _decide,
    "close-review": _act(reviews.close_review, CloseDraft),
    "run": _act(procedures.start_run, RunDraft),
    "do": _act(procedures.do_step, TakenDraft),
    "skip": _act(procedures.skip_step, TakenDraft),
    "finish": _act(procedures.finish_run, FinishDraft),
    "recheck": _recheck,
    "compare": _compare,
}
"""How each act of the sample is done; what it is done with stands in `nova.json`."""
