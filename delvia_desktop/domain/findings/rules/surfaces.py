"""Rules about logins, shops and Spark Ads codes, which Business Center does not know of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.assignments import (
    Assignment,
    Surface,
    is_main_admin,
)
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.logins import Login, is_private
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import OPEN, SparkCode, SparkState
from delvia_desktop.domain.access.spark_codes import state_on as code_state_on
from delvia_desktop.domain.findings.rules.next_steps import ending, main_admin_of_shop
from delvia_desktop.domain.records.findings import Name, NextStep, Rule, Said, said
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import later

_OF_LOGIN = {
    "two_step": later("Record two-step verification…"),
    "recovery": later("Record company recovery…"),
    "mailbox": later("Record company mailbox…"),
}
"""What is recorded of a login that is not well protected, by the field."""

_SHOP_INVITATION = timedelta(hours=120)
"""How long an invitation of shop staff is valid (Seller Center, user management)."""


def shared_login(situation: Situation, login: Login) -> Said | None:
    """CRD-01, for the surface of logins: several people use one login."""
    if login.is_shared != "YES":
        return None
    asset = situation.asset(login)
    act = NextStep(later("Record password change…"), "login", login.id, Act.PASSWORD)
    return said(
        later("Several people share the login of “{asset}”."),
        act,
        ("asset", asset.id),
        asset=asset.name,
    )


def weak_login(situation: Situation, login: Login) -> Said | None:
    """CRD-02, for the surface of logins: no two-step verification, or a private mailbox."""
    asset = situation.asset(login)
    text = later("Two-step verification of “{asset}” is off or unknown.")
    field, preset = "two_step", (("two_step", "ON"),) if login.two_step else ()
    if login.two_step == "ON":
        text = later("The login of “{asset}” can be recovered through a private mailbox.")
        if not is_private(login.recovery) and not is_private(login.mailbox):
            return None
        field, preset = "recovery" if is_private(login.recovery) else "mailbox", ()
    act = NextStep(_OF_LOGIN[field], "login", login.id, Act.CHANGE, (field,), preset)
    return said(text, act, ("asset", asset.id), asset=asset.name)


def too_many_payers(situation: Situation, asset: Asset) -> Said | None:
    """SHP-01, for the surface of shops: too many, or an outsider, can pay out or refund."""
    if asset.asset_type != "TIKTOK_SHOP":
        return None
    others: list[Name] = []
    payers: list[Assignment | ShopPartner] = []
    outsiders: list[Assignment | ShopPartner] = []
    outside = ""
    for assignment in situation.of("assignment", "asset", asset.id):
        if assignment.may_pay_out and situation.is_open(assignment):
            person = situation.picture.people[assignment.person]
            others.append(("assignment", assignment.id))
            payers.append(assignment)
            outsiders += [assignment] if situation.is_outsider(person) else []
            outside = outside or (person.name if situation.is_outsider(person) else "")
    for partner in situation.of("shop-partner", "asset", asset.id):
        if partner.may_pay_out and situation.is_open(partner):
            others.append(("shop-partner", partner.id))
            outsiders.append(partner)
            outside = outside or situation.picture.partners[partner.partner].name
    if outside:
        act = _without_pay_out(outsiders[0])
        text = later("{name} is external but can make payouts or refunds in “{asset}”.")
        return said(text, act, *others, name=outside, asset=asset.name)
    most = situation.limit("payout_people")
    if len(others) <= most:
        return None
    act = _without_pay_out(payers[-1])
    text = later("{n} people can make payouts or refunds in “{asset}”; the limit is {most}.")
    return said(text, act, *others, n=len(others), most=most, asset=asset.name)


def _without_pay_out(given: Assignment | ShopPartner) -> NextStep:
    field, text = "may_pay_out", later("Record end of payouts…")
    preset = ((field, False),)
    return NextStep(text, kind_of(given).name, int(given.id), Act.CHANGE, (), preset)


def loose_shop_partner(situation: Situation, given: ShopPartner) -> Said | None:
    """SHP-03, for the surface of shops: a shop partner's sections or end are missing."""
    if (given.scope or given.is_full) and given.planned_end is not None:
        return None
    asset, partner = situation.asset(given), situation.picture.partners[given.partner]
    asks: tuple[str, ...] = ("planned_end",)
    step = later("Record end date…")
    text = later("{partner} has access to “{asset}” without an end date.")
    if not given.scope and not given.is_full:
        step, asks = later("Record sections…"), ("scope", "is_full")
        text = later("The sections that {partner} may use in “{asset}” are not recorded.")
    act = NextStep(step, "shop-partner", given.id, Act.CHANGE, asks)
    others = (("asset", asset.id), ("partner", partner.id))
    return said(text, act, *others, partner=partner.name, asset=asset.name)


def removed_but_in_shop(situation: Situation, given: ShopPartner) -> Said | None:
    """SHP-04, for the surface of shops: a removed partner still works in the shop."""
    if not situation.was_removed(given.partner):
        return None
    asset, partner = situation.asset(given), situation.picture.partners[given.partner]
    text = later("{partner} was removed but still has access to “{asset}”.")
    act = ending(situation, given)
    others = (("asset", asset.id), ("partner", partner.id))
    return said(text, act, *others, partner=partner.name, asset=asset.name)


