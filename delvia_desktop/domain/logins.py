"""Logins: who holds the mailbox and the recovery of an account, never the secret itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

from delvia_desktop.domain.assets import AssetKey
from delvia_desktop.domain.people import PersonKey

LoginKey = NewType("LoginKey", int)


@dataclass(frozen=True)
class Login:
    """How an account is signed in to: dates and holders. Who knows the password is assignments."""

    id: LoginKey
    asset: AssetKey
    mailbox: str = ""
    mailbox_holder: PersonKey | None = None
    recovery: str = ""
    recovery_holder: PersonKey | None = None
    two_step: str = ""
    is_shared: str = ""
    password_last_changed_on: date | None = None
    sessions_ended_on: date | None = None
    last_verified_on: date | None = None
    evidence_ref: str = ""
    note: str = ""
