"""E-mail addresses as people paste them: cleaned of what mail programs put around, and checked."""

from __future__ import annotations

import re

from delvia_desktop.domain.words.text import clean_line
from delvia_desktop.i18n import tr

_NAMED = re.compile(r"[^<>@]*<([^<>]*)>[\s,;.]*")
_SCHEME = re.compile(r"mailto:", re.IGNORECASE)
_AROUND = " \t\"'“”‘’<>()[],;:."
_LOCAL = re.compile(r"[^\s@＠,;:<>()\[\]\"\\.]+(?:\.[^\s@＠,;:<>()\[\]\"\\.]+)*")
_LABEL = r"[^\s@＠.,;:<>()\[\]\"\\/_!#$%&'*+=?^`{|}~-]"
_DOMAIN = re.compile(
    rf"(?:{_LABEL}(?:(?:{_LABEL}|-)*{_LABEL})?\.)+(?!\d+$){_LABEL}(?:{_LABEL}|-)*{_LABEL}"
)
_LONGEST_LOCAL, _LONGEST = 64, 254


def clean_address(raw: str) -> str:
    """Return an e-mail address out of `mailto:lea@x.example` or `Lea <lea@x.example>`."""
    text = clean_line(raw).strip(_AROUND if "<" not in raw else None)
    named = _NAMED.fullmatch(text)
    text = (named[1] if named else text).strip(_AROUND)
    if _SCHEME.match(text):
        text = text[len("mailto:") :].split("?", 1)[0].strip(_AROUND)
    return text.replace("＠", "@")


def address_problem(text: str) -> str:
    """Say what is wrong with a cleaned e-mail address, or return an empty text."""
    local, _, domain = text.rpartition("@")
    if text.count("@") > 1 and re.search(r"[\s,;]", text):
        return tr("These are several addresses. Enter one.")
    sound = (
        len(local) <= _LONGEST_LOCAL
        and len(text) <= _LONGEST
        and _LOCAL.fullmatch(local) is not None
        and _DOMAIN.fullmatch(domain) is not None
    )
    return "" if sound else tr("This is not a valid email address.")


def is_same_mailbox(one: str, other: str) -> bool:
    """Tell whether two addresses lead to one mailbox, also as older programs kept them."""
    return clean_address(one).casefold() == clean_address(other).casefold()
