"""Access routes: who reaches what, where, at which level, since and until when, in which state.

    access_route(situation, seat).level  ->  "Admin · Finance Manager"

What a list, a review, the matrix or a document says of it, it asks here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from typing_extensions import override

from delvia_desktop.domain.access.access_states import PENDING, UNVERIFIED, WORKS, access_state
from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.levels import (
    assigned_level,
    code_holder,
    place_words,
    shop_scope,
)
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share, level_on
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import Level, Term, level_type, term
from delvia_desktop.i18n import ntr, tr


class AccessRoute:
    """How one record gives access: `level` in words with its `tone`, days, state and whose it is.

    `given` is the record, `kind` and `record` name it; `id` tells the routes of one list apart.
    `levels` are the codes of its level as `level_type` has them. A login has no state: it works.
    """

    states = "grant_state"
    surface = ""
    level_type = ""
    levels: Level = ()
    id = 0

    def __init__(self, situation: Situation, given: Any, holder: int | None = None) -> None:  # noqa: ANN401
        """Read a record as a situation knows it on its day; `holder` is whose hold of it counts."""
        self.situation, self.given, self.holder = situation, given, holder
        self.kind, self.record = kind_of(given).name, int(given.id)
        self.asset: int | None = getattr(given, "asset", None)
        self.person: int | None = getattr(given, "person", None)
        self.partner: int | None = getattr(given, "partner", None)
        self.center: int | None = getattr(given, "business_center", None)
        self.since: date | None = getattr(given, "granted_on", None)
        self.planned_end: date | None = getattr(given, "planned_end", None)
        self.ended_on: date | None = getattr(given, "revoked_on", None)
        self.state = access_state(given, situation.on) if self.kind != "login" else None
        self.is_open = self.state is None or self.state in WORKS
        self.is_pending = self.state in PENDING
        self.is_unverified = self.state in UNVERIFIED
        self.level, self.tone = self._read()

    def _read(self) -> tuple[str, str]:
        """Read what this kind has of its own; return what it allows, and how sensitive that is."""
        raise NotImplementedError

    @property
    def place(self) -> str:
        """Where it was given and must be ended."""
        return place_words(self.kind, self.surface)

    @property
    def what(self) -> str:
        """What is reached."""
        return self._name("asset", self.asset)

    @property
    def who(self) -> str:
        """Who reaches it."""
        return self._name("person", self.person) or self._name("partner", self.partner)

    @property
    def state_term(self) -> Term:
        """The words and the tone of its state."""
        return term(self.states, str(self.state))

    def _name(self, kind: str, key: int | None) -> str:
        record = self.situation.get(kind, key)
        return record.name if record is not None else ""


class _ShareRoute(AccessRoute):
    states, surface = "share_state", Surface.BUSINESS_CENTER

    @override
    def _read(self) -> tuple[str, str]:
        self.partner = self.situation.partner_of(self.given).id
        self.level_type = self.situation.asset(self.given).asset_type
        self.levels = level_on(self.given, self.situation.on)
        return assigned_level(self.level_type, self.levels, may_pay_out=False)

    @property
    @override
    def place(self) -> str:
        return tr("Partner share")


class _AssignmentRoute(AccessRoute):
    @override
    def _read(self) -> tuple[str, str]:
        self.surface, self.levels = self.given.surface, self.given.level
        asset_type = self.situation.asset(self.given).asset_type
        self.level_type = level_type(asset_type, self.surface).code
        return assigned_level(self.level_type, self.levels, may_pay_out=self.given.may_pay_out)

    @property
    @override
    def place(self) -> str:
        group = self._name("asset", self.given.via)
        place = super().place
        return tr("{place}: {group}", place=place, group=group) if group else place

    @property
    @override
    def state_term(self) -> Term:
        if self.is_open and self.given.revoke_requested_on is not None:
            return Term("", tr("To be removed"), "high")
        return super().state_term


class _SeatRoute(AccessRoute):
    states, surface = "seat_state", Surface.BUSINESS_CENTER

    @override
    def _read(self) -> tuple[str, str]:
        self.since = self.given.accepted_on or self.given.invited_on
        self.ended_on = self.given.removed_on
        role = term("seat_role", self.given.role)
        finance = term("finance_role", self.given.finance_role)
        tone = "critical" if finance.code == "MANAGER" else role.tone
        return " · ".join(filter(None, (role.label, finance.label))), tone

    @property
    @override
    def what(self) -> str:
        return tr("Seat in {center}", center=self._name("business-center", self.center))


class _CodeRoute(AccessRoute):
    states = "spark_state"

    @override
    def _read(self) -> tuple[str, str]:
        return tr("Ads with one post"), "good"

    @property
    @override
    def what(self) -> str:
        return str(self.given.post)

    @property
    @override
    def who(self) -> str:
        return self.held_by(tr("ourselves"))

    def held_by(self, us: str) -> str:
        """Return who may use the code, with a word for us."""
        partner, person = self._name("partner", self.partner), self._name("person", self.person)
        return code_holder(partner, person, us if self.given.is_incoming else "")


class _ShopRoute(AccessRoute):
    surface = Surface.SELLER_CENTER

    @override
    def _read(self) -> tuple[str, str]:
        given = self.given
        return shop_scope(given.scope, is_full=given.is_full, may_pay_out=given.may_pay_out)


class _LoginRoute(AccessRoute):
    surface = Surface.LOGIN

    @override
    def _read(self) -> tuple[str, str]:
        is_shared = self.given.is_shared == "YES"
        return self._allows(is_shared=is_shared), "critical" if is_shared else "neutral"

    def _allows(self, *, is_shared: bool) -> str:
        if self.holder is not None:
            held = self.held_by(self.holder)
            words = held[0] if len(held) == 1 else tr("Mailbox and recovery")
            return tr("{held}, shared login", held=words) if is_shared else words
        if is_shared:
            return tr("Shared login")
        given = self.situation.opened_of("assignment", "asset", self.asset)
        knowing = sum(each.surface == Surface.LOGIN for each in given)
        return ntr("{n} person knows the password", "{n} people know the password", knowing)

    @property
    @override
    def who(self) -> str:
        mailbox = self._name("person", self.given.mailbox_holder)
        recovery = self._name("person", self.given.recovery_holder)
        named = (
            tr("mailbox: {name}", name=mailbox) if mailbox else "",
            tr("recovery: {name}", name=recovery) if recovery else "",
        )
        return " · ".join(filter(None, named)) or tr("holder not named")

    def held_by(self, person: int | None) -> tuple[str, ...]:
        """Return what of it somebody holds: the mailbox, the recovery, or both."""
        mailbox, recovery = self.given.mailbox_holder, self.given.recovery_holder
        held = ((mailbox, tr("Mailbox")), (recovery, tr("Recovery")))
        return tuple(words for holder, words in held if holder == person)

    @property
    @override
    def state_term(self) -> Term:
        two_step = term("two_step", self.given.two_step)
        label = tr("Two-step: {state}", state=two_step.label or tr("Unknown"))
        return Term("", label, two_step.tone if self.given.two_step else "high")


_ROUTES: Mapping[type[Any], Any] = {
    Share: _ShareRoute,
    Assignment: _AssignmentRoute,
    Seat: _SeatRoute,
    SparkCode: _CodeRoute,
    ShopPartner: _ShopRoute,
    Login: _LoginRoute,
}


def access_route(situation: Situation, given: Any, holder: int | None = None) -> Any:  # noqa: ANN401
    """Return the access route that a record gives; of a login that of a `holder`, or both."""
    return _ROUTES[type(given)](situation, given, holder)
