"""The access matrix of a register: on any day, as known at any moment, compared, and written out.

As JSON, `matrix_facts` gives

    {"on": "2026-11-23", "as_of": ..., "revision": 240, "register_state": ..., "brand": ...,
     "compared_with": null or {"on", "as_of", "revision", "register_state"},
     "columns": [{"partner": 3, "person": null, "name": "Kite Studio", "note": ""}, ...],
     "rows": [{"id": 7, "asset_id": "7123...", "asset_type": "ADVERTISER", "name": ...,
               "owner": ..., "owner_kind": "OWNER_BC", "owner_was": "",
               "cells": [{"partner": 3, "person": null, "level": "OPERATOR", "level_label":
                          "Operator", "surface": "BUSINESS_CENTER", "state": "confirmed",
                          "record": "share/12", "is_incoming": false, "change": "", "was": ""}]}]}

A cell is one grant. `partner` is whose column it stands in and `person` who holds it: both are set
for a partner's person, only `person` for ours and for whoever is employed by neither. A level is
TikTok's codes with a bar between, as in the lists. `change` is `added`, `raised`, `lowered`,
`changed` or `gone`, with the level before in `was`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.matrix.cells import Held, PartyKind
from delvia_desktop.domain.matrix.matrix import (
    Matrix,
    MatrixFilter,
    MatrixMoment,
    MatrixRow,
    matrix_of,
    owner_label,
)
from delvia_desktop.domain.matrix.words import changed, parts_of, party_name
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.words.text import sheet_cell
from delvia_desktop.domain.words.vocabulary import term, type_label
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import Register

Against = tuple[Register, date]
"""A day of a register to compare with: of the same, or of what was known earlier."""


def access_matrix(
    register: Register,
    on: date,
    wanted: MatrixFilter | None = None,
    against: Against | None = None,
) -> Matrix:
    """Return the matrix of a register on a day, compared with another day or state of it."""
    picture, before = pictures_of(register, on, against)
    return matrix_of(picture, wanted or MatrixFilter(), before)


def pictures_of(
    register: Register, on: date, against: Against | None = None
) -> tuple[Picture, Picture | None]:
    """Return the pictures from which a register's matrix is made, and compared."""
    picture = register.picture(on)
    if against is None:
        return picture, None
    known, day = against
    if known is not register:
        return picture, known.picture(day)
    people = {person.id: person for person in register.records.select(Person)}
    return picture, replace(picture, on=day, people=people)


def size_of(register: Register) -> int:
    """Return how many grants of a register make up its matrix, as many take long."""
    counts = register.store.counts()
    return sum(counts[kind] for kind in ("share", "assignment", "spark-code", "shop-partner"))


def table_of(matrix: Matrix) -> list[list[str]]:
    """Return a matrix as it is seen as a table of texts for a file, its heads first."""
    heads = [tr("Asset"), tr("ID"), tr("Type"), tr("Owner"), tr("Owned by")]
    heads += [party_name(matrix, column.party) for column in matrix.columns]
    return [heads, *(_line(matrix, row) for row in matrix.rows)]


def csv_of(matrix: Matrix) -> bytes:
    """Return a matrix as CSV for a spreadsheet: UTF-8 with its mark, no formulas."""
    target = io.StringIO()
    written = csv.writer(target, lineterminator="\r\n")
    written.writerows([sheet_cell(text) for text in line] for line in table_of(matrix))
    return target.getvalue().encode("utf-8-sig")


def json_of(matrix: Matrix, brand: str) -> bytes:
    """Return a matrix as JSON for a program."""
    facts = matrix_facts(matrix, brand)
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def save(target: Path, content: bytes, replacing: Replacing = Replacing.NOTHING) -> None:
    """Write an exported matrix to a file of its own; raises Refused or DiskTrouble."""
    outputs.save(target, content, replacing)


def matrix_facts(matrix: Matrix, brand: str) -> dict[str, Any]:
    """Return a matrix as plain values for export, in the shape that this module describes."""
    return {
        **_known(matrix.known),
        "brand": brand,
        "compared_with": _known(matrix.against) if matrix.against else None,
        "columns": [
            {
                "partner": _key(column.party.kind == PartyKind.PARTNER, column.party.key),
                "person": _key(column.party.kind == PartyKind.PERSON, column.party.key),
                "name": column.name,
                "note": column.note,
            }
            for column in matrix.columns
        ],
        "rows": [_row(row) for row in matrix.rows],
    }


def _known(known: MatrixMoment) -> dict[str, Any]:
    return {
        "on": known.on.isoformat(),
        "as_of": known.as_of.isoformat(),
        "revision": known.revision,
        "register_state": known.register_state,
    }


def _row(row: MatrixRow) -> dict[str, Any]:
    asset = row.asset
    return {
        "id": asset.id,
        "asset_id": asset.asset_id or asset.pixel_code,
        "asset_type": asset.asset_type,
        "name": asset.name,
        "owner": row.owner,
        "owner_kind": asset.owner_kind,
        "owner_was": row.owner_was,
        "cells": [_cell(held) for cell in row.cells.values() for held in cell],
    }


def _cell(held: Held) -> dict[str, Any]:
    return {
        "partner": _key(held.party.kind == PartyKind.PARTNER, held.party.key),
        "person": held.person,
        "level": "|".join(held.level),
        "level_label": held.words,
        "surface": held.surface,
        "state": held.state,
        "record": f"{held.kind}/{held.record}",
        "is_incoming": held.is_incoming,
        "change": held.change or "",
        "was": held.was,
    }


def _key(is_such: bool, key: int) -> int | None:  # noqa: FBT001 - read beside its key
    return key if is_such else None


def _line(matrix: Matrix, row: MatrixRow) -> list[str]:
    asset = row.asset
    owner = changed(owner_label(row), row.owner_change, row.owner_was)
    first = [asset.name, _identifier(asset), type_label(asset.asset_type), owner]
    first.append(tr(term("owner_kind", asset.owner_kind).label))
    return first + [
        _joined(part.text for part in parts_of(row.cells.get(column.party, ()), matrix.people))
        for column in matrix.columns
    ]


def _identifier(asset: Asset) -> str:
    """Return the id behind an apostrophe: a spreadsheet would round so long a number."""
    number = asset.asset_id or asset.pixel_code
    return f"'{number}" if number.isdigit() else number


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)
