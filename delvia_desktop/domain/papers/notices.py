"""What to look at before a paper is issued and signed: ids and names that it goes without."""

from __future__ import annotations

from collections.abc import Sequence

from delvia_desktop.domain.papers.content import Content
from delvia_desktop.i18n import ntr, tr

_NAMED = 5
"""Names that are told; more are counted."""


def notices(content: Content, open_findings: int) -> tuple[str, ...]:
    """Return what is open or missing on a paper that is to be issued, in sentences."""
    told = []
    if open_findings:
        text = ntr(
            "{n} finding is still open and stands on this document.",
            "{n} findings are still open and stand on this document.",
            open_findings,
        )
        told.append(text)
    said = content.declarations
    if said is None:
        return tuple(told)
    if found := content.without_id:
        text = ntr(
            "One ID is not recorded: {names}. The document is signed without it.",
            "{n} IDs are not recorded: {names}. The document is signed without them.",
            len(found),
            names=_listed(found),
        )
        told.append(text)
    places = [place for place, name in zip(said.signers, said.names, strict=False) if not name]
    if places:
        named = _listed([f"“{place}”" for place in places])
        told.append(tr("No one is recorded who signs {places}.", places=named))
    return tuple(told)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    left = [ntr("{n} more", "{n} more", more)] if more > 0 else []
    return ", ".join([*names[:_NAMED], *left])