def staff_invitation(situation: Situation, assignment: Assignment) -> Said | None:
    """SHP-05, for the surface of shops: invited shop staff has not begun in time."""
    since = assignment.granted_on
    if assignment.surface != Surface.SELLER_CENTER or since is None:
        return None
    if assignment.confirmed_on is not None or assignment.last_verified_on is not None:
        return None
    if situation.on - since <= _SHOP_INVITATION:
        return None
    person, asset = situation.picture.people[assignment.person], situation.asset(assignment)
    text = later("{name} was invited to “{asset}” on {day} but has not been confirmed as active.")
    act = NextStep(later("Record confirmation…"), "assignment", assignment.id, Act.CONFIRM)
    others = (("person", person.id), ("asset", asset.id))
    return said(text, act, *others, name=person.name, asset=asset.name, day=since)


def no_main_admin(situation: Situation, asset: Asset) -> Said | None:
    """SHP-06, for the surface of shops: the main administrator went, no one came after."""
    if asset.asset_type != "TIKTOK_SHOP" or asset.owner_kind != OwnerKind.OURS:
        return None
    people = situation.picture.people
    staff = situation.of("assignment", "asset", asset.id)
    acting = [
        given
        for given in staff
        if situation.is_open(given) and not situation.has_left(people[given.person])
    ]
    main = [given for given in staff if is_main_admin(given)]
    went = [given for given in main if given.granted_on is not None]
    if not went or any(map(is_main_admin, acting)):
        return None
    pays = [*acting, *filter(situation.is_open, situation.of("shop-partner", "asset", asset.id))]
    text = later("“{asset}” has no main administrator on record.")
    if any(given.may_pay_out for given in went) and not any(given.may_pay_out for given in pays):
        text = later("“{asset}” has no main administrator on record, and no one for payouts.")
    others = [("person", int(given.person)) for given in went]
    return said(text, _making_main(situation, asset, main), *others, asset=asset.name)


def _making_main(situation: Situation, asset: Asset, main: Sequence[Assignment]) -> NextStep:
    """Return the step that makes somebody main administrator: what is planned is granted first."""
    text = later("Add main administrator…")
    for given in main:
        if state_on(given, situation.on) == GrantState.PLANNED:
            return NextStep(text, "assignment", given.id, Act.GRANT)
    return NextStep(text, "asset", asset.id, Act.GIVE, (), main_admin_of_shop())


def runs_out(situation: Situation, code: SparkCode) -> Said | None:
    """SPK-01, for the surface of Spark Ads: a code runs out soon, or has just run out."""
    end = code.planned_end
    if end is None or abs(end - situation.on) > timedelta(days=situation.limit("code_days")):
        return None
    text = later("The Spark Ads code for “{post}” expires on {day}.")
    if code_state_on(code, situation.on) == SparkState.EXPIRED:
        text = later("The Spark Ads code for “{post}” expired on {day}.")
    elif not situation.is_open(code):
        return None
    following = _following(situation, code)
    if any(situation.is_open(new) for new in following):
        return None
    act = NextStep(later("Add new code…"), "spark-code", code.id, Act.RENEW)
    if following:
        act = NextStep(later("Record new code…"), "spark-code", int(following[0].id), Act.GRANT)
    return said(text, act, post=code.post, day=end)


def _following(situation: Situation, code: SparkCode) -> list[SparkCode]:
    """Return the codes for the same post that hold longer than a code, or are planned."""
    return [
        new
        for new in situation.all("spark-code").values()
        if new.id > code.id
        and (new.post, new.partner, new.person) == (code.post, code.partner, code.person)
        and code_state_on(new, situation.on) in {SparkState.PLANNED, *OPEN}
        and (
            new.planned_end is None
            or code.planned_end is None
            or new.planned_end > code.planned_end
        )
    ]


def held_by_gone(situation: Situation, code: SparkCode) -> Said | None:
    """SPK-02, for the surface of Spark Ads: a code works that is held by one who is gone."""
    picture = situation.picture
    others: tuple[Name, ...] = ()
    name = ""
    if situation.was_removed(code.partner) and code.partner is not None:
        name, others = picture.partners[code.partner].name, (("partner", code.partner),)
    elif code.person is not None and situation.has_left(picture.people[code.person]):
        name, others = picture.people[code.person].name, (("person", code.person),)
    if not name:
        return None
    text = later("{name} no longer works for us but can still advertise “{post}”.")
    act = ending(situation, code)
    return said(text, act, *others, name=name, post=code.post)


RULES = (
    Rule("CRD-01", "login", shared_login),
    Rule("CRD-02", "login", weak_login),
    Rule("SHP-01", "asset", too_many_payers),
    Rule("SHP-03", "shop-partner", loose_shop_partner, only_open=True),
    Rule("SHP-04", "shop-partner", removed_but_in_shop, only_open=True),
    Rule("SHP-05", "assignment", staff_invitation, only_open=True),
    Rule("SHP-06", "asset", no_main_admin),
    Rule("SPK-01", "spark-code", runs_out, is_wide=True),
    Rule("SPK-02", "spark-code", held_by_gone, only_open=True),
)
