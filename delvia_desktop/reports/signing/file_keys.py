"""Keys in a PKCS#12 file, as most programs and authorities hand them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asn1crypto import keys, x509
from asn1crypto import pkcs12 as structure
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from delvia_desktop.domain.papers.signatures import KeyFile
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr


def unlocked(source: KeyFile) -> SimpleSigner:
    """Unlock a key file (PKCS#12): return its signer; raises Refused with the reason."""
    key, certificate, others = _opened(source)
    if key is None or certificate is None:
        raise Refused(tr("The file does not contain a private key with its certificate."))
    der = serialization.Encoding.DER
    chain = {each for each in others if each != certificate}
    private = keys.PrivateKeyInfo.load(
        key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(der)),
        signing_key=private,
        cert_registry=SimpleCertificateStore.from_certs(
            x509.Certificate.load(each.public_bytes(der)) for each in chain
        ),
    )


def _opened(source: KeyFile) -> tuple[Any, Any, Sequence[Any]]:
    """Return key, certificate and further certificates of a PKCS#12 file."""
    try:
        _ = structure.Pfx.load(source.content, strict=True)["auth_safe"].native
    except (ValueError, TypeError, KeyError) as error:
        text = tr("The file contains no key. Choose a PKCS#12 file (.p12 or .pfx).")
        raise Refused(text) from error
    try:
        # Some programs take no passphrase for an empty one; the library tells them apart.
        return pkcs12.load_key_and_certificates(source.content, source.passphrase.encode() or None)
    except (ValueError, TypeError):
        # Without the cause: what the library was given must not stand in any report.
        raise Refused(tr("The passphrase is wrong.")) from None
    except UnsupportedAlgorithm as error:
        text = tr("The key is protected in a way that Delvia does not support. Export it again.")
        raise Refused(text) from error
