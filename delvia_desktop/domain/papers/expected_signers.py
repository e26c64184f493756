"""Who is expected to sign an issued paper, as the paper itself names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from delvia_desktop.domain.papers.kinds import person_record
from delvia_desktop.domain.papers.outgoing import brand_signer, partner_signer
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.text import is_same


def next_signer(situation: Situation, paper: AccessRecord) -> str:
    """Return who of the expected signers of an issued paper comes next; empty if unknown.

    The other side comes before ours, as its answer is what one waits for.
    """
    kind = paper.subject_kind or "partner"
    record = situation.all(kind).get(paper.subject or paper.partner or 0)
    found = _EXPECTED.get(kind)
    if record is None or found is None:
        return ""
    signed = [each.who for each in situation.of("acknowledgement", "access_record", paper.id)]
    names = (name for name in found(situation, record, paper) if name)
    return next((n for n in names if not any(is_same(n, each) for each in signed)), "")


def sides(situation: Situation, paper: AccessRecord) -> list[tuple[str, str]]:
    """Return the organisations that sign an issued paper, each with who is expected for it.

    The other side comes before ours. A paper that people sign for themselves has none.
    """
    partner = situation.all("partner").get(paper.subject or paper.partner or 0)
    if (paper.subject_kind or "partner") != "partner" or partner is None:
        return []
    newer = situation.all("partner").get(paper.other or 0)
    partners = [partner, *filter(None, (newer,))]
    led = next(filter(None, (situation.current(each.id) for each in reversed(partners))), None)
    brand, (ours, _) = situation.picture.brand, brand_signer(situation, led)
    theirs = [(each.legal_name or each.name, partner_signer(each)[0]) for each in partners]
    return [*theirs, (brand.legal_entity or brand.name, ours)]


def _of_person(situation: Situation, person: Any, paper: AccessRecord) -> list[str]:  # noqa: ANN401
    return [name for name, _ in person_record.signers(situation, person, paper.issued_by)]


def _of_run(situation: Situation, run: Any, _paper: AccessRecord) -> list[str]:  # noqa: ANN401
    people = situation.picture.people
    return [people[key].name for key in (run.person, run.successor) if key is not None]


_EXPECTED: Mapping[str, Callable[[Situation, Any, AccessRecord], list[str]]] = {
    "partner": lambda situation, _partner, paper: [name for _, name in sides(situation, paper)],
    "person": _of_person,
    "run": _of_run,
    "review": lambda _situation, review, _paper: [review.reviewer],
    "asset": lambda _situation, asset, _paper: [asset.internal_owner],
}
"""Who signs the papers about each kind of record."""
