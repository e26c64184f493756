"""The access matrix: every asset against everyone who can work on it, on a day.

    matrix_of(picture, MatrixFilter(only_far_reaching=True), against=earlier_picture)

It is made from pictures and nothing else: the day is the picture's, and another day or another
moment to compare with is another picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from delvia_desktop.domain.access.assets import Asset, AssetKey, OwnerKind
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.people import Employer, Person, PersonKey
from delvia_desktop.domain.access.spark_codes import is_open as is_code_open
from delvia_desktop.domain.matrix.cells import (
    TEAM,
    CellChange,
    Held,
    Party,
    PartyKind,
    compared,
    held_in,
)
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.words.text import folded, in_order, searchable, spellings
from delvia_desktop.domain.words.vocabulary import asset_types, term, type_label
from delvia_desktop.i18n import tr


@dataclass(frozen=True)
class MatrixFilter:
    """What of the matrix is wanted; nothing named means all.

    With `partners`, `only_far_reaching` or `only_changes` an asset without anything of the kind is
    left out. `unfolded` gives each of our own people a column.
    """

    types: frozenset[str] = frozenset()
    partners: frozenset[PartnerKey] = frozenset()
    only_open: bool = True
    only_not_ours: bool = False
    only_far_reaching: bool = False
    only_changes: bool = False
    unfolded: bool = False
    text: str = ""


@dataclass(frozen=True)
class MatrixMoment:
    """Which day a matrix is about, and as of which moment."""

    on: date
    as_of: datetime
    revision: int
    register_state: str


@dataclass(frozen=True)
class MatrixColumn:
    """A partner, our own team, or a person with second words that say whose."""

    party: Party
    name: str
    note: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """An asset with its owner, and what is held on it by column; empty cells are left out.

    `owner_was` is who owned it before, if somebody else did; one who was renamed is the same.
    """

    asset: Asset
    owner: str
    cells: Mapping[Party, tuple[Held, ...]]
    owner_was: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether one of our Business Centers owns the asset."""
        return self.asset.owner_kind == OwnerKind.OURS

    @property
    def owner_change(self) -> CellChange | None:
        """Whether somebody else owned the asset before."""
        return CellChange.CHANGED if self.owner_was else None


@dataclass(frozen=True)
class Matrix:
    """The matrix of a day; `against` is what it is compared with.

    `people` are the names of who stands in it; `unplaced` counts open Spark Ads codes that name no
    asset and so have no row.
    """

    known: MatrixMoment
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    people: Mapping[PersonKey, str]
    unplaced: int = 0
    against: MatrixMoment | None = None
    changes: Mapping[CellChange, int] = field(default_factory=dict)
    owners_changed: int = 0


def matrix_of(picture: Picture, wanted: MatrixFilter, against: Picture | None = None) -> Matrix:
    """Return the access matrix of a picture, and how it differs from another's."""
    found = list(held_in(picture, unfolded=wanted.unfolded))
    if against is not None:
        found = compared(found, held_in(against, unfolded=wanted.unfolded))
    pictures = [picture] if against is None else [picture, against]
    people = _names({k: v for p in reversed(pictures) for k, v in p.people.items()})
    cells: dict[AssetKey, dict[Party, list[Held]]] = {}
    for held in found:
        if _is_wanted(held, wanted):
            cells.setdefault(held.asset, {}).setdefault(held.party, []).append(held)
    columns = _columns(pictures, people)
    rows = _rows(pictures, cells, wanted, columns)
    shown = Counter(
        held.change
        for row in rows
        for cell in row.cells.values()
        for held in cell
        if held.change is not None
    )
    used = {party for row in rows for party in row.cells}
    return Matrix(
        _known(picture),
        tuple(column for party, column in columns.items() if party in used),
        rows,
        people,
        sum(c.asset is None and is_code_open(c, picture.on) for c in picture.spark_codes.values()),
        _known(against) if against is not None else None,
        {change: shown[change] for change in CellChange if shown[change]},
        sum(bool(row.owner_was) for row in rows),
    )


def owner_label(row: MatrixRow) -> str:
    """Return who owns an asset in the matrix; whose it is, where it is not ours."""
    if row.asset.owner_kind == OwnerKind.PARTNER:
        return tr("{name} · partner", name=row.owner)
    if row.asset.owner_kind == OwnerKind.PERSON:
        return tr("{name} · person", name=row.owner)
    return row.owner


