"""Certificates as people are told of them: whose, by whom, from when until when."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from delvia_desktop.domain.papers.signatures import Certificate

_PARTS = ("common_name", "organization_name", "organizational_unit_name", "email_address")


def told_of(certificate: Any) -> Certificate:  # noqa: ANN401 - an asn1crypto certificate
    """Return what an X.509 certificate says of itself; raises ValueError if unreadable."""
    return Certificate(
        _called(certificate.subject),
        _called(certificate.issuer),
        certificate.not_valid_before,
        certificate.not_valid_after,
        certificate.sha256.hex(),
        certificate.subject.dump() == certificate.issuer.dump(),
    )


def are_whole(certificates: Sequence[bytes]) -> bool:
    """Tell whether certificates, as DER, are one chain, each of them as its issuer made it.

    The last one cannot be checked if its issuer is not among them; nothing is told of it.
    """
    from cryptography import x509  # noqa: PLC0415 - slow to load
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - the same

    read = [x509.load_der_x509_certificate(each) for each in set(certificates)]
    issuers = {}
    for each in read:
        for issuer in read:
            if issuer.subject == each.issuer:
                try:
                    each.verify_directly_issued_by(issuer)
                except InvalidSignature:
                    return False
                issuers[each] = issuer
    chained = {issuer for each, issuer in issuers.items() if issuer != each}
    return len(read) <= len(chained) + 1


def _called(name: Any) -> str:  # noqa: ANN401 - an asn1crypto name
    """Return the most telling part of a name; what would turn the reading order is left out."""
    parts = name.native
    found = next((parts[part] for part in _PARTS if parts.get(part)), "") or name.human_friendly
    text = found if isinstance(found, str) else ", ".join(map(str, found))
    return "".join(c for c in text if unicodedata.category(c)[0] != "C").strip()
