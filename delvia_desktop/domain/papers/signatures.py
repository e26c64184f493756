"""Digital signatures on papers: with what one is made, and what is known of one that is there.

A signed copy is an issued paper, byte for byte, followed by what each signature added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True)
class KeyFile:
    """A key in a PKCS#12 file, as its bytes; the passphrase is never kept and never shown."""

    content: bytes = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class Token:
    """A key on a card or a stick, reached through the PKCS#11 module of its maker.

    Without a label or a slot the only token is meant, without a key label the only key on it.
    """

    module: Path
    pin: str = field(repr=False)
    label: str = ""
    slot: int | None = None
    key_label: str = ""


KeySource = KeyFile | Token


@dataclass(frozen=True)
class SignatureLook:
    """What a signature says beside the name, and whether it is drawn on a page."""

    is_visible: bool = True
    reason: str = ""
    place: str = ""


@dataclass(frozen=True)
class Certificate:
    """Who a certificate says that its holder is, and who says so; moments are aware."""

    name: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    fingerprint: str
    """The SHA-256 of the certificate, by which its holder can be asked whether it is theirs."""
    is_self_signed: bool


@dataclass(frozen=True)
class Signature:
    """One signature in a paper. `signed_at` is from the signer's own clock, None if not told."""

    certificate: Certificate | None
    signed_at: datetime | None
    is_intact: bool
    """Whether the bytes that it covers are those that were signed, with the key of its holder."""
    covers_whole_file: bool
    """Whether nothing was added after it."""
    page: int
    """The page on which it is drawn, 0 if on none."""
    reason: str = ""
    place: str = ""


class Addition(StrEnum):
    """What stands in a file after the paper that was issued."""

    NOTHING = "NOTHING"
    SIGNATURES = "SIGNATURES"
    UNCHECKED = "UNCHECKED"
    OTHER = "OTHER"


@dataclass(frozen=True)
class Added:
    """What was added to an issued paper, and the signatures that were found in it."""

    what: Addition
    signatures: tuple[Signature, ...] = ()
