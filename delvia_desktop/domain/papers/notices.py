"""What to look at before a paper is issued and signed: ids that are missing or odd, and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from delvia_desktop.domain.findings.rules.next_steps import record_center
from delvia_desktop.domain.papers.content import Content, Gap, Lack
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.ids import (
    BUSINESS_CENTER,
    id_damage,
    is_whole_pixel_code,
    pixel_code_notice,
)
from delvia_desktop.i18n import later, ntr, tr

_NAMED = 5
"""Names that are told; more are counted."""


class PaperNotice(NamedTuple):
    """What is open or missing, in a sentence, and the steps that record what is missing."""

    text: str
    steps: tuple[NextStep, ...] = ()


class _Doubted(NamedTuple):
    """An id that is probably damaged: whose it is, why, and the step that corrects it."""

    name: str
    number: str
    why: str
    step: NextStep


def notices(content: Content, open_findings: int, picture: Picture) -> tuple[PaperNotice, ...]:
    """Return the notices before a paper is issued: what on it is open, odd or missing."""
    told: list[PaperNotice] = []
    if open_findings:
        text = ntr(
            "{n} finding is still open and appears on this document.",
            "{n} findings are still open and appear on this document.",
            open_findings,
        )
        told.append(PaperNotice(text))
    shown = frozenset(content.ids)
    odd = [each for each in _doubted(picture) if each.number in shown]
    if odd:
        told.append(_of_doubted(odd))
    said = content.declarations
    if said is None:
        return tuple(told)
    told += _of_gaps((*content.gaps, *_without_id(content, picture)))
    missing = [place for place, name in enumerate(said.names) if not name]
    if missing:
        named = _listed([f"“{said.signers[place]}”" for place in missing])
        text = tr("No signer is recorded for {places}.", places=named)
        steps = (said.steps[place] for place in missing)
        told.append(PaperNotice(text, tuple(step for step in steps if step is not None)))
    return tuple(told)


def _without_id(content: Content, picture: Picture) -> Iterator[Gap]:
    """Yield the records that stand on a paper with no id; the brand may have none to name."""
    for name, of in content.without_id.items():
        step = record_center()
        if of is not None:
            step = _id_step(later("Record ID…"), *of, picture)
        yield Gap(Lack.ID, name, step)


def _of_gaps(gaps: Iterable[Gap]) -> Iterator[PaperNotice]:
    """Yield what a paper would be signed without, each with the step of all or the first."""
    found: dict[Lack, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(gap.lack, []).append(gap)
    for lack, alike in found.items():
        text = gap_words(lack, [gap.name for gap in alike])
        together = alike[0].together if len(alike) > 1 else None
        yield PaperNotice(text, (together or alike[0].step,))


def gap_words(lack: Lack, names: Sequence[str]) -> str:
    """Say as a notice which records lack something that a paper would be signed without."""
    if lack == Lack.SCOPE:
        return tr("No agreed scope is recorded. The document will be signed without one.")
    if lack == Lack.PURPOSE:
        return ntr(
            "One share has no purpose: {names}. The document will be signed without one.",
            "{n} shares have no purpose: {names}. The document will be signed without one.",
            len(names),
            names=_listed(names),
        )
    if lack == Lack.APPROVER:
        return ntr(
            "One share has no approver: {names}. The document will be signed without one.",
            "{n} shares have no approver: {names}. The document will be signed without one.",
            len(names),
            names=_listed(names),
        )
    return ntr(
        "One record has no ID: {names}. The document will be signed without one.",
        "{n} records have no ID: {names}. The document will be signed without one.",
        len(names),
        names=_listed(names),
    )


def _of_doubted(odd: Sequence[_Doubted]) -> PaperNotice:
    """Say which ids are probably damaged; of one alone also why."""
    if len(odd) == 1:
        one = odd[0]
        text = tr("The ID of {name} may be wrong: {number}.", name=one.name, number=one.number)
        return PaperNotice(f"{text} {one.why}", (one.step,))
    text = tr(
        "{n} IDs may be wrong: {names}. Compare them with TikTok digit by digit.",
        n=len(odd),
        names=_listed([f"{each.name} ({each.number})" for each in odd]),
    )
    return PaperNotice(text, (odd[0].step,))


def _doubted(picture: Picture) -> Iterator[_Doubted]:
    """Yield the ids of Business Centers and assets that are probably damaged."""
    correct = later("Correct ID…")
    for center in picture.business_centers.values():
        if center.bc_id and (why := id_damage(center.bc_id, BUSINESS_CENTER, picture.on)):
            step = _id_step(correct, "business-center", center.id, picture)
            yield _Doubted(center.name, center.bc_id, why, step)
    for asset in picture.assets.values():
        if asset.asset_id and (why := id_damage(asset.asset_id, asset.asset_type, picture.on)):
            step = _id_step(correct, "asset", asset.id, picture)
            yield _Doubted(asset.name, asset.asset_id, why, step)
        if asset.pixel_code and not is_whole_pixel_code(asset.pixel_code):
            step = NextStep(correct, "asset", asset.id, Act.CHANGE, ("pixel_code",))
            why = pixel_code_notice(asset.pixel_code)
            yield _Doubted(asset.name, asset.pixel_code, why, step)


def _id_step(words: str, kind: str, key: int, picture: Picture) -> NextStep:
    """Return the step at the id of a record; that of a partner stands in the partner's form."""
    if kind == "asset":
        return NextStep(words, kind, key, Act.CHANGE, ("asset_id",))
    partners = (each.id for each in picture.partners.values() if each.business_center == key)
    partner = next(partners, None)
    if partner is not None:
        return NextStep(words, "partner", partner, Act.CHANGE, ("bc_id",))
    return NextStep(words, kind, key, Act.CHANGE, ("bc_id",))


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    left = [ntr("{n} more", "{n} more", more)] if more > 0 else []
    return ", ".join([*names[:_NAMED], *left])
