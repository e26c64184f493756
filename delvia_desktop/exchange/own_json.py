"""Our own export as JSON, read back as lines (`docs/export.md`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.plans.columns import BETWEEN, KEY, LISTED, columns
from delvia_desktop.domain.plans.lines import SourceLine, SourcePlace, without_nothing
from delvia_desktop.domain.secrets.secrets import find_secret
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.foreign_json import BAD_JSON, expect_whole_text
from delvia_desktop.i18n import tr

FORMAT, VERSION = "delvia-export", 1
_BEGINNING = 2_000
"""Characters in which a file says its format: keys are sorted, and `format` comes early."""


def is_own_json(text: str) -> bool:
    """Tell whether a text is an export of ours."""
    return f'"{FORMAT}"' in text[:_BEGINNING] or f'"{FORMAT}"' in text[-_BEGINNING:]


def own_lines(text: str, source: str) -> list[SourceLine]:
    """Return the records of an export as lines; raises Refused for what cannot come back."""
    try:
        data = json.loads(text)
        expect_whole_text(data)
        version, scope, records = data["version"], data["scope"], data["records"]
        if version > VERSION:
            raise Refused(tr("This file was written by a newer version of the program."))
        if scope["redacted"]:
            raise Refused(redacted_words())
        found = []
        for name, listed in records.items():
            for row, record in enumerate(listed, 1):
                kind = str(record[KEY]).rpartition(" ")[0]
                if kind in LISTED:
                    place = SourcePlace(source, row, name)
                    found.append(_line(place, kind, _texts(kind, record)))
    except BAD_JSON as error:
        raise Refused(tr("This file is not a whole export of Delvia.")) from error
    return found


def redacted_words() -> str:
    """Say why an export in which people are numbers is not imported."""
    return tr(
        "People are shown by number in this export, so it is for reading only. Export it without "
        "redaction to import it."
    )


def _line(place: SourcePlace, kind: str, texts: Mapping[str, str]) -> SourceLine:
    """Return a line without what looks like a secret: somebody may have written into the file."""
    secret = [name for name, text in texts.items() if find_secret(text)]
    why = tr("It looks like a password or a code, and is not read.")
    harmless = {name: text for name, text in texts.items() if name not in secret}
    return SourceLine(place, harmless, kind, unread=dict.fromkeys(secret, why))


def _texts(kind: str, record: Mapping[str, Any]) -> dict[str, str]:
    names = (column.name for column in columns(kind))
    return without_nothing({name: _text(record[name]) for name in names if name in record})


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return BETWEEN.join(map(str, value))
    return str(value)
