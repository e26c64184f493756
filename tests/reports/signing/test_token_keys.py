"""Keys on a token, tried with SoftHSM: a token made of files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from delvia_desktop.domain.papers.sealing import seal
from delvia_desktop.domain.papers.signatures import SignatureLook, Token
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.reports.signing import token_keys
from delvia_desktop.reports.signing.signing import sign
from delvia_desktop.reports.signing.signing_keys import opened_key
from delvia_desktop.services.papers import paper_checks
from tests.keys import START, certificate, private_key
from tests.reports.example import drawn

PIN = "735519"
FOLDERS = ("/usr/lib", "/usr/local/lib", "/usr/lib64")
MODULES = [
    found
    for folder in FOLDERS
    for found in (
        *Path(folder).glob("softhsm/libsofthsm2.so"),
        *Path(folder).glob("*/softhsm/libsofthsm2.so"),
    )
]

needs_token = pytest.mark.skipif(
    not MODULES or shutil.which("softhsm2-util") is None, reason="SoftHSM is not installed"
)


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    """A module with tokens: one with one key, one with two, one with a certificate amiss."""
    folder = tmp_path_factory.mktemp("tokens")
    (folder / "files").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'files'}\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    for label, keys in (
        ("Mara", ["rsa"]),
        ("Two", ["rsa", "ec"]),
        ("Amiss", ["ec"]),
        ("Bare", ["ec"]),
        ("Empty", []),
    ):
        util("--init-token", "--free", "--label", label, "--so-pin", "99887766")
        for number, kind in enumerate(keys, start=1):
            file = folder / "key.pem"
            file.write_bytes(
                private_key(kind).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            )
            about = ("--label", kind, "--id", f"0{number}")
            util("--import", str(file), "--token", label, *about)
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    library = pkcs11.lib(str(MODULES[0]))
    for label, kind, number in (
        ("Mara", "rsa", 1),
        ("Two", "rsa", 1),
        ("Two", "ec", 2),
        ("Amiss", "ec of somebody else", 1),
    ):
        held = certificate(f"{label} {kind}", kind).public_bytes(Encoding.DER)
        with library.get_token(token_label=label).open(user_pin=PIN, rw=True) as session:
            told = decode_x509_certificate(held)
            told |= {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: bytes([number])}
            session.create_object(told)
    yield MODULES[0]
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def util(*arguments: str) -> None:
    command = ["softhsm2-util", *arguments, "--pin", PIN]
    subprocess.run(command, check=True, capture_output=True)


@needs_token
@pytest.mark.parametrize(
    ("label", "key", "name"),
    [("Mara", "", "Mara rsa"), ("Two", "rsa", "Two rsa"), ("Two", "ec", "Two ec")],
)
def test_a_paper_is_signed_with_the_key_of_a_token(module, label, key, name):
    paper = seal(drawn()[0])
    with opened_key(Token(module, PIN, label, None, key)) as opened:
        copy = sign(paper, opened, SignatureLook(), START)
    verdict = paper_checks.check_paper(copy)
    assert verdict.is_unaltered
    assert [each.certificate.name for each in verdict.added.signatures] == [name]


@needs_token
@pytest.mark.parametrize(
    ("token", "words"),
    [
        ({"label": "Mara", "pin": "000000"}, "The PIN is wrong"),
        ({"label": "Mara", "pin": ""}, "The PIN is wrong"),
        ({"label": "Mara", "pin": "1" * 300}, "The PIN is wrong"),
        ({"label": "Nobody"}, "Token “Nobody” was not found. Connected: “"),
        ({}, "There are several tokens"),
        ({"slot": 987654}, "No token was found"),
        ({"label": "Two"}, "several keys: “"),
        ({"label": "Two", "key_label": "none"}, "no such private key"),
        ({"label": "Empty"}, "no such private key"),
        ({"label": "Bare"}, "no certificate for it"),
    ],
)
def test_a_token_that_cannot_be_used_is_refused_with_a_sentence(module, token, words):
    asked = {"pin": PIN, **token}
    with pytest.raises(Refused, match=words) as refused:
        opened_key(Token(module, **asked)).__enter__()
    assert PIN not in f"{refused.value} {refused.value.__cause__!r} {Token(module, **asked)!r}"


@needs_token
def test_a_key_that_does_not_fit_its_certificate_gives_no_sound_signature(module):
    paper = seal(drawn()[0])
    with opened_key(Token(module, PIN, "Amiss")) as opened:
        copy = sign(paper, opened, SignatureLook(), START)
    verdict = paper_checks.check_paper(copy)
    assert not verdict.is_unaltered
    assert not verdict.added.signatures[0].is_intact


def test_a_locked_pin_is_told_and_not_tried_again(monkeypatch):
    class Locked:
        tried = 0

        def open(self, **_: str) -> None:
            self.tried += 1
            raise token_keys.trouble.PinLocked

    locked = Locked()
    monkeypatch.setattr(token_keys, "_found", lambda _: locked)
    with pytest.raises(Refused, match="The PIN is locked"):
        opened_key(Token(Path("any.so"), PIN)).__enter__()
    assert locked.tried == 1


@pytest.mark.parametrize("content", [None, b"", b"no module at all"])
def test_a_file_that_is_no_module_is_refused(content, tmp_path):
    file = tmp_path / "module.so"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Refused, match=r"“module\.so” cannot be loaded"):
        opened_key(Token(file, PIN)).__enter__()
