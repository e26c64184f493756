"""`delvia paper sign` and `delvia paper verifier`: papers signed, and the means to check them."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from delvia_desktop.cli.opening import FILE, opened_at
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.domain.papers.signatures import KeyFile, SignatureLook, Token
from delvia_desktop.i18n import tr
from delvia_desktop.services.papers import access_records, verifiers

_PATH = click.Path(path_type=Path)
_OUT = writes("The file to write.")


@click.command("sign")
@FILE
@click.argument("number")
@click.option("--key", "key_file", type=_PATH, help="The PKCS#12 file with the key.")
@click.option(
    "--token", "module", type=_PATH, help="The PKCS#11 module of a smart card or USB token."
)
@click.option("--token-label", default="", help="Which token, if there are several.")
@click.option("--slot", type=click.IntRange(0, 2**32 - 1), help="The slot of the token.")
@click.option("--key-label", default="", help="Which key of the token, if there are several.")
@click.option(
    "--passphrase-file",
    "secret",
    type=click.File(),
    help="A file whose first line is the passphrase or PIN; - for standard input.",
)
@click.option("--invisible", is_flag=True, help="Do not show the signature on the page.")
@click.option("--reason", default="", help="The reason for signing.")
@click.option("--place", default="", help="The place of signing.")
@click.option(
    "--even-if-expired", is_flag=True, help="Sign even outside the certificate's validity dates."
)
@_OUT
def sign(  # noqa: PLR0913 - click passes each option by itself
    file: Path,
    number: str,
    *,
    key_file: Path | None,
    module: Path | None,
    token_label: str,
    slot: int | None,
    key_label: str,
    secret: TextIO | None,
    invisible: bool,
    reason: str,
    place: str,
    even_if_expired: bool,
    target: Output,
) -> None:
    """Sign an issued document digitally and store the signed copy with it.

    NUMBER is the document number, such as HR-2026-003. If a signed copy is already stored with the
    document, the new signature is added to that copy. The passphrase or PIN is asked for each time
    and never stored.
    """
    from delvia_desktop.services.papers import signing  # noqa: PLC0415 - loads ReportLab

    if (key_file is None) == (module is None):
        raise click.UsageError(tr("Specify the signing key with --key or --token."))
    look = SignatureLook(not invisible, reason, place)
    with opened_at(file) as opened:
        record = access_records.paper_numbered(opened.records, number)
        content = signing.content_to_sign(opened, record)
        source: KeyFile | Token
        if module is not None:
            pin = _secret(secret, tr("Token PIN"))
            source = Token(module, pin, token_label, slot, key_label)
        elif key_file is not None:
            locked = signing.read_key_file(key_file)
            source = KeyFile(locked, _secret(secret, tr("Key passphrase")))
        order = signing.Order(record, content, source, look, opened.clock())
        made = signing.sign(order, despite_doubt=even_if_expired)
        if isinstance(made, signing.SigningDoubt):
            click.confirm(tr("{doubt} Sign anyway?", doubt=made.text), abort=True, err=True)
            made = signing.sign(order, despite_doubt=True)
        if isinstance(made, signing.SignedCopy):
            opened.perform(signing.keep_signed, made)
            signing.save_signed(made, target.file, target.replacing)
            click.echo(
                tr(
                    "Signed {number} as {name}. The signed copy is stored in the register and "
                    "in {file}.",
                    number=record.number,
                    name=made.certificate.name,
                    file=str(target),
                )
            )


@click.command("verifier")
@_OUT
def verifier(target: Output) -> None:
    """Write the document verifier: a single file that needs only Python."""
    verifiers.save_verifier(target.file, target.replacing)
    click.echo(tr("Wrote the document verifier to {file}.", file=str(target)))


def _secret(file: TextIO | None, prompt: str) -> str:
    """Return what opens a key: from a file if one was named, else typed without being seen."""
    if file is not None:
        return file.readline().rstrip("\r\n")
    typed: str = click.prompt(prompt, hide_input=True, default="", show_default=False, err=True)
    return typed
