"""How the access matrix reads: the few words of a cell, its every line, and what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from delvia_desktop.domain.access.assignments import Surface
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.matrix.cells import CellChange, Held, Party, PartyKind, place_of
from delvia_desktop.domain.matrix.matrix import Matrix
from delvia_desktop.domain.words.vocabulary import asset_type
from delvia_desktop.i18n import ntr, show_day, show_moment, tr

Names = Mapping[PersonKey, str]


class CellPart(NamedTuple):
    """Some words of a cell, as a chip if they have a tone."""

    text: str
    tone: str = ""


def parts_of(cell: Sequence[Held], people: Names) -> tuple[CellPart, ...]:
    """Return the words of a matrix cell: what is held directly, then by how many people.

    People of the column are counted while nothing about them has changed; a person with a column
    of his or her own is read like a partner.
    """
    counted = [held for held in cell if _is_counted(held)]
    said = Counter(
        CellPart(said_of(held, people), "neutral" if _is_over(held) else held.tone)
        for held in cell
        if not _is_counted(held)
    )
    parts = [
        part if times == 1 else part._replace(text=f"{times} × {part.text}")
        for part, times in said.items()
    ]
    if counted:
        parts.append(_people(counted))
    return tuple(parts)


def lines_of(cell: Sequence[Held], people: Names) -> tuple[str, ...]:
    """Return every grant of a matrix cell in words, with its holder and place."""
    return tuple(
        tr("{what} ({place})", what=said_of(held, people, is_named=True), place=place_of(held))
        for held in cell
    )


def said_of(held: Held, people: Names, *, is_named: bool = False) -> str:
    """Return the words for a grant in the matrix: what it allows, its state, its change."""
    words = held.words
    if held.is_incoming:
        words = tr("{level}, shared with us", level=words)
    elif held.kind == "shop-partner":
        words = tr("Seller Center: {scope}", scope=words)
    elif held.kind == "assignment" and not is_named and _is_elsewhere(held):
        words = tr("{level}, {place}", level=words, place=place_of(held))
    if held.state_words:
        words = tr("{level} · {state}", level=words, state=held.state_words)
    if held.person is not None and (is_named or held.party.kind != PartyKind.PERSON):
        words = tr("{name}: {level}", name=people.get(held.person, "—"), level=words)
    return changed(words, held.change, held.was)


def changed(words: str, change: CellChange | None, was: str) -> str:
    """Return words of the matrix with the sign of a change and what was before."""
    match change:
        case CellChange.ADDED:
            return tr("＋ added: {now}", now=words)
        case CellChange.RAISED:
            return tr("↑ raised: {now}, was {was}", now=words, was=was)
        case CellChange.LOWERED:
            return tr("↓ lowered: {now}, was {was}", now=words, was=was)
        case CellChange.CHANGED:
            return tr("≠ changed: {now}, was {was}", now=words, was=was)
        case CellChange.GONE:
            return tr("− removed: {was}", was=words)
    return words


def tally(matrix: Matrix) -> str:
    """Return in words how many grants of the matrix have changed, and since when."""
    if matrix.against is None:
        return ""
    words = {
        CellChange.ADDED: tr("{n} added"),
        CellChange.RAISED: tr("{n} raised"),
        CellChange.LOWERED: tr("{n} lowered"),
        CellChange.CHANGED: tr("{n} changed"),
        CellChange.GONE: tr("{n} removed"),
    }
    counts = [words[change].format(n=count) for change, count in matrix.changes.items()]
    if matrix.owners_changed:
        counts.append(
            ntr("{n} owner changed", "{n} owners changed", matrix.owners_changed),
        )
    told = ", ".join(counts) or tr("Nothing has changed")
    return tr("{changes} since {day}", changes=told, day=since(matrix))


def since(matrix: Matrix) -> str:
    """Return in words what a matrix is compared with: a day, and as known when."""
    before = matrix.against
    if before is None:
        return ""
    if before.revision == matrix.known.revision:
        return show_day(before.on)
    return tr(
        "{day}, as recorded on {moment}", day=show_day(before.on), moment=show_moment(before.as_of)
    )


def legend(matrix: Matrix) -> str:
    """Return the words that explain the matrix: signs, colours, what it cannot show."""
    words = (
        tr("▲ at an owner: the brand does not own this asset."),
        tr("▲ at a level: it can control settings, money, messages or the profile."),
        unplaced(matrix),
    )
    return " ".join(filter(None, words))


def unplaced(matrix: Matrix) -> str:
    """Return in words how many open codes have no row in the matrix; nothing if all have."""
    if not matrix.unplaced:
        return ""
    return ntr(
        "{n} active Spark Ads code is not linked to an asset and is not shown here.",
        "{n} active Spark Ads codes are not linked to an asset and are not shown here.",
        matrix.unplaced,
    )


def party_name(matrix: Matrix, party: Party) -> str:
    """Return the words at the head of a matrix column."""
    column = next((c for c in matrix.columns if c.party == party), None)
    if column is None:
        return ""
    return f"{column.name} · {column.note}" if column.note else column.name


def _is_counted(held: Held) -> bool:
    return (
        held.person is not None
        and held.party.kind != PartyKind.PERSON
        and held.is_open
        and held.change is None
    )


def _is_over(held: Held) -> bool:
    return held.change == CellChange.GONE or not held.is_open


def _is_elsewhere(held: Held) -> bool:
    return held.surface not in {Surface.BUSINESS_CENTER, Surface.LOGIN}


def _people(held: Iterable[Held]) -> CellPart:
    """Return how many people hold something; of a partner's, also the widest level."""
    found = list(held)
    count = len({each.person for each in found})
    words = ntr("{n} person", "{n} people", count)
    if found[0].party.kind == PartyKind.TEAM:
        return CellPart(words)
    widest = max(found, key=_sensitivity)
    return CellPart(tr("{people}: {level}", people=words, level=widest.words), widest.tone)


def _sensitivity(held: Held) -> int:
    terms = asset_type(held.level_type).terms(held.level) if held.level_type else ()
    grave = 10 if held.extra else 0
    return grave + max((term.sensitivity for term in terms), default=0)
