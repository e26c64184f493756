"""No redacted paper of any register names anybody, and its findings are those of the full one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.papers.content import as_json
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.redaction.redaction import Mask, redacted
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.services.papers import paper_kinds, paper_making
from tests.figures import figure
from tests.named_people import named_everywhere, read_in
from tests.properties.acts import play
from tests.registers import Clock

REDACTED = Edition(is_redacted=True)


def papers_of(opened, picture, edition):
    """Yield the content and the data of a paper of every kind about every record."""
    for code, kind in paper_kinds.PAPER_KINDS.items():
        situation = look(picture).situation
        keys = list(situation.all(kind.subject))[:4]
        for key in keys:
            other = next((each for each in keys if each != key), None)
            if code == "agency_change" and other is None:
                continue
            if not kind.is_for(situation.all(kind.subject)[key]):
                continue
            since = date(2020, 1, 1) if code == "change_log" else None
            request = PaperRequest(
                code, key, other if code == "agency_change" else None, since, edition
            )
            try:
                kind.find(situation, kind.subject, request)
            except Refused:
                continue  # nothing is claimed, so there is no claim
            record = paper_making.drafted(opened, picture, request, None)
            content, head = paper_making.content_of(opened, picture, record, "")
            yield content, as_json(content, head, kind.subject, request)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=figure("redacted papers"))
def test_nobody_is_named_on_a_redacted_paper_of_a_random_register(seed):
    with tempfile.TemporaryDirectory() as folder:
        opened, _, _ = play(seed, 120, folder, Clock())
        picture, said = named_everywhere(opened.picture(), seed)
        full = [read_in(said, *each) for each in papers_of(opened, picture, Edition())]
        masked = [read_in(said, *each) for each in papers_of(opened, picture, REDACTED)]
        assert any(full)
        assert len(full) == len(masked)
        assert not any(masked), [found for found in masked if found]
        assert len(read_in(said, picture)) > len(said) / 2
        assert not read_in(said, redacted(picture, Mask(picture)))
        opened.close()


def _with_people_masked(names: Iterable[str]) -> set[str]:
    """Return findings but those that tell two people by name and address, which are masked."""
    return {name for name in names if not name.startswith("DUP-01/person/")}


@given(seed=st.integers(0, 10**6))
@settings(max_examples=figure("redacted pictures"))
def test_a_redacted_picture_has_the_findings_of_the_full_one_but_who_may_be_one_person(seed):
    with tempfile.TemporaryDirectory() as folder:
        opened, _, _ = play(seed, 120, folder, Clock())
        for picture in (opened.picture(), named_everywhere(opened.picture(), seed)[0]):
            before, after = look(picture), look(redacted(picture, Mask(picture)))
            assert _with_people_masked(after.found) == _with_people_masked(before.found)
            assert _with_people_masked(after.accepted) == _with_people_masked(before.accepted)
            for finding in after.found.values():
                assert finding.message
        opened.close()
