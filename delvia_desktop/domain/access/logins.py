"""Logins: who holds the mailbox and the recovery of an account, never the secret itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, NewType

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    Address,
    Code,
    EvidenceRef,
    Label,
    LastVerified,
    Prose,
    Searched,
)
from delvia_desktop.domain.words.vocabulary import surface, type_label
from delvia_desktop.i18n import tr

LoginKey = NewType("LoginKey", int)


@dataclass(frozen=True)
class Login:
    """How an account is signed in to: dates and holders. Who knows the password is assignments."""

    id: LoginKey
    asset: AssetKey
    mailbox: Searched[Address] = ""
    mailbox_holder: PersonKey | None = None
    recovery: Searched[Address] = ""
    recovery_holder: PersonKey | None = None
    two_step: Annotated[str, Code("two_step"), Label("Two-step verification")] = ""
    is_shared: Annotated[str, Code("yes_no"), Label("Shared login")] = ""
    password_last_changed_on: Annotated[date | None, Label("Password changed on")] = None
    sessions_ended_on: Annotated[date | None, Label("Other devices signed out on")] = None
    last_verified_on: LastVerified = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""


HOLDERS = ("mailbox_holder", "recovery_holder")
"""The fields that name who gets in by a login."""


def credentialed() -> tuple[str, ...]:
    """Return the asset types that have a login with a password of their own."""
    return surface("LOGIN").types


@dataclass(frozen=True)
class LoginDraft:
    """A login as typed; there is no field for a secret."""

    asset: AssetKey | None = None
    mailbox: str = ""
    mailbox_holder: PersonKey | None = None
    recovery: str = ""
    recovery_holder: PersonKey | None = None
    two_step: str = ""
    is_shared: str = ""
    password_last_changed_on: str = ""
    sessions_ended_on: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""


def check_login(
    draft: LoginDraft, key: LoginKey, asset: Asset | None, other: Login | None, reading: Reading
) -> Login:
    """Check the draft of a login and return the record; raises Invalid with every problem.

    `other` is the login of the same asset that is recorded already.
    """
    reading.check(asset is not None, "asset", tr("Choose the account or shop."))
    if asset is not None:
        reading.check(
            asset.asset_type in credentialed(),
            "asset",
            tr("{type} has no login of its own.", type=type_label(asset.asset_type)),
        )
    reading.check(
        other is None or other.id == key,
        "asset",
        tr("The login of this asset is already recorded. Edit that one."),
    )
    past = {"password_last_changed_on", "sessions_ended_on", "last_verified_on"}
    values = reading.values(draft, Login, past)
    for field in ("mailbox", "recovery"):
        values[field] = reading.mailbox(field, getattr(draft, field))
    for mailbox in (values["mailbox"], values["recovery"]):
        if is_private(mailbox):
            reading.notice(
                "mailbox" if mailbox == values["mailbox"] else "recovery",
                tr("This is a private mailbox. A company mailbox stays when its holder leaves."),
            )
    reading.done()
    return Login(id=key, **values)


def is_private(mailbox: str) -> bool:
    """Tell whether the mailbox of a login is one that people have for themselves."""
    return mailbox.rpartition("@")[2].casefold() in _PRIVATE


_PRIVATE = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "yahoo.com",
        "icloud.com",
        "me.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "163.com",
        "wp.pl",
        "o2.pl",
        "mail.ru",
    }
)
"""Domains of mailboxes that private persons have; the list cannot be complete."""
