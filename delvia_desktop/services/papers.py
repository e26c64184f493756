"""Papers: prepared from a picture, issued under a number, kept for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from delvia_desktop.domain.access_records import AccessRecord
from delvia_desktop.domain.assets import Asset, OwnerKind
from delvia_desktop.domain.attention import lines_of, look
from delvia_desktop.domain.errors import Conflict, Refused
from delvia_desktop.domain.grants import OPEN, GrantState, state_on
from delvia_desktop.domain.matrix import Matrix
from delvia_desktop.domain.paper_requests import PaperRequest
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.partnerships import state_on as partnership_state_on
from delvia_desktop.domain.picture import Picture
from delvia_desktop.domain.shares import Share, level_on
from delvia_desktop.domain.vocabulary import (
    level_label,
    level_meaning,
    level_tone,
    term,
    type_label,
)
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.reports import matrix_sheet
from delvia_desktop.reports.matrix_sheet import MatrixSheet
from delvia_desktop.reports.pages import Progress
from delvia_desktop.reports.partner_record import PaperAsset, PaperShare, PartnerRecord
from delvia_desktop.services import access_records
from delvia_desktop.services.register import Register
from delvia_desktop.storage import files
from delvia_desktop.storage.edit import Edit


@dataclass(frozen=True)
class Prepared:
    """A paper as it will be issued, or the issued one that says exactly the same already."""

    content: bytes
    pages: int
    record: AccessRecord
    request: PaperRequest

    @property
    def is_issued(self) -> bool:
        """Whether it has its number for good."""
        return self.record.id != 0

    @property
    def is_draft(self) -> bool:
        """Whether it is marked as a draft, which is never issued."""
        return self.request.edition.is_draft

    @property
    def number(self) -> str:
        """The number under which it is or will be issued; a draft has none."""
        return tr("Draft") if self.is_draft else self.record.number

    @property
    def title(self) -> str:
        """What it is called in a window."""
        return f"{self.number} · {self.record.title}"

    @property
    def file_name(self) -> str:
        """The name under which it is saved, without what a file system may refuse."""
        return file_name_of(self.number, self.record.title)

    @property
    def standing(self) -> str:
        """Whether it is issued, and when that happens."""
        if self.is_issued:
            return tr("{number} is issued and kept in the register.", number=self.number)
        if self.is_draft:
            return tr(
                "A draft: marked as one on every page, without a number, not kept in the register."
            )
        return tr(
            "Not issued yet. Saving, printing or mailing it issues it as {number} and keeps it.",
            number=self.number,
        )


@dataclass(frozen=True)
class PrintedView:
    """A view on paper as it was seen; it has no number and is not kept in the register."""

    content: bytes
    pages: int
    title: str

    @property
    def file_name(self) -> str:
        """The name under which it is saved, without what a file system may refuse."""
        return file_name_of(self.title)

    @property
    def standing(self) -> str:
        """Why it has no number."""
        return tr("Printed view, not issued as an access record.")


Paper = Prepared | PrintedView


def print_matrix(
    matrix: Matrix, brand: str, asked: str, progress: Progress | None = None
) -> PrintedView:
    """Return a matrix on paper; `asked` says in words what of it is shown. Raises MissingGlyph."""
    content, pages = matrix_sheet.render(MatrixSheet(matrix, brand, asked), progress)
    day = show_day(matrix.known.on)
    return PrintedView(content, pages, tr("Access matrix on {day}", day=day))


def says_the_same(record: AccessRecord, picture: Picture) -> bool:
    """Tell whether a paper was made from the same knowledge for the same day."""
    return (record.on, record.register_state) == (picture.on, picture.register_state)


def issue(edit: Edit, prepared: Prepared) -> AccessRecord:
    """Keep a prepared paper under its number; undo passes it by, as it has left the register.

    Raises Conflict if the number was taken meanwhile, Refused for a draft.
    """
    record = prepared.record
    if prepared.is_issued:
        return record
    if prepared.is_draft:
        raise Refused(tr("A draft is never issued. Prepare the paper itself."))
    if edit.records.find(AccessRecord, number=record.number) is not None:
        raise Conflict(tr("Another paper was issued meanwhile. Prepare this one again."))
    edit.name(tr("Issue {number} for {title}", number=record.number, title=record.title))
    edit.keep()
    return edit.add(replace(record, sha256=edit.keep_content(prepared.content)))


def save_paper(paper: Paper, target: Path) -> None:
    """Write a paper to a file of its own."""
    files.write_file(target, paper.content)


def issued_paper(register: Register, key: int) -> Prepared:
    """Return an issued paper with the very bytes that were kept."""
    record = register.records.get(AccessRecord, key)
    return Prepared(
        register.content(record.sha256), record.pages, record, access_records.request_for(record)
    )


def partner_paper(
    picture: Picture, partner: Partner, number: str, supersedes: str, prepared_by: str
) -> PartnerRecord:
    """Return everything that stands on the access record of a partner."""
    periods = [p for p in picture.partnerships.values() if p.partner == partner.id]
    current = periods[-1] if periods else None
    center = (
        picture.business_centers.get(partner.business_center) if partner.business_center else None
    )
    ours = picture.business_centers.get(current.business_center) if current else None
    shares = sorted(
        picture.shares_of_partner.get(partner.id, ()),
        key=lambda share: (picture.assets[share.asset].name.casefold(), share.id),
    )
    states = [(share, state_on(share, picture.on)) for share in shares]
    return PartnerRecord(
        number=number,
        supersedes=supersedes,
        brand=picture.brand.name,
        legal_entity=picture.brand.legal_entity,
        our_center=ours.name if ours else "",
        our_bc_id=ours.bc_id if ours else "",
        partner=partner.name,
        partner_legal_name=partner.legal_name,
        partner_center=center.name if center else "",
        partner_bc_id=center.bc_id if center else "",
        state=_state_label(current, picture.on),
        engagement_start=current.engagement_start if current else None,
        engagement_end=current.engagement_end if current else None,
        removed_on=current.removed_on if current else None,
        contract_ref=current.contract_ref if current else "",
        scope_agreed=current.scope_agreed if current else "",
        our_contact=current.internal_owner if current else "",
        their_contact=partner.contact_name,
        prepared_by=prepared_by,
        on=picture.on,
        as_of=picture.as_of,
        revision=picture.revision,
        register_state=picture.register_state,
        open_shares=tuple(_paper_share(picture, s) for s, state in states if state in OPEN),
        ended_shares=tuple(
            _paper_share(picture, s)
            for s, state in states
            if state in {GrantState.REVOKED, GrantState.GONE}
        ),
        planned_shares=tuple(
            _paper_share(picture, s) for s, state in states if state == GrantState.PLANNED
        ),
        owned_assets=tuple(
            PaperAsset(asset.name, type_label(asset.asset_type), asset.asset_id or asset.pixel_code)
            for asset in owned_by(picture, partner)
        ),
        received_shares=tuple(
            _paper_share(picture, share)
            for share in picture.received_from.get(partner.id, ())
            if state_on(share, picture.on) in OPEN
        ),
        open_points=tuple(open_points(picture, partner)),
    )


def owned_by(picture: Picture, partner: Partner) -> list[Asset]:
    """Return the assets that a partner owns."""
    return [
        asset
        for asset in picture.assets.values()
        if asset.owner_kind == OwnerKind.PARTNER and asset.owner_partner == partner.id
    ]


def open_points(picture: Picture, partner: Partner) -> Iterator[tuple[str, str]]:
    """Yield what a reader of the paper must know, the worst first: severity and sentence.

    Many of one rule that are of medium weight are one sentence. What is accepted until a day stands
    there too, with the reason.
    """
    attention = look(picture)
    about = ("partner", int(partner.id))
    for line in lines_of(attention.touching(about), one_by_one=_ALWAYS):
        if line.severity in _TOLD:
            yield tr(term("severity", line.severity).label), line.message
    for key, accepted in attention.accepted.items():
        if key in attention.found and about in attention.found[key].records:
            yield (
                tr("Accepted"),
                tr(
                    "{message} Accepted until {day}: {reason}",
                    message=attention.found[key].message,
                    day=show_day(accepted.until),
                    reason=accepted.reason,
                ),
            )


_NAME_BYTES = 180
"""Bytes of a name without its ending: file systems take 255, of which writing needs a few dozen."""

_ALWAYS = frozenset({"critical", "high"})
_TOLD = _ALWAYS | {"medium"}


def file_name_of(*words: str) -> str:
    """Return words as the name of a PDF, without what a file system may refuse, cut if too long."""
    title = " ".join(words)
    plain = "".join(c if c.isalnum() or c in " -_" else "_" for c in title).strip()
    cut = plain.encode()[:_NAME_BYTES].decode(errors="ignore")
    return f"{cut.strip()}.pdf"


def _paper_share(picture: Picture, share: Share) -> PaperShare:
    asset = picture.assets[share.asset]
    level = level_on(share, picture.on)
    return PaperShare(
        asset_name=asset.name,
        type_label=type_label(asset.asset_type),
        asset_id=asset.asset_id or asset.pixel_code,
        owner=picture.owner_name(asset),
        level=level_label(asset.asset_type, level),
        meaning=level_meaning(asset.asset_type, level),
        tone=level_tone(asset.asset_type, level),
        purpose=share.purpose,
        approved_by=share.approved_by,
        granted_on=share.granted_on,
        planned_end=share.planned_end,
        confirmed_on=_by(share.confirmed_on, picture.on),
        last_verified_on=_by(share.last_verified_on, picture.on),
        revoked_on=share.revoked_on,
        verified_gone_on=_by(share.verified_gone_on, picture.on),
    )


def _by(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _state_label(partnership: Partnership | None, on: date) -> str:
    if partnership is None:
        return tr("No partnership recorded")
    return term("partnership_state", partnership_state_on(partnership, on)).label
