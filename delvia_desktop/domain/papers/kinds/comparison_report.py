"""The document of a comparison: what was compared, how complete, what differed, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Fact,
    Head,
    Section,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.plans.compared import (
    column_words,
    is_open,
    outcome_words,
    scope_words,
    sides,
)
from delvia_desktop.domain.records.comparisons import ComparisonLine, Drift, TikTokComparison
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "comparison"


def content(situation: Situation, about: About[TikTokComparison], head: Head) -> Content:
    """Return what stands on the document of a comparison, with what was done since."""
    made = about.record
    lines = situation.of("comparison-line", "comparison", made.id)
    partner = situation.picture.partners[made.partner].name if made.partner is not None else ""
    return Content(
        KIND,
        tr("ACCESS RECORD · COMPARISON"),
        scope_words(made, partner),
        _verdict(situation, lines),
        tr(
            "This document states where TikTok's own list and the record differed on {day}, and "
            "what was done about it. {no_secrets}",
            day=show_day(made.compared_on),
            no_secrets=no_secrets(),
        ),
        (*usual_facts(situation.picture, head), *_facts(made)),
        tuple(_sections(situation, lines)),
        (
            tr(
                "It covers the list named above, which the person who compared it stated to be "
                "complete. Everything on record within it was looked for."
            ),
            tr(
                "It does not cover what TikTok shows in other lists, or what the list itself does "
                "not say, such as purposes, approvals and planned end dates."
            ),
        ),
        declared(KIND, (head.prepared_by, None)),
        is_across=True,
    )


def _verdict(situation: Situation, lines: Sequence[ComparisonLine]) -> str:
    if not lines:
        return tr("No differences")
    left = sum(is_open(situation, line) for line in lines)
    found = ntr("{n} difference", "{n} differences", len(lines))
    return f"{found} · {tr('{n} still open', n=left)}" if left else found


def _facts(made: TikTokComparison) -> list[Fact]:
    left = made.read - made.same
    return [
        (tr("Compared on"), words(show_day(made.compared_on), made.compared_by)),
        (
            tr("Lines of the list"),
            words(
                ntr("{n} line", "{n} lines", made.read),
                tr("Agree with the record: {n} · Differ: {others}", n=made.same, others=left),
            ),
        ),
        (
            tr("Source"),
            words(made.source, *(tr("SHA-256: {digest}", digest=each) for each in made.hashes)),
        ),
    ]


def _sections(situation: Situation, lines: Sequence[ComparisonLine]) -> list[Section]:
    """Return a section for each way in which something can differ."""
    columns = (
        (tr("What"), 30),
        (tr("Kind of record"), 12),
        (tr("Field"), 12),
        (tr("On record"), 14),
        (tr("In TikTok"), 14),
        (tr("What was done"), 18),
    )
    sections = []
    for difference in Drift:
        found = [line for line in lines if line.difference == difference]
        title = tr(term("difference", difference).label)
        sections.append(section(title, columns, [_row(situation, line) for line in found]))
    return sections


def _row(situation: Situation, line: ComparisonLine) -> tuple[Cell, ...]:
    on_record, in_tiktok = sides(line)
    field = column_words(line.subject_kind, line.field) if line.field else "—"
    look = "critical" if is_open(situation, line) else "plain"
    return (
        words(line.what, look="strong"),
        words(kind_words(line.subject_kind)),
        words(field),
        words(on_record),
        words(in_tiktok),
        words(*outcome_words(situation, line), look=look),
    )
