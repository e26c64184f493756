"""Checks of the procedures about the document that they print: issued, up to date, signed."""

from __future__ import annotations

from delvia_desktop.domain.procedures.facts import (
    is_without_superior,
    issued_paper,
    signatures_lacking,
)
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import ntr, show_day, tr


def record_signed(situation: Situation, run: Run) -> str:
    """Check the document of a run: say if it is missing, outdated or not signed by all."""
    paper = issued_paper(situation, run)
    if paper is None:
        text = tr("This document has not been issued since the procedure started.")
        return " ".join(filter(None, (text, _no_signer_words(situation, run))))
    if not situation.awaits_signature(paper):
        return _signatures_words(situation, run, paper.number)
    if situation.changed_since(paper):
        return tr(
            "{number} is issued but not signed yet, and no longer matches the register. Print a "
            "new version.",
            number=paper.number,
        )
    return tr("{number} is issued but not signed yet.", number=paper.number)


def _no_signer_words(situation: Situation, run: Run) -> str:
    """Say if nobody is known who signs the document of a person for us."""
    if not is_without_superior(situation, run):
        return ""
    return tr("No line manager is recorded to sign it for the brand.")


def _signatures_words(situation: Situation, run: Run, number: str) -> str:
    signed, lacking = signatures_lacking(situation, run)
    if not lacking:
        return ""
    return ntr(
        "{number} is signed by {who}. {n} more signature is not recorded yet.",
        "{number} is signed by {who}. {n} more signatures are not recorded yet.",
        lacking,
        number=number,
        who=", ".join(signed),
    )


def record_signed_words(situation: Situation, run: Run) -> str:
    """Say, for the check of a run's document, which was issued and signed."""
    paper = issued_paper(situation, run)
    if paper is None:
        return ""
    day = show_day(paper.issued_at.date())
    return tr("The register shows {number}, issued on {day}.", number=paper.number, day=day)
