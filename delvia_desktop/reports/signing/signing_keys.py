"""Keys to sign with: from a PKCS#12 file, or on a card or stick that speaks PKCS#11.

Whatever goes wrong has a sentence, and none of them has the passphrase or the PIN in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from delvia_desktop.domain.papers.signatures import Certificate, KeyFile, KeySource
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.reports.signing.certificates import told_of
from delvia_desktop.reports.signing.signing_tools import tools

_RSA_BITS, _CURVE_BITS = 2048, 256
"""What a key has at least; with less, a signature can be forged or is refused by readers."""


@dataclass(frozen=True)
class SigningKey:
    """A key that is ready to sign, with the certificate of its holder."""

    certificate: Certificate
    signer: Any
    """The signer of pyHanko that uses it."""


@contextmanager
def opened_key(source: KeySource) -> Iterator[SigningKey]:
    """Open the signing key of a file or a token, until the end of the block.

    Raises NotInstalled, or Refused with the reason why the key cannot be used.
    """
    with tools():
        if isinstance(source, KeyFile):
            from delvia_desktop.reports.signing.file_keys import unlocked  # noqa: PLC0415 - loads pyHanko

            yield _checked(unlocked(source))
        else:
            from delvia_desktop.reports.signing.token_keys import opened_token  # noqa: PLC0415 - PKCS#11

            with opened_token(source) as signer:
                yield _checked(signer)


def doubt_of(certificate: Certificate, moment: datetime) -> str:
    """Say why not to sign with a key by its certificate at a moment, or return nothing."""
    if moment < certificate.valid_from:
        return tr(
            "The certificate of {name} is not valid before {day}.",
            name=certificate.name,
            day=show_day(certificate.valid_from),
        )
    if moment > certificate.valid_until:
        return tr(
            "The certificate of {name} expired on {day}.",
            name=certificate.name,
            day=show_day(certificate.valid_until),
        )
    return ""


def _checked(signer: Any) -> SigningKey:  # noqa: ANN401 - a signer of pyHanko
    """Return a key that is strong enough and of a kind that readers know."""
    certificate = signer.signing_cert
    public = certificate.public_key
    least = {"rsa": _RSA_BITS, "ec": _CURVE_BITS}.get(public.algorithm)
    if least is None:
        raise Refused(
            tr(
                "Delvia signs with RSA and elliptic-curve keys; this one is {kind}.",
                kind=public.algorithm.upper(),
            )
        )
    if public.bit_size < least:
        raise Refused(
            tr(
                "The key is too weak to sign with: it has {bits} bits; the minimum is {least}.",
                bits=public.bit_size,
                least=least,
            )
        )
    return SigningKey(told_of(certificate), signer)
