"""Finding anything: records of every kind by any of their text or ids, the best first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.lists.rows import Hit
from delvia_desktop.domain.records.kinds import KINDS, Kind
from delvia_desktop.domain.words.text import folded, spellings
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.lists import search

_LEADING = ("partner", "asset", "person", "business-center", "access-record")
"""Kinds that stand for themselves; of the others fewer are shown."""

_MOST, _FEW = 8, 4
_MANY = 500
"""Records with one of several words that are looked at for the others."""

_OTHER = 3
"""The rank of what is found by other text than an id or its name."""

_RENAMED = ("partner", "asset", "person", "business-center")
"""Kinds that are sought by a former name too, such as a handle that was changed."""

_IDS = ("bc_id", "asset_id", "pixel_code", "user_id", "email", "number")


def find(register: Register, text: str) -> list[Hit]:
    """Search a register: return records of any kind with a text: ids, names, then the rest.

    Where none has it as it was typed, those have it that have each of its words.
    """
    sought = spellings(text)
    if not sought[0]:
        return []
    found = _found(register, text, sought)
    words = folded(text).split()
    return found or (_with_each(register, words) if len(words) > 1 else [])


def _with_each(register: Register, words: Sequence[str]) -> list[Hit]:
    connection, hits = register.store.connection, list[Hit]()
    for kind in KINDS:
        each = [set(search.keys_with(connection, kind, word, _MANY)) for word in words]
        for key in sorted(set.intersection(*each))[:_FEW]:
            record = register.records.get(kind.record, key)
            hits.append(
                Hit(kind.name, key, called(register.records, record), _detail(kind, record))
            )
    return hits


def _found(register: Register, text: str, sought: tuple[str, ...]) -> list[Hit]:
    hits: list[tuple[int, int, Hit]] = []
    for kind in KINDS:
        limit = _MOST if kind.name in _LEADING else _FEW
        keys = search.keys_with(register.store.connection, kind, text, limit, _IDS)
        if kind.name in _RENAMED and len(keys) < limit:
            hits += _renamed(register, kind, text, set(keys))
        for key in keys:
            record = register.records.get(kind.record, key)
            hit = Hit(kind.name, key, called(register.records, record), _detail(kind, record))
            hits.append((_rank(hit, record, sought), _place(kind), hit))
            if isinstance(record, BusinessCenter):
                hits += _acting_through(register, record, sought)
    ordered = sorted(hits, key=lambda found: found[:2])
    return list(dict.fromkeys(hit for _, _, hit in ordered))


def _renamed(
    register: Register, kind: Kind, text: str, found: Collection[int]
) -> list[tuple[int, int, Hit]]:
    """Return the records of a kind that had such a name, beside those that were found."""
    hits = []
    for key, former in search.renamed(register.store.connection, kind, text, _MOST).items():
        if key not in found:
            record = register.records.get(kind.record, key)
            about = tr("{about} · formerly {name}", about=_detail(kind, record), name=former)
            hit = Hit(kind.name, key, called(register.records, record), about)
            hits.append((_OTHER, _place(kind), hit))
    return hits


def _acting_through(
    register: Register, center: BusinessCenter, sought: tuple[str, ...]
) -> list[tuple[int, int, Hit]]:
    """Return the partner whose Business Center was found: one seeks it by its id."""
    partner = register.records.find(Partner, business_center=center.id)
    if partner is None:
        return []
    hit = Hit("partner", partner.id, partner.name, center.bc_id)
    return [(_rank(hit, center, sought), -1, hit)]


def _rank(hit: Hit, record: Any, sought: tuple[str, ...]) -> int:  # noqa: ANN401 - any record
    if not {folded(str(getattr(record, name, ""))) for name in _IDS}.isdisjoint(sought):
        return 0
    named = spellings(hit.name)
    if any(name.startswith(sought) for name in named):
        return 1
    return 2 if any(part in name for part in sought for name in named) else _OTHER


def _place(kind: Kind) -> int:
    return _LEADING.index(kind.name) if kind.name in _LEADING else len(_LEADING)


def _detail(kind: Kind, record: Any) -> str:  # noqa: ANN401 - any record
    ids = (str(getattr(record, name, "") or "") for name in _IDS)
    return " · ".join(filter(None, (kind.label(), next(filter(None, ids), ""))))
