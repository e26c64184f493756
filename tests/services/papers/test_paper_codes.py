"""Who holds a paper finds it in the register by what stands on it: its number, or its code."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.lists.rows import AccessRecordRow, Wanted
from delvia_desktop.services.papers import access_records, paper_checks, papers
from delvia_desktop.services.register import search
from tests.services.papers.test_paper_kinds import made, text_of

WAYS = {
    "as it stands": "{code}",
    "small": "{small}",
    "without its hyphen": "{bare}",
    "in two words": "{apart}",
    "its first five letters": "{code:.6}",
    "number": "{number}",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_paper_is_found_by_what_stands_on_it(sample, way):
    """Found by a newcomer: the partner is told to ask for the code, and nothing found it."""
    issued = [sample.perform(papers.issue, made(sample, code)) for code in ("partner", "matrix")]
    for record in issued:
        code, _ = access_records.stamp_of(sample, record.sha256)
        bare, apart = code.replace("-", ""), code.replace("-", " ")
        sought = way.format(
            number=record.number, code=code, small=code.lower(), bare=bare, apart=apart
        )
        listed = sample.rows(AccessRecordRow, Wanted(sample.today, text=sought))
        assert listed.keys() == [record.id]
        found = [hit.id for hit in search.find(sample, sought) if hit.kind == "access-record"]
        assert found == [record.id]


@pytest.mark.parametrize("sought", ["ABCDE-FG", "ABCDEFGHIJ", "%%%%%", "-----", "_____"])
def test_what_is_no_code_finds_no_paper(sample, sought):
    sample.perform(papers.issue, made(sample, "matrix"))
    listed = sample.rows(AccessRecordRow, Wanted(sample.today, text=sought))
    assert not listed.keys()


def test_code_and_digest_are_those_that_stand_on_the_paper(sample):
    record = sample.perform(papers.issue, made(sample, "partner"))
    code, digest = access_records.stamp_of(sample, record.sha256)
    content = sample.content(record.sha256)
    assert code == paper_checks.check_paper(content).code
    text = text_of(content)
    assert f"code {code}" in text
    assert digest in text.replace(" ", "")
