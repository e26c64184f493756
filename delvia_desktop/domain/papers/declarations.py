"""What who signs a paper agrees to: dated data with a version, so that old wording stays known."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from delvia_desktop import resources
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.i18n import show_day, tr


@dataclass(frozen=True)
class Declarations:
    """The words above the signatures, as they stand on a paper, and which version they are.

    `names` are who is expected to sign, beside `signers`; empty where that is not recorded. `steps`
    record them, where somebody can be named at all; they are no part of the paper.
    """

    version: int
    dated: date
    opening: str
    confirms: tuple[str, ...]
    signers: tuple[str, ...]
    names: tuple[str, ...] = ()
    steps: tuple[NextStep | None, ...] = ()

    @property
    def edition(self) -> str:
        """Which version of the words this is, as it stands on the paper."""
        day = show_day(self.dated)
        return tr(
            "The text under “Acknowledgement” is version {version}, dated {day}",
            version=self.version,
            day=day,
        )

    def as_json(self) -> dict[str, Any]:
        """Return them as they are attached to a paper."""
        return {
            "version": self.version,
            "dated": self.dated.isoformat(),
            "opening": self.opening,
            "confirms": list(self.confirms),
            "signers": list(self.signers),
            "names": list(self.names),
        }


Signer = tuple[str, NextStep | None]
"""Who is to sign, empty where no one is recorded, and what records it."""


def declared(code: str, *expected: Signer, **names: str) -> Declarations:
    """Return the declarations that a kind of paper is signed with, its names filled in.

    `expected` are those who are to sign, as far as they are known, in the order of its signers.
    """
    entry = _entries()[code]
    return Declarations(
        entry["version"],
        date.fromisoformat(entry["as_of"]),
        tr(entry["opening"], **names),
        tuple(tr(text, **names) for text in entry["confirms"]),
        tuple(tr(text, **names) for text in entry["signers"]),
        tuple(name for name, _ in expected),
        tuple(step for _, step in expected),
    )


@functools.cache
def _entries() -> dict[str, dict[str, Any]]:
    data = json.loads(resources.text("papers", "declarations.json"))
    return dict(data["declarations"])
