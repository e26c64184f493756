"""People: everyone who has, had or will have a way in, ours or not.

A person is recorded once; seats, assignments, logins and codes say what the person can reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from delvia_desktop.domain.partners import PartnerKey

PersonKey = NewType("PersonKey", int)


class Employer(StrEnum):
    """Who employs a person."""

    OURS = "OURS"
    PARTNER = "PARTNER"
    FREELANCER = "FREELANCER"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class Person:
    """Somebody who can be given access; `user_id` is TikTok's, `left_on` the first day away."""

    id: PersonKey
    name: str
    employer: str = Employer.UNKNOWN
    partner: PartnerKey | None = None
    job: str = ""
    email: str = ""
    user_id: str = ""
    line_manager: str = ""
    started_on: date | None = None
    planned_end: date | None = None
    left_on: date | None = None
    last_verified_on: date | None = None
    evidence_ref: str = ""
    note: str = ""
