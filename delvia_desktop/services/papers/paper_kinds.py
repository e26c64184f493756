"""The kinds of papers by their code: whom each is about, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import Content, Head
from delvia_desktop.domain.papers.kinds import (
    admin_handover,
    agency_change,
    asset_sheet,
    change_log,
    claim_record,
    comparison_report,
    matrix_record,
    offboarding,
    onboarding,
    partner_record,
    partner_sheet,
    person_record,
    procedure_record,
    review_report,
    whole_record,
)
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import tr
from delvia_desktop.services.papers.paper_subjects import (
    Finder,
    Teller,
    alone,
    from_a_day,
    no_history,
    of_handover,
    of_people,
    of_period,
    of_person,
    of_record,
    with_claims,
    with_successor,
)


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper; `subject` is the kind of record that it is about, the brand for the whole.

    `find` finds that for a request, `history` tells the acts that belong to it, `make` says what
    stands on the paper, `goes_out` that it is handed to a partner, `tells_findings` that what is
    open stands on it, `is_for` whether there can be one about a record of that kind.
    """

    code: str
    subject: str
    label: Callable[[], str]
    make: Callable[[Situation, About[Any], Head], Content]
    find: Finder = alone
    history: Teller = no_history
    is_for: Callable[[Any], bool] = lambda _: True
    goes_out: bool = False
    tells_findings: bool = True

    @property
    def needs_successor(self) -> bool:
        """Whether a request must name the agency that takes over."""
        return self.find is with_successor


PAPER_KINDS: Mapping[str, PaperKind] = {
    kind.code: kind
    for kind in (
        PaperKind(
            partner_record.KIND,
            "partner",
            lambda: tr("Access record"),
            partner_record.content,
            goes_out=True,
        ),
        PaperKind(review_report.KIND, "review", lambda: tr("Review report"), review_report.content),
        PaperKind(
            comparison_report.KIND,
            "comparison",
            lambda: tr("Comparison with TikTok"),
            comparison_report.content,
            tells_findings=False,
        ),
        PaperKind(
            procedure_record.KIND,
            "run",
            lambda: tr("Procedure record"),
            procedure_record.content,
        ),
        PaperKind(
            person_record.KIND,
            "person",
            lambda: tr("Person record"),
            person_record.content,
            history=of_person,
        ),
        PaperKind(
            claim_record.KIND,
            "partner",
            lambda: tr("Ownership claim"),
            claim_record.content,
            with_claims,
            goes_out=True,
            tells_findings=False,
        ),
        PaperKind(
            onboarding.KIND,
            "partner",
            lambda: tr("Agency onboarding"),
            onboarding.content,
            goes_out=True,
        ),
        PaperKind(
            offboarding.KIND,
            "partner",
            lambda: tr("Offboarding document"),
            offboarding.content,
            history=of_people,
            goes_out=True,
        ),
        PaperKind(
            agency_change.KIND,
            "partner",
            lambda: tr("Handover to another agency"),
            agency_change.content,
            with_successor,
            goes_out=True,
        ),
        PaperKind(
            partner_sheet.KIND,
            "partner",
            lambda: tr("Partner sheet"),
            partner_sheet.content,
            history=of_record,
        ),
        PaperKind(
            admin_handover.KIND,
            "run",
            lambda: tr("Admin handover"),
            admin_handover.content,
            of_handover,
            is_for=admin_handover.is_about,
        ),
        PaperKind(
            asset_sheet.KIND,
            "asset",
            lambda: tr("Asset sheet"),
            asset_sheet.content,
            history=of_record,
        ),
        PaperKind(
            change_log.KIND,
            "brand",
            lambda: tr("Change log of a period"),
            change_log.content,
            from_a_day,
            of_period,
        ),
        PaperKind(
            whole_record.KIND, "brand", lambda: tr("Everyone's access"), whole_record.content
        ),
        PaperKind(
            matrix_record.KIND,
            "brand",
            lambda: tr("Access matrix"),
            matrix_record.content,
            tells_findings=False,
        ),
    )
}
"""Every kind."""


def tells_who_made(request: PaperRequest) -> bool:
    """Tell whether a kind of paper names the person who prepared it.

    A partner deals with who is accountable, and a redacted one names nobody.
    """
    return not (PAPER_KINDS[request.code].goes_out or request.edition.is_redacted)


def kinds_for(subject: str, record: object) -> list[PaperKind]:
    """Return the kinds of papers that can be made about a record of a kind."""
    of_kind = [kind for kind in PAPER_KINDS.values() if kind.subject == subject]
    return [kind for kind in of_kind if kind.is_for(record)]
