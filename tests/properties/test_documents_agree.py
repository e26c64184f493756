"""No document contradicts itself, over the sample and over random registers.

For each rule: a sentence, and what may not stand on the same document.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.papers.content import Content
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import surfaces
from delvia_desktop.domain.reviews.steps import CloseDraft, DecisionDraft, ReviewDraft
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.services.access import shares
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.papers.paper_kinds import PAPER_KINDS
from delvia_desktop.services.register.register import Register, new_register, open_register
from delvia_desktop.services.reviews import reviews
from tests.figures import figure
from tests.properties.acts import act
from tests.registers import Clock

MAY_NOT_STAND_TOGETHER = [
    ("No access is active, and every removal has been verified", r"still active"),
    ("No access is active, and every removal has been verified", r"ended, not yet verified"),
    ("No access is active, and every removal has been verified", r"grants? without verified"),
    ("No access is active, and every removal has been verified", r"\d+ active share"),
    ("The agency has had no access", r"still active"),
    ("The agency has had no access", r"grants? without verified|\d+ item"),
    ("No access is active or planned", r"[1-9]\d* access grants?"),
    ("None is left", r"[1-9]\d* grants? without verified"),
    ("Nothing has ended", r"."),
    (r"Ownership (of every asset )?stays with \w+\.", r"."),
    ("which claims ownership of them", r"."),
    ("only\n", "has its own"),
    ("and not claimed", "Withdrawn"),
    ("No asset is handed over", r"[1-9]\d* assets? (is|are) handed over"),
    ("No asset was shared", r"[1-9]\d* active shares?"),
    ("Nothing is shared or planned", r"[1-9]\d* assets? (is|are) shared"),
    ("No access is recorded on this date", r"[1-9]\d* access grants?"),
    ("Nothing was shared", r"revoked \d|still active|active share"),
    (r"Open findings at the time of printing\n\nNone", r"\nnot yet verified(\n|$)"),
]
_OF_A_KIND = 2
"""Records about which documents of one kind are made."""
OUT = sorted(code for code, kind in PAPER_KINDS.items() if kind.goes_out)


def requests(situation: Situation) -> Iterator[PaperRequest]:
    """Yield a request for each kind of document about each record that it can be about."""
    for code, kind in PAPER_KINDS.items():
        for key, record in list(situation.all(kind.subject).items())[:_OF_A_KIND]:
            if not kind.is_for(record):
                continue
            others = [other for other in situation.all(kind.subject) if other != key]
            if kind.needs_successor and not others:
                continue
            if code == "claim" and not situation.of("claim", "partner", int(key)):
                continue
            yield PaperRequest(
                code,
                int(key),
                other=int(others[0]) if kind.needs_successor else None,
                since=situation.on - timedelta(days=30) if code == "change_log" else None,
            )


def documents(opened: Register, on: date) -> Iterator[Content]:
    picture = opened.picture(on)
    for request in requests(Situation(picture)):
        record = paper_making.drafted(opened, picture, request, None)
        yield paper_making.content_of(opened, picture, record, "")[0]


def contradictions(made: Content) -> list[tuple[str, str]]:
    # What signers confirm names both cases.
    told = "\n".join(replace(made, declarations=None).texts())
    return [
        (first, second)
        for first, second in MAY_NOT_STAND_TOGETHER
        if re.search(first, told) and re.search(second, told)
    ]


def check(opened: Register, on: date) -> int:
    count = 0
    for count, made in enumerate(documents(opened, on), start=1):  # noqa: B007 - it is counted
        assert contradictions(made) == [], (made.kind, made.title)
        if made.kind in OUT:
            tables = [each.table for each in made.sections if each.table]
            heads = {title for table in tables for title, _ in table.columns}
            assert not {"Next step", "Why, and who accepted it"} & heads
    return count


@given(seed=st.integers(0, 10**6), days=st.integers(-300, 300))
@settings(max_examples=figure("documents that agree"))
def test_no_document_of_any_register_contradicts_itself(seed: int, days: int):
    """A12: “Nothing works any more” above “Nothing has ended yet” with four revoked shares."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.delvia"
        opened = new_register(path, BrandDraft("Nova"), "Mara", Clock())
        for _ in range(70):
            try:
                act(opened, rng)
            except DelviaError:
                continue
        check(opened, date(2026, 11, 23) + timedelta(days=days))
        opened.close()


def test_no_document_of_the_sample_contradicts_itself(sample_file: Path, tmp_path: Path):
    """A12: all kinds of documents."""
    copy = tmp_path / "sample.delvia"
    shutil.copy(sample_file, copy)
    opened = open_register(copy, "Mara")
    assert check(opened, opened.today) > 20
    opened.close()


def test_what_a_closed_review_revoked_is_an_open_point_of_its_report_until_it_is_seen_gone(nova):
    """A12: “not seen gone yet” above “Open points: None”, and signers confirmed that it was."""
    register = nova.register
    every = ReviewDraft("QUARTERLY", reviewer="Lea", surfaces=surfaces())
    review = register.perform(reviews.begin_review, every)
    lines = reviews.lines_in(register, review)
    register.perform(reviews.decide, lines, DecisionDraft("REVOKED"))
    register.perform(reviews.close_review, review, CloseDraft("today", next_on="+90"))

    def report() -> Content:
        picture = register.picture(register.today)
        record = paper_making.drafted(register, picture, PaperRequest("review", review.id), None)
        return paper_making.content_of(register, picture, record, "")[0]

    made = report()
    assert contradictions(made) == []
    told = "\n".join(made.texts())
    assert "“Nova DE” for Brightside is to be revoked." in told
    assert "was revoked" not in told
    assert "have been made, except where this report states that they are still to be made" in told
    share = register.records.get(Share, lines[0].subject)
    revoked = register.perform(
        shares.take_step, share, "revoke", StepDraft("today", reason="Not needed")
    )
    told = "\n".join(report().texts())
    assert "“Nova DE” for Brightside was revoked, but its removal is not yet verified." in told
    assert "is to be revoked" not in told
    register.perform(shares.take_step, revoked, "gone", StepDraft("today"))
    told = "\n".join(replace(report(), declarations=None).texts())
    assert "unverified" not in told
    assert "not yet verified" not in told
