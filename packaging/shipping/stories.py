"""What a person does with the program, played where there is nothing but what is shipped."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from shipping.checks import Failed
from shipping.roots import Root

AGENCY = "Brightside Media"
REFUSED = 1


def on_the_command_line(root: Root, program: str) -> str:
    """Make a register; issue, sign and verify a document in English and in German; count them."""
    if root.run("sh", "-c", "command -v python3 python || true"):
        raise Failed("There is a Python in this root, so that nothing is shown.")
    root.run(program, "new", "story.delvia", "--sample")
    numbers = []
    for language in ("en", "de"):
        paper, signed = f"{language}.pdf", f"{language}-signed.pdf"
        told = root.run(
            program, "paper", "partner", "story.delvia", "--partner", AGENCY,
            "--language", language, "-o", paper,
        )  # fmt: skip
        number = re.search(r"Issued (\S+)", told)
        if number is None:
            raise Failed(f"No number was given: {told}")
        numbers.append(number[1])
        write_key(root.home / "key.p12", b"a secret of the story")
        (root.home / "passphrase").write_text("a secret of the story\n", encoding="utf-8")
        root.run(
            program, "paper", "sign", "story.delvia", number[1], "--key", "key.p12",
            "--passphrase-file", "passphrase", "-o", signed,
        )  # fmt: skip
        (root.home / "key.p12").unlink()
        for file in (paper, signed):
            told = root.run(program, "paper", "verify", file, "--register", "story.delvia")
            if "issued it as" not in told:
                raise Failed(f"{file} is not known: {told}")
        _forged(root, program, paper)
    root.run(program, "export", "story.delvia", "-o", "all.xlsx")
    root.run(program, "import", "plan", "story.delvia", "all.xlsx")
    root.run(program, "check", "story.delvia")
    return f"issued, signed and verified {', '.join(numbers)} (German the second), and exported"


def _forged(root: Root, program: str, paper: str) -> None:
    content = (root.home / paper).read_bytes()
    middle = len(content) // 2
    altered = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    (root.home / "forged.pdf").write_bytes(altered)
    root.ends_with(REFUSED, program, "paper", "verify", "forged.pdf")


def every_command(root: Root, program: str) -> str:
    """Ask every command for its help: each is loaded by name when it runs."""
    commands: dict[str, str] = import_module("delvia_desktop.cli.main").COMMANDS
    for command in commands:
        root.run(program, command, "--help")
    return f"{len(commands)} commands"


def write_key(file: Path, passphrase: bytes) -> None:
    """Write a key and its certificate, as a person gets them, into a file."""
    x509: Any = import_module("cryptography.x509")
    hashes: Any = import_module("cryptography.hazmat.primitives.hashes")
    rsa: Any = import_module("cryptography.hazmat.primitives.asymmetric.rsa")
    forms: Any = import_module("cryptography.hazmat.primitives.serialization")
    pkcs12: Any = import_module("cryptography.hazmat.primitives.serialization.pkcs12")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Mara of the story")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    locked = forms.BestAvailableEncryption(passphrase)
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"story", key, certificate, None, locked)
    )
