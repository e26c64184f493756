"""Half-filled forms, kept beside the person's settings until they are recorded or cancelled."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from delvia_desktop.domain.evidence.evidence import FileDraft
from delvia_desktop.domain.words.errors import DiskTrouble
from delvia_desktop.domain.words.text import clean_note
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.file import files
from delvia_desktop.storage.file.own_folder import own_folder


@dataclass(frozen=True)
class Kept:
    """A half-filled form: its key and title, and the place and record beside which it stood."""

    key: str
    title: str
    place: str = ""
    record: int = 0


def keep_draft(register: Register, form: Kept, values: Mapping[str, Any]) -> None:
    """Keep the draft of a half-filled form, but no secret and no chosen file.

    A failing disk must not disturb typing.
    """
    kept = _kept(register)
    sound = {
        name: value
        for name, value in values.items()
        if not isinstance(value, FileDraft) and not _is_secret(register, value)
    }
    kept[form.key] = {**asdict(form), "values": sound}
    _write(register, kept)


def drop_draft(register: Register, key: str) -> None:
    """Forget the kept draft of a half-filled form."""
    kept = _kept(register)
    if kept.pop(key, None) is not None:
        _write(register, kept)


def kept_draft(register: Register, key: str) -> dict[str, Any]:
    """Return the kept draft of a form from before the program ended; empty if there is none."""
    entry = _kept(register).get(key, {})
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in entry.get("values", {}).items()
    }


def kept_drafts(register: Register) -> list[Kept]:
    """Return the drafts of all forms that were left half filled."""
    return [
        Kept(key, str(entry["title"]), str(entry["place"]), int(entry["record"]))
        for key, entry in _kept(register).items()
    ]


def _is_secret(register: Register, value: object) -> bool:
    """Tell whether a value looks like a secret: it is not written anywhere, not even here."""
    if not isinstance(value, str):
        return False
    from delvia_desktop.domain.secrets.secrets import find_secret  # noqa: PLC0415 - 30 patterns

    return find_secret(value) is not None and not register.is_vouched(clean_note(value))


def _file(register: Register) -> Path | None:
    if register.path is None:
        return None
    digest = hashlib.sha256(os.fsencode(register.path.resolve())).hexdigest()[:16]
    return own_folder() / f"draft-{digest}.json"


def _kept(register: Register) -> dict[str, Any]:
    file = _file(register)
    if file is None or not file.exists():
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(register: Register, kept: Mapping[str, Any]) -> None:
    file = _file(register)
    if file is None:
        return
    with suppress(OSError, DiskTrouble):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if kept:
            files.write_file(file, json.dumps(kept, ensure_ascii=False).encode())
        else:
            file.unlink(missing_ok=True)
