"""Pictures in which people are named wherever a text can name them, for what must not be read."""

from __future__ import annotations

import dataclasses
import json
import random
import re
from types import MappingProxyType
from typing import Any

from delvia_desktop.domain.papers.content import Content
from delvia_desktop.domain.picture import PLACES, Picture
from delvia_desktop.domain.redaction_fields import FIELDS, Treatment

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

    def put(kind: str, record: Any, field: str, treatment: Treatment) -> Any:
        value = getattr(record, field)
        if treatment is Treatment.TEXT and not isinstance(value, str):
            return value
        put_in = {
            Treatment.PERSON: lambda: names[record.id],
            Treatment.NAME: lambda: rng.choice([*names.values(), *STRANGERS]),
            Treatment.TEXT: sentence,
            Treatment.NUMBER: lambda: phone,
            Treatment.ADDRESS: lambda: emails[record.id] if kind == "person" else elsewhere,
            Treatment.ID: lambda: ids[record.id],
        }
        return put_in[treatment]() if treatment in put_in else value

    places = {
        place: MappingProxyType(
            {
                key: dataclasses.replace(
                    record,
                    **{
                        field: put(kind, record, field, treatment)
                        for field, treatment in FIELDS[kind].items()
                        if treatment is not Treatment.KEPT
                    },
                )
                for key, record in getattr(picture, place).items()
            }
        )
        for kind, place in PLACES.items()
    }
    return dataclasses.replace(picture, **places), said


def read_in(words: set[str], content: Content, data: dict[str, Any]) -> set[str]:
    """Return which words can be read in the content of a paper or in the data attached to it."""
    told = [*_texts(dataclasses.asdict(content)), *_texts(json.loads(json.dumps(data)))]
    text = "\n".join(told)
    return {word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)}


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
