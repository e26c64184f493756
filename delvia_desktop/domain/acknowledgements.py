"""Acknowledgements: who agreed to an issued paper, when, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from delvia_desktop.domain.access_records import AccessRecordKey
from delvia_desktop.domain.evidence import AttachmentKey

AcknowledgementKey = NewType("AcknowledgementKey", int)


class How(StrEnum):
    """What shows that somebody agreed."""

    SCAN = "SCAN"
    DRAWN = "DRAWN"
    EMAIL = "EMAIL"
    DIGITAL = "DIGITAL"


@dataclass(frozen=True)
class Acknowledgement:
    """One signer of an issued paper.

    `attachment` is the signed scan, the drawn signature or the digitally signed file, kept with the
    paper; `reference` names an e-mail instead.
    """

    id: AcknowledgementKey
    access_record: AccessRecordKey
    how: str
    who: str
    on: date
    role: str = ""
    reference: str = ""
    note: str = ""
    attachment: AttachmentKey | None = None
