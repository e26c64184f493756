"""Pictures in which people are named wherever a text can name them, for what must not be read."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from delvia_desktop.domain.records.picture import PLACES, Picture

NAMES = (
    "佐藤 恵",
    "Anne-Marie O’Neil",
    "Lea Brandau",
    "Lea Brandau-Meyer",
    "نورة الشامسي",
    "สมชาย ใจดี",
    "Łukasz Żak",
    "अनिल कुमार",
    "김민수",
    "Tomasine",
    "Will",
    "Ἀλέξανδρος Παππάς",
    "Дмитрий Щёголев",
    "Nguyễn Thị Ánh",
    "José María d’Ávila y Núñez",
)
STRANGERS = ("Quentin Zarkov", "Zofia Niewiadomska", "謎野 太郎", "Хто Невідомий")
SURNAMES = ("Abelmann", "Brzęczyk", "Curwood", "Dragović", "Eßlinger")

STAYS = {
    "business-center": "name bc_id legal_entity status verification_status two_step_scope "
    "allowlist_scope email_domains",
    "partner": "name kind legal_name",
    "person": "employer former_employer",
    "seat": "role finance_role",
    "asset": "name asset_type asset_id pixel_code owner_kind ownership_proof shop_code status",
    "assignment": "surface",
    "login": "two_step is_shared",
    "claim": "route",
    "attachment": "subject_kind media_type sha256 step",
    "note": "subject_kind",
    "access-record": "number kind register_state sha256 subject_kind language page_size",
    "acknowledgement": "how",
    "letterhead": "accent page_size language",
    "threshold": "code",
    "acceptance": "finding",
    "review": "kind",
    "review-line": "subject_kind surface what who decision",
    "comparison": "listed",
    "comparison-line": "subject_kind difference field outcome",
    "run": "procedure",
    "step": "code state",
}
"""What no person is put into: codes, ids, names of organisations and things, words of a review."""
NAMED_BY_FIELD = re.compile(
    r"\w+_by|by|who|owner|reviewer|creator|holder|asked_whom|internal_owner|owner_person"
    r"|line_manager|contact_name"
)


def named_everywhere(picture: Picture, seed: int) -> tuple[Picture, set[str]]:
    """Return a picture with people named in every field that may name them, and all those words."""
    rng = random.Random(seed)
    people = list(picture.people)
    names = {
        key: NAMES[at] if at < len(NAMES) else f"Ida{at:04} {SURNAMES[at % len(SURNAMES)]}"
        for at, key in enumerate(people)
    }
    emails = {key: f"p{key}.secret@mail{key % 3}.example" for key in people}
    ids = {key: str(6_900_000_000_000_000_000 + 7919 * key) for key in people}
    phone = "+49 (170) 555-0142"
    elsewhere = "who.knows@secret.example"
    said = {elsewhere, *names.values(), *emails.values(), *ids.values(), *STRANGERS, phone}

    def sentence() -> str:
        who = rng.choice(people) if people else None
        known = (names[who], emails[who], f"@{emails[who].split('@')[0]}") if who else ()
        some = rng.choice([*known, rng.choice(STRANGERS), phone, ids[who] if who else phone])
        return rng.choice(
            [f"As {some} asked", f"{some}: yes", f"(see {some}), no day", f"Agreed with {some}"]
        )

    def put(kind: str, key: int, field: str) -> str:
        of_person = {"name": names, "email": emails, "user_id": ids} if kind == "person" else {}
        if field in of_person:
            return of_person[field][key]
        if NAMED_BY_FIELD.fullmatch(field):
            return rng.choice([*names.values(), *STRANGERS])
        if field == "contact_phone":
            return phone
        is_address = field.endswith(("email", "_address")) or field in {"mailbox", "recovery"}
        return elsewhere if is_address else sentence()

    places = {
        place: MappingProxyType(
            {
                key: dataclasses.replace(
                    record,
                    **{
                        field: put(kind, record.id, field)
                        for field, value in vars(record).items()
                        if isinstance(value, str) and field not in STAYS.get(kind, "").split()
                    },
                )
                for key, record in getattr(picture, place).items()
            }
        )
        for kind, place in PLACES.items()
    }
    return dataclasses.replace(picture, **places), said


def read_in(words: set[str], *told: Any) -> set[str]:
    """Return which words can be read in papers, their data or records, whatever these hold."""
    text = "\n".join(text for each in told for text in _texts(each))
    return {word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)}


def _texts(value: Any) -> list[str]:
    if dataclasses.is_dataclass(value):
        return _texts(vars(value))
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