def owner_tone(row: MatrixRow) -> str:
    """Return the tone of an owner in the matrix: what is not ours stands out."""
    return "neutral" if row.is_ours else "critical"


def _is_wanted(held: Held, wanted: MatrixFilter) -> bool:
    by_partner = held.party.kind == PartyKind.PARTNER and held.party.key in wanted.partners
    return (
        (held.is_open or not wanted.only_open)
        and (by_partner or not wanted.partners)
        and (held.is_far_reaching or not wanted.only_far_reaching)
        and (held.change is not None or not wanted.only_changes)
    )


def _rows(
    pictures: list[Picture],
    cells: Mapping[AssetKey, Mapping[Party, list[Held]]],
    wanted: MatrixFilter,
    columns: Mapping[Party, MatrixColumn],
) -> tuple[MatrixRow, ...]:
    holding = bool(wanted.partners or wanted.only_far_reaching)
    sought = spellings(wanted.text)
    found = []
    owners = [
        {asset.id: (asset, picture.owner_name(asset)) for asset in picture.assets.values()}
        for picture in pictures
    ]
    for key in dict.fromkeys(key for known in owners for key in known):
        asset, owner = owners[0].get(key) or owners[-1][key]
        before, was = owners[-1].get(key, (asset, owner))
        row = MatrixRow(
            asset,
            owner,
            {party: tuple(held) for party, held in cells.get(key, {}).items()},
            was if _owned_by(before) != _owned_by(asset) else "",
        )
        if wanted.types and asset.asset_type not in wanted.types:
            continue
        if (wanted.only_not_ours and row.is_ours) or (holding and not row.cells):
            continue
        if wanted.only_changes and not (row.cells or row.owner_was):
            continue
        if not row.cells and key not in owners[0]:
            continue
        if any(spelled in _searched(row, columns) for spelled in sought):
            found.append(row)
    order = {code: place for place, code in enumerate(asset_types())}

    def place(row: MatrixRow) -> tuple[int, str, int]:
        asset = row.asset
        return order.get(asset.asset_type, len(order)), folded(asset.name), asset.id

    return tuple(sorted(found, key=place))


def _owned_by(asset: Asset) -> tuple[object, ...]:
    """Return who owns an asset, whatever the name."""
    owners = asset.owner_business_center, asset.owner_partner, asset.owner_person
    return (asset.owner_kind, *owners)


def _searched(row: MatrixRow, columns: Mapping[Party, MatrixColumn]) -> str:
    asset = row.asset
    own = (asset.name, asset.asset_id, asset.pixel_code, type_label(asset.asset_type), row.owner)
    return searchable(" · ".join((*own, *(columns[party].name for party in row.cells))))


def _columns(pictures: list[Picture], people: Mapping[PersonKey, str]) -> dict[Party, MatrixColumn]:
    """Return every column that there may be: the partners, our own, then everybody else."""
    partners = {k: v for p in reversed(pictures) for k, v in p.partners.items()}
    persons = {k: v for p in reversed(pictures) for k, v in p.people.items()}
    made = [
        MatrixColumn(Party(PartyKind.PARTNER, partner.id), partner.name)
        for partner in sorted(partners.values(), key=lambda p: (in_order(folded(p.name)), p.id))
    ]
    made.append(MatrixColumn(TEAM, tr("Our team")))
    ordered = sorted(
        persons.values(),
        key=lambda p: (p.employer != Employer.OURS, in_order(folded(p.name)), p.id),
    )
    for person in ordered:
        note = (
            "" if person.employer == Employer.OURS else tr(term("employer", person.employer).label)
        )
        party = Party(PartyKind.PERSON, person.id)
        made.append(MatrixColumn(party, people[person.id], note))
    return {column.party: column for column in made}


def _names(people: Mapping[PersonKey, Person]) -> dict[PersonKey, str]:
    """Return the names of people; those who share a name are told apart."""
    alike = Counter(folded(person.name) for person in people.values())
    names = {
        key: f"{p.name} ({p.email or p.job or key})" if alike[folded(p.name)] > 1 else p.name
        for key, p in people.items()
    }
    still = Counter(map(folded, names.values()))
    return {
        key: f"{name} ({key})" if still[folded(name)] > 1 else name for key, name in names.items()
    }


def _known(picture: Picture) -> MatrixMoment:
    return MatrixMoment(picture.on, picture.as_of, picture.revision, picture.register_state)
