"""The form of a signature: nothing may be in it that could be otherwise without being noticed.

A signature covers the bytes of the file around it and a part of itself. Of the rest, what has only
one right form must have it, so that every altered byte shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from asn1crypto import algos, cms, core

from delvia_desktop.reports.signing.certificates import are_whole

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_HEX = re.compile(rb"<(?:[0-9A-F]+|[0-9a-f]+)>")
"""As programs write it, all in one case: otherwise other bytes could mean the same."""
_DIGESTS = ("sha256", "sha384", "sha512")
"""What a signature may be over; older ones can be forged."""


def has_right_form(content: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Tell whether a signature in a PDF has the form that it must have."""
    _, first, second, _ = embedded.byte_range
    raw = embedded.pkcs7_content
    message = cms.ContentInfo.load(raw)
    size = len(message.dump())
    inside = len(message["content_type"].dump()) + len(message["content"].dump())
    data = embedded.signed_data
    return (
        _HEX.fullmatch(content[first:second]) is not None
        and not raw[size:].strip(b"\0")
        and len(message.contents) == inside
        and _has_right_head(data, embedded.signer_info)
        and _names_its_certificate(embedded)
        and are_whole([each.chosen.dump() for each in data["certificates"]])
    )


def _names_its_certificate(embedded: EmbeddedPdfSignature) -> bool:
    """Tell whether the certificate is named to the letter; names are compared without case."""
    named = embedded.signer_info["sid"]
    if named.name != "issuer_and_serial_number":
        return True
    issuers = {named.chosen["issuer"].dump(), embedded.signer_cert.issuer.dump()}
    return len(issuers) == 1


def _has_right_head(data: Any, signer: Any) -> bool:  # noqa: ANN401 - of asn1crypto
    """Tell whether versions and digests say what the rest says already."""
    digest = signer["digest_algorithm"]["algorithm"].native
    if digest not in _DIGESTS:
        return False
    version = "v1" if signer["sid"].name == "issuer_and_serial_number" else "v3"
    named = [*data["digest_algorithms"], signer["digest_algorithm"]]
    detached = cms.EncapsulatedContentInfo({"content_type": "data"}).dump()
    forms = {
        algos.DigestAlgorithm({"algorithm": digest, **more}).dump()
        for more in ({}, {"parameters": core.Null()})
    }
    return (
        all(each.dump() in forms for each in named)
        and all(each["version"].dump() == cms.CMSVersion(version).dump() for each in (data, signer))
        and data["encap_content_info"].dump() == detached
    )
