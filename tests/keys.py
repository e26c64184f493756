"""Keys and certificates to sign with in tests, made when they are wanted and kept for the run."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "Gänseblümchen im Regen"
START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2029, 1, 1, tzinfo=UTC)


@functools.cache
def private_key(kind: str):
    makers = {
        "rsa": lambda: rsa.generate_private_key(65537, 2048),
        "weak": lambda: rsa.generate_private_key(65537, 1024),
        "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
        "weak ec": lambda: ec.generate_private_key(ec.SECP224R1()),
        "ed25519": ed25519.Ed25519PrivateKey.generate,
    }
    return makers[kind.partition(" of ")[0]]()


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def certificate(common: str, kind: str, start=START, end=END, *, issued: bool = False):
    """A certificate for a key: signed by itself, or by an authority of the tests."""
    key = private_key(kind)
    issuer, signer = ("Authority", private_key("rsa of the authority")) if issued else (common, key)
    built = (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(sum(map(ord, common)))
        .not_valid_before(start)
        .not_valid_after(end)
    )
    return built.sign(signer, None if kind == "ed25519" else hashes.SHA256())


@functools.cache
def authority():
    return certificate("Authority", "rsa of the authority", START - timedelta(days=1))


@functools.cache
def key_file(common="Mara Voss", kind="rsa", start=START, end=END, *, issued=False) -> bytes:
    """A PKCS#12 file, as an authority hands it out."""
    return pkcs12.serialize_key_and_certificates(
        b"mine",
        private_key(kind),
        certificate(common, kind, start, end, issued=issued),
        [authority()] if issued else None,
        BestAvailableEncryption(PASSPHRASE.encode()),
    )
