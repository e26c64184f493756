"""The columns of the long lists of everything that gives access."""

from __future__ import annotations

from delvia_desktop.domain.access.levels import code_holder
from delvia_desktop.domain.lists.rows import (
    AssignmentRow,
    LoginRow,
    SeatRow,
    SparkCodeRow,
)
from delvia_desktop.domain.words.vocabulary import (
    level_label,
    level_tone,
    surface,
    term,
    type_label,
)
from delvia_desktop.i18n import tr
from delvia_desktop.ui.access import record_columns
from delvia_desktop.ui.lists.columns import days, plain, state, text, verified
from delvia_desktop.ui.lists.list_model import Column


def share_columns() -> list[Column]:
    """Return the columns of all shares in the place of all access."""
    first, *rest = record_columns.shares_of_partner_columns()
    partner = text("partner_name", tr("Partner"), 17)
    return [first, partner, *rest]


def assignment_columns() -> list[Column]:
    """Return the columns of all assignments in the place of all access."""

    def level(row: AssignmentRow) -> str:
        return level_label(row.level_type, row.level)

    def tone(row: AssignmentRow) -> str:
        return "critical" if row.may_pay_out else level_tone(row.level_type, row.level)

    def where(row: AssignmentRow) -> str:
        return row.via_name or tr(surface(row.surface).label)

    return [
        text("asset_name", tr("Asset"), 20),
        text("person_name", tr("Person"), 16),
        Column("surface", tr("Granted in"), where, 15, kept=False),
        Column("asset_type", tr("Type"), lambda row: type_label(row.asset_type), 13, kept=False),
        Column(
            "level",
            tr("Access level"),
            level,
            15,
            tone,
            kept=False,
            whole=True,
            warning=tr("Privileged"),
        ),
        state("assignments"),
        *days(planned_end=tr("Planned end"), granted_on=tr("Granted on")),
        verified(),
    ]


def seat_columns() -> list[Column]:
    """Return the columns of all seats in the place of all access."""

    def role(row: SeatRow) -> str:
        words = (term("seat_role", row.role).label, term("finance_role", row.finance_role).label)
        return " · ".join(filter(None, words))

    def tone(row: SeatRow) -> str:
        return "critical" if row.finance_role == "MANAGER" else term("seat_role", row.role).tone

    return [
        text("person_name", tr("Person"), 17),
        plain("business_center_name", tr("Business Center"), 17),
        Column(
            "role", tr("Role"), role, 18, tone, kept=False, whole=True, warning=tr("Privileged")
        ),
        state("seats"),
        *days(accepted_on=tr("Joined"), planned_end=tr("Planned end")),
        verified(),
    ]


def login_columns() -> list[Column]:
    """Return the columns of all logins in the place of all access."""

    def two_step(row: LoginRow) -> str:
        return term("two_step", row.two_step).label or tr("Unknown")

    def shared(row: LoginRow) -> str:
        return term("yes_no", row.is_shared).label or tr("Unknown")

    return [
        text("asset_name", tr("Account or shop"), 18),
        plain("mailbox", tr("Mailbox"), 20),
        plain("mailbox_holder_name", tr("Held by"), 14),
        Column(
            "two_step",
            tr("Two-step"),
            two_step,
            11,
            lambda row: term("two_step", row.two_step).tone if row.two_step else "high",
            kept=False,
            whole=True,
        ),
        Column(
            "is_shared",
            tr("Shared login"),
            shared,
            11,
            lambda row: term("yes_no", row.is_shared).tone if row.is_shared else "high",
            kept=False,
            whole=True,
        ),
        *days(password_last_changed_on=tr("Password changed")),
        *days(last_verified_on=tr("Verified")),
    ]


def spark_code_columns() -> list[Column]:
    """Return the columns of all Spark Ads codes in the place of all access."""

    def holder(row: SparkCodeRow) -> str:
        us = tr("ourselves") if row.direction == "SHARED" else ""
        return code_holder(row.partner_name, row.person_name, us)

    return [
        text("post", tr("Post"), 24),
        text("creator", tr("Creator"), 14, kept=False),
        Column("holder", tr("Granted to"), holder, 16, sortable=False),
        state("spark-codes"),
        *days(expires_on=tr("Expires"), issued_on=tr("Granted on")),
    ]


def shop_partner_columns() -> list[Column]:
    """Return the columns of all shop partners in the place of all access."""
    return [
        text("asset_name", tr("Shop"), 16),
        text("partner_name", tr("Partner"), 16),
        Column(
            "scope",
            tr("Sections"),
            lambda row: tr("All sections") if row.is_full else row.scope,
            20,
            lambda row: "critical" if row.is_full or row.may_pay_out else "info",
            sortable=False,
            warning=tr("Privileged"),
        ),
        state("shop-partners"),
        *days(planned_end=tr("Planned end"), authorised_on=tr("Authorised")),
    ]


def claim_columns() -> list[Column]:
    """Return the columns of all claims in the place of all access."""
    return [text("asset_name", tr("Asset"), 20), *record_columns.claim_columns()]


def partnership_columns() -> list[Column]:
    """Return the columns of all partnerships in the place of all access."""
    return [
        text("partner_name", tr("Partner"), 18),
        plain("business_center_name", tr("Business Center"), 17),
        state("partnerships"),
        *days(engagement_start=tr("Starts"), engagement_end=tr("Ends")),
        plain("internal_owner", tr("Accountable"), 14),
        plain("contract_ref", tr("Contract"), 14),
    ]
