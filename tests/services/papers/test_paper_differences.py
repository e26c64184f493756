"""What has changed since a paper was issued: whatever its next print says, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.papers.content import Content, as_json
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.i18n import speaking, tr
from delvia_desktop.services.papers import paper_checks, paper_making, papers
from delvia_desktop.services.papers.paper_differences import since_issue
from delvia_desktop.services.papers.paper_kinds import PAPER_KINDS
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit
from tests.services.papers.test_paper_kinds import made, request_for, subjects

CHANGES: Sequence[tuple[str, dict[str, Any]]] = (
    ("partnerships", {"scope_agreed": "Only the launch.\nNothing else."}),
    ("partnerships", {"internal_owner": "Åsa Öberg"}),
    ("partnerships", {"contract_ref": "C-77"}),
    ("partners", {"contact_name": "Zoë Ødegaard"}),
    ("partners", {"name": "Renamed Ltd", "legal_name": "Renamed Limited"}),
    ("shares", {"purpose": "Autumn launch", "approved_by": "Åsa Öberg"}),
    ("assets", {"name": "Renamed asset"}),
    ("people", {"name": "Renamed Person", "job": "Planner"}),
    ("business_centers", {"name": "Renamed Center"}),
)
"""What is changed of every record of a kind, one after the other."""


def change_all(edit: Edit, records: Iterable[Any], fields: dict[str, Any]) -> None:
    edit.name("Change all of them")
    for record in records:
        edit.put(record, replace(record, **fields))


def content_now(register: Register, request: PaperRequest) -> tuple[list[str], dict[str, Any]]:
    """Return every text on a paper, and its data, as if nothing of its head changed."""
    # A minute that ends between two prints must not be read as a difference.
    moment = register.clock().replace(hour=12, minute=0)
    picture = replace(register.picture(), revision=1, register_state="", as_of=moment)
    record = paper_making.drafted(register, picture, request, None)
    content, head = paper_making.content_of(register, picture, record, "")
    data = as_json(content, head, PAPER_KINDS[request.code].subject, request)
    return texts_of(content), data


def texts_of(content: Content) -> list[str]:
    return sorted(content.texts())


@pytest.mark.parametrize("code", PAPER_KINDS)
def test_whatever_changes_the_next_print_is_seen_and_nothing_else_is(sample, code):
    request = request_for(sample, code)
    before, issued = content_now(sample, request)
    for place, fields in CHANGES:
        sample.perform(change_all, getattr(sample.picture(), place).values(), fields)
        after, now = content_now(sample, request)
        found = since_issue(issued, now)
        assert bool(found) is (after != before), (place, found)
        before, issued = after, now


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_agreed_scope_is_part_of_the_document_that_is_checked(sample, language):
    """Found by a newcomer: “It still matches the register” beside a new agreed scope."""
    request = request_for(sample, "partner")
    edition = replace(request.edition, language=language)
    paper = paper_making.prepare(sample, sample.picture(), replace(request, edition=edition))
    sample.perform(papers.issue, paper)
    key = subjects(sample)["partner"]
    [period] = sample.records.select(Partnership, partner=key)

    sample.perform(change_all, [period], {"scope_agreed": "Two ad accounts for the launch"})
    verdict = paper_checks.check_paper(paper.content, sample)
    [scope] = verdict.differences
    with speaking(language):
        assert scope.section == tr("Agreed scope")
    assert scope.after == "Two ad accounts for the launch"
    assert scope.before == period.scope_agreed
    assert (
        paper_checks.told(verdict)[-1] == "Differences between the document and the register now:"
    )


@pytest.mark.parametrize("code", PAPER_KINDS)
def test_a_paper_that_is_just_issued_has_not_changed(sample, code):
    paper = made(sample, code)
    sample.perform(papers.issue, paper)
    assert paper_checks.check_paper(paper.content, sample).differences == ()
