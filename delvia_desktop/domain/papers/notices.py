"""What to look at before a paper is issued and signed: ids and names that it goes without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from delvia_desktop.domain.findings import NextStep
from delvia_desktop.domain.papers.content import Content
from delvia_desktop.i18n import ntr, tr

_NAMED = 5
"""Names that are told; more are counted."""


class PaperNotice(NamedTuple):
    """What is open or missing, in a sentence, and the steps that record what is missing."""

    text: str
    steps: tuple[NextStep, ...] = ()


def notices(content: Content, open_findings: int) -> tuple[PaperNotice, ...]:
    """Return what is open or missing on a paper that is to be issued."""
    told: list[PaperNotice] = []
    if open_findings:
        text = ntr(
            "{n} finding is still open and stands on this document.",
            "{n} findings are still open and stand on this document.",
            open_findings,
        )
        told.append(PaperNotice(text))
    said = content.declarations
    if said is None:
        return tuple(told)
    if found := content.without_id:
        text = ntr(
            "One record has no ID: {names}. The document will be signed without it.",
            "{n} records have no ID: {names}. The document will be signed without them.",
            len(found),
            names=_listed(found),
        )
        told.append(PaperNotice(text))
    missing = [place for place, name in enumerate(said.names) if not name]
    if missing:
        named = _listed([f"“{said.signers[place]}”" for place in missing])
        text = tr("No one is recorded who signs {places}.", places=named)
        steps = (said.steps[place] for place in missing)
        told.append(PaperNotice(text, tuple(step for step in steps if step is not None)))
    return tuple(told)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    left = [ntr("{n} more", "{n} more", more)] if more > 0 else []
    return ", ".join([*names[:_NAMED], *left])
