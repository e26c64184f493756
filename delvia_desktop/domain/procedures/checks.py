"""The checks of the procedures: what the register still lacks before a step counts as done.

Each is a pure function of a situation and a run and returns a sentence, or nothing where all is
well. As a guard it stops a step from being recorded as done; as what is seen it says that the
register shows the step as done already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.procedures import paper_checks, partner_checks, person_checks
from delvia_desktop.domain.procedures.facts import CENTER_LISTS, ever_given, ever_shared
from delvia_desktop.domain.procedures.plans import Deeds
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import later, tr

Check = Callable[[Situation, Run], str]

CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        partner_checks.own_center,
        partner_checks.two_own_admins,
        partner_checks.partner_id,
        partner_checks.scope_written,
        partner_checks.no_login,
        partner_checks.requested,
        partner_checks.shares_given,
        partner_checks.shares_verified,
        partner_checks.partnership_confirmed,
        partner_checks.dates_set,
        paper_checks.record_signed,
        partner_checks.end_dated,
        partner_checks.shares_listed,
        partner_checks.transfer_first,
        partner_checks.nothing_owned,
        partner_checks.shares_taken_back,
        partner_checks.partner_removed,
        partner_checks.incoming_gone,
        partner_checks.agency_people_gone,
        partner_checks.removals_verified,
        partner_checks.partnership_closed,
        partner_checks.still_connected,
        partner_checks.something_claimed,
        partner_checks.claims_opened,
        partner_checks.claims_asked,
        partner_checks.claims_settled,
        partner_checks.review_begun,
        partner_checks.review_closed,
        partner_checks.end_reviewed,
        person_checks.last_day_known,
        person_checks.not_sole_admin,
        person_checks.seats_removed,
        person_checks.assets_gone,
        person_checks.direct_gone,
        person_checks.shop_gone,
        person_checks.codes_gone,
        person_checks.person_knows_none,
        person_checks.duties_handed_over,
        person_checks.successor_joined,
        person_checks.successor_admin,
        person_checks.successor_seen,
        person_checks.two_admins_after,
        person_checks.old_admin_lowered,
        person_checks.holds_no_login,
        person_checks.has_joined,
        person_checks.asset_given,
        person_checks.asset_ours,
        person_checks.role_not_raised,
    )
}
"""The checks by the names under which the steps name them."""

SHOWN: Mapping[str, Check] = {
    "scope_written": partner_checks.scope_written_words,
    "no_login": partner_checks.no_login_words,
    "partnership_confirmed": partner_checks.partnership_confirmed_words,
    "end_dated": partner_checks.end_dated_words,
    "last_day_known": person_checks.last_day_known_words,
    "shares_listed": partner_checks.shares_listed_words,
    "holds_no_login": person_checks.holds_no_login_words,
    "end_reviewed": partner_checks.end_reviewed_words,
    "record_signed": paper_checks.record_signed_words,
}
"""How the register shows that a check holds, where there is more to say than that it does."""

_KNOWN_LOGINS = partial(ever_given, Assignment, {Surface.LOGIN})

LOOKED_FOR: Mapping[str, Callable[[Situation, Run], Sequence[Any]]] = {
    "shares_taken_back": partial(ever_shared, is_incoming=False),
    "incoming_gone": partial(ever_shared, is_incoming=True),
    "agency_people_gone": partial(ever_given, Seat | Assignment | ShopPartner | SparkCode, ()),
    "no_login": _KNOWN_LOGINS,
    "person_knows_none": _KNOWN_LOGINS,
    "seats_removed": partial(ever_given, Seat, ()),
    "assets_gone": partial(ever_given, Assignment, CENTER_LISTS),
    "direct_gone": partial(ever_given, Assignment, {Surface.ADS_MANAGER}),
    "shop_gone": partial(ever_given, Assignment, {Surface.SELLER_CENTER}),
    "codes_gone": partial(ever_given, SparkCode, ()),
}
"""What is recorded, active or ended, of the access whose end a check finds.

