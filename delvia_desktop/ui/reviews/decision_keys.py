"""The decisions of a review: which key stands for each, and how they are offered."""

from __future__ import annotations

from delvia_desktop.domain.records.reviews import Decision
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.toolkit import shortcuts

KEYS = {
    shortcuts.KEEP: Decision.KEPT,
    shortcuts.CHANGE: Decision.CHANGED,
    shortcuts.REVOKE: Decision.REVOKED,
    shortcuts.DEFER: Decision.DEFERRED,
    shortcuts.EXCEPT: Decision.EXCEPTION,
}
"""One key a decision."""

ASKED = frozenset({Decision.CHANGED, Decision.DEFERRED, Decision.EXCEPTION})
"""Decisions that need a day, a reason or what is to change, so that a form asks for them."""


def decision_act(decision: str, count: int) -> str:
    """Return the button of a decision on review items, as its key stands for it."""
    if count == 1:
        return tr(term("decision", decision).label)
    acts = {
        Decision.KEPT: ntr("Keep {n} item", "Keep {n} items", count),
        Decision.CHANGED: ntr("Change {n} item", "Change {n} items", count),
        Decision.REVOKED: ntr("Revoke {n} item", "Revoke {n} items", count),
        Decision.DEFERRED: ntr("Defer {n} item", "Defer {n} items", count),
        Decision.EXCEPTION: ntr("Allow {n} exception", "Allow {n} exceptions", count),
    }
    return acts[Decision(decision)]


def ended_words(count: int) -> str:
    """Say that the keys of a decision only revoke, as some items have ended."""
    return ntr(
        "{n} item has already ended, so it cannot stay. Choose “Revoke” to follow up its removal.",
        "{n} items have already ended, so they cannot stay. Choose “Revoke” to follow up their "
        "removal.",
        count,
    )
