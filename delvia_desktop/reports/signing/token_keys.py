"""Keys on a card or a stick, through the PKCS#11 module of its maker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, Mechanism, ObjectClass
from pkcs11 import exceptions as trouble
from pyhanko.sign.pkcs11 import PKCS11Signer

from delvia_desktop.domain.papers.signatures import Token
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr


@contextmanager
def opened_token(source: Token) -> Iterator[PKCS11Signer]:
    """Open the keys of a token until the end of the block; raises Refused with the reason."""
    token = _found(source)
    try:
        with token.open(user_pin=source.pin) as session:
            yield _signer(session, token, source)
    except trouble.PinLocked:
        raise Refused(
            tr(
                "The PIN is locked after too many wrong attempts. Unlock it with the token's "
                "own software."
            )
        ) from None
    except (trouble.PinIncorrect, trouble.PinInvalid, trouble.PinLenRange, trouble.ArgumentsBad):
        raise Refused(
            tr("The PIN is wrong. The token locks after several wrong attempts.")
        ) from None
    except (trouble.PinExpired, trouble.UserPinNotInitialized):
        raise Refused(
            tr("The token requires a new PIN first. Set it with the token's own software.")
        ) from None
    except trouble.PKCS11Error as error:
        raise _refused(error) from error


def _found(source: Token) -> Any:  # noqa: ANN401 - a token of python-pkcs11
    try:
        module = pkcs11.lib(str(source.module))
    except (trouble.PKCS11Error, OSError) as error:
        text = tr(
            "“{module}” cannot be loaded. Choose the PKCS#11 module from the token's manufacturer.",
            module=source.module.name,
        )
        raise Refused(text) from error
    try:
        slots = [
            slot
            for slot in module.get_slots(token_present=True)
            if source.slot is None or slot.slot_id == source.slot
        ]
        tokens = [slot.get_token() for slot in slots]
    except trouble.PKCS11Error as error:
        raise _refused(error) from error
    wanted = [each for each in tokens if not source.label or each.label.strip() == source.label]
    if not wanted:
        raise Refused(_missing(source, [each.label.strip() for each in tokens]))
    if len(wanted) > 1:
        labels = ", ".join(f"“{each.label.strip()}”" for each in wanted)
        raise Refused(tr("There are several tokens: {labels}. Specify which one.", labels=labels))
    return wanted[0]


def _missing(source: Token, others: list[str]) -> str:
    named = [label for label in others if label]
    if source.label and named:
        labels = ", ".join(f"“{label}”" for label in named)
        return tr(
            "Token “{label}” was not found. Connected: {labels}.", label=source.label, labels=labels
        )
    return tr("No token was found. Insert the smart card or USB token and try again.")


def _signer(session: Any, token: Any, source: Token) -> PKCS11Signer:  # noqa: ANN401 - of python-pkcs11
    wanted: dict[Attribute, object] = {Attribute.CLASS: ObjectClass.PRIVATE_KEY}
    if source.key_label:
        wanted[Attribute.LABEL] = source.key_label
    keys = list(session.get_objects(wanted))
    if not keys:
        raise Refused(tr("The token has no such private key."))
    if len(keys) > 1:
        labels = ", ".join(f"“{key.label}”" for key in keys)
        raise Refused(tr("The token has several keys: {labels}. Specify which one.", labels=labels))
    key = keys[0]
    certificates = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
    read = {each: x509.Certificate.load(each[Attribute.VALUE]) for each in certificates}
    own = next((read[each] for each in certificates if each[Attribute.ID] == key.id), None)
    if own is None:
        raise Refused(tr("The token has a key but no certificate for it."))
    able = token.slot.get_mechanisms()
    return PKCS11Signer(
        session,
        signing_cert=own,
        key_id=key.id,
        ca_chain=[each for each in read.values() if each.ca and each is not own],
        # Many tokens sign only what is hashed already.
        use_raw_mechanism=own.public_key.algorithm == "ec" and Mechanism.ECDSA_SHA256 not in able,
    )


def _refused(error: trouble.PKCS11Error) -> Refused:
    if isinstance(error, (trouble.TokenNotPresent, trouble.DeviceRemoved)):
        return Refused(tr("The token was removed. Insert it and try again."))
    return Refused(tr("The token refuses to sign ({reason}).", reason=type(error).__name__))