Where nothing is, the check holds although nobody may have looked in TikTok.
"""

WAIVABLE = frozenset({"transfer_first", "role_not_raised"})
"""Guards that a typed reason overrules, as it does where the act itself is recorded."""

_CLAIM_OWNED = Deeds("asset", Act.CLAIM, "claim", "owned")

_LOGINS = (
    Deeds("login", Act.PASSWORD, "login"),
    Deeds("assignment", Act.REVOKE, "assignment", Surface.LOGIN),
)
"""How a login stops being known; where the login itself is not recorded, its knowledge ends."""

_BESIDE_SHARES = (
    Deeds("assignment", Act.REVOKE, "assignment"),
    Deeds("seat", Act.REMOVE, "seat"),
    Deeds("seat", Act.CANCEL, "seat", button=later("Record cancellation…")),
    Deeds("shop-partner", Act.REVOKE, "shop-partner"),
    Deeds("spark-code", Act.REVOKE, "spark-code"),
    *_LOGINS,
)
"""How everything ends that `facts.beside_shares` finds."""

_HELD = Deeds(
    "login",
    Act.CHANGE,
    "login",
    "held",
    shows=("mailbox_holder", "recovery_holder"),
    button=later("Name another holder…"),
)
"""How somebody stops holding the mailbox or the recovery of a login."""

_STILL_GIVEN = (
    Deeds("share", Act.REVOKE, "share"),
    Deeds("share", Act.REVOKE, "share", "incoming"),
    *_BESIDE_SHARES,
    _HELD,
)
"""How everything ends that `facts.still_given` finds."""

_LISTED = (
    Deeds("share", Act.VERIFY, "share", is_likelier=True),
    Deeds("share", Act.VERIFY, "share", "incoming", is_likelier=True),
)
"""How it is recorded that TikTok lists the shares that are recorded here."""

_VERIFIED = Deeds("partner", Act.VERIFY_REMOVALS, "share", is_likelier=True)
"""What leaves nothing to review: every removal is verified."""

_CLOSE_REVIEW = Deeds("review", Act.CLOSE, "review", button=later("Close review…"))

REMEDIES: Mapping[str, tuple[Deeds, ...]] = {
    "transfer_first": (_CLAIM_OWNED,),
    "nothing_owned": (_CLAIM_OWNED,),
    "not_sole_admin": (Deeds("business-center", Act.RECORD_SEAT, "seat"),),
    "last_day_known": (
        Deeds(
            "person",
            Act.CHANGE,
            "person",
            shows=("planned_end",),
            button=later("Record planned last day…"),
        ),
    ),
    "no_login": _LOGINS,
    "person_knows_none": _LOGINS,
    "holds_no_login": (replace(_HELD, is_likelier=True),),
    "dates_set": (
        Deeds(
            "partner",
            Act.CHANGE_PARTNERSHIP,
            "partnership",
            shows=("engagement_mid", "engagement_end"),
            button=later("Record engagement dates…"),
        ),
    ),
    "partnership_confirmed": (Deeds("share", Act.CONFIRM, "share"),),
    "has_joined": (Deeds("partner", Act.CONFIRM, "partnership"),),
    "shares_listed": _LISTED,
    "seats_removed": (
        Deeds("assignment", Act.REVOKE, "assignment"),
        Deeds("spark-code", Act.REVOKE, "spark-code"),
    ),
    "agency_people_gone": _BESIDE_SHARES,
    "removals_verified": _STILL_GIVEN,
    "something_claimed": (Deeds("asset", Act.CLAIM, "claim", "unclaimed"),),
    "claims_asked": (Deeds("asset", Act.CLAIM, "claim", "unclaimed"),),
    "claims_settled": tuple(
        Deeds("claim", act, "claim", "next")
        for act in (Act.ASK, Act.AGREE, Act.TRANSFER, Act.RECEIVE, Act.VERIFY, Act.ESCALATE)
    ),
    "review_closed": (_CLOSE_REVIEW,),
    "end_reviewed": (_VERIFIED, _CLOSE_REVIEW),
    "record_signed": (
        Deeds(
            "person",
            Act.CHANGE,
            "person",
            "unmanaged",
            shows=("line_manager",),
            button=later("Record line manager…"),
        ),
    ),
}
"""What is done about a check that does not hold, beside what its own step does.

Each record that a check counts is reached by one of them, or by the act of the step itself.
"""


def shown(name: str, situation: Situation, run: Run) -> str:
    """Return how the register shows that a check of a procedure's step holds, by its name."""
    told = SHOWN[name](situation, run) if name in SHOWN else ""
    if not told and is_unrecorded(name, situation, run):
        return tr("No such access is recorded. Only TikTok's own lists show whether there is any.")
    return told or tr("The register shows that this is done.")


def is_unrecorded(name: str, situation: Situation, run: Run) -> bool:
    """Tell whether a check of a procedure's step holds only as nothing was ever recorded."""
    return name in LOOKED_FOR and not LOOKED_FOR[name](situation, run)


def missing(names: Sequence[str], situation: Situation, run: Run) -> dict[str, str]:
    """Return what the checks of a procedure's step find lacking, by the check's name."""
    said = {name: CHECKS[name](situation, run) for name in names}
    return {name: text for name, text in said.items() if text}
