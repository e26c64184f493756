"""Checking a paper: against itself, against its register, and against what is true now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.access_records import AccessRecord
from delvia_desktop.domain.papers.sealing import digest_of, short_code, unseal
from delvia_desktop.i18n import tr
from delvia_desktop.services.paper_kinds import data_now
from delvia_desktop.services.register import Register


@dataclass(frozen=True)
class Difference:
    """A line that a paper has and the register has not any more, or the other way round."""

    section: str
    before: str
    after: str


@dataclass(frozen=True)
class Verdict:
    """What is known of a paper; `record` is the one under which this register issued it.

    `differences` are None where nothing can be compared: the paper has no data, or is about a
    record that is gone.
    """

    is_sealed: bool
    is_unaltered: bool
    number: str
    title: str
    code: str
    record: AccessRecord | None
    differences: tuple[Difference, ...] | None = None


def check_paper(content: bytes, register: Register | None = None) -> Verdict:
    """Return what is known of a paper; the bytes may be anything.

    With a register it is said whether that issued it, and what has changed since.
    """
    sealed = unseal(content)
    data = sealed.data
    record = None
    differences = None
    if register is not None:
        digest = hashlib.sha256(content).hexdigest()
        record = register.records.find(AccessRecord, sha256=digest)
        if record is not None:
            differences = _since(register, data)
    return Verdict(
        sealed.is_sealed,
        sealed.is_unaltered,
        str(data.get("number", record.number if record else "")),
        str(data.get("title", record.title if record else "")),
        short_code(digest_of(data)) if data else "",
        record,
        differences,
    )


def _since(register: Register, data: dict[str, Any]) -> tuple[Difference, ...] | None:
    """Return what a paper of the same kind would say otherwise today; None if there can be none."""
    record = register.records.find(AccessRecord, number=data.get("number"))
    now = data_now(register, record) if record is not None else None
    return tuple(_compared(data["sections"], now["sections"])) if now is not None else None


def _compared(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> Iterable[Difference]:
    titles = dict.fromkeys([*(s["title"] for s in then), *(s["title"] for s in now)])
    for title in titles:
        before, after = _rows(then, title), _rows(now, title)
        for row in before:
            if row not in after:
                yield Difference(title, row, _like(row, after))
        for row in after:
            if row not in before and not any(_first(row) == _first(other) for other in before):
                yield Difference(title, "", row)


def _rows(sections: list[dict[str, Any]], title: str) -> list[str]:
    return [
        " | ".join(cell.replace("\n", ", ") for cell in row)
        for section in sections
        if section["title"] == title
        for row in section["rows"]
    ]


def _like(row: str, others: list[str]) -> str:
    return next((other for other in others if _first(other) == _first(row)), "")


def _first(row: str) -> tuple[str, ...]:
    return tuple(row.split(" | ")[:2])


def told(verdict: Verdict, *, asked_register: bool = True) -> list[str]:
    """Return what is known of a paper in sentences."""
    lines = []
    if verdict.is_unaltered:
        lines.append(tr("The paper is as it was made."))
        if verdict.code:
            lines.append(tr("Its page shows the code {code}.", code=verdict.code))
    elif verdict.is_sealed:
        lines.append(tr("The paper was altered after it was made."))
    else:
        lines.append(tr("This is no paper of Delvia, or a part of it is missing."))
    if verdict.record is not None:
        number = verdict.record.number
        lines.append(tr("This register issued it as {number}.", number=number))
    elif asked_register:
        lines.append(tr("This register did not issue it."))
    if verdict.differences is not None:
        lines.append(
            tr("Nothing that it says has changed since.")
            if not verdict.differences
            else tr("What it says has changed since:")
        )
    return lines
