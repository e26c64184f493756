"""The change log of a period: every act that was recorded, who did it, and what it changed."""

from __future__ import annotations

from collections import Counter

from delvia_desktop.domain.lists.history import Done, History, done_words
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Content,
    Head,
    Section,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.papers.history_table import acts_section
from delvia_desktop.domain.records.brand import Brand
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import ntr, show_day, show_number, tr

KIND = "change_log"


def content(situation: Situation, about: About[Brand], head: Head) -> Content:
    """Return what stands on a change log: the acts of a period until a situation's day."""
    history = about.history
    first, last = show_day(about.since or head.on), show_day(head.on)
    return Content(
        KIND,
        tr("ACCESS RECORD · CHANGE LOG"),
        tr("Changes from {first} to {last}", first=first, last=last),
        ntr("{n} change was recorded.", "{n} changes were recorded.", len(history.acts)),
        tr(
            "This record states every change made in the register in this period: who made it, "
            "when, why, and what it changed. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        (
            *usual_facts(situation.picture, head),
            (tr("First day"), words(first)),
            (tr("Last day"), words(last)),
        ),
        (_by_person(history), _by_kind(history), acts_section(history)),
        (
            tr("It covers every change up to revision {revision}, including changes that were "
               "undone and documents issued before it.", revision=head.revision),
            tr("For a change to many records, the first 50 are listed and all are counted; "
               "long texts are shortened. The register holds both in full."),
            tr("It does not cover what was done in TikTok but not recorded."),
        ),
        declared(KIND),
        is_across=True,
    )  # fmt: skip


def _by_person(history: History) -> Section:
    counts = Counter(act.who for act in history.acts)
    undone = Counter(act.who for act in history.acts if act.reverts is not None)
    rows = [
        (words(who), words(show_number(count)), words(show_number(undone[who])))
        for who, count in counts.most_common()
    ]
    columns = ((tr("Who"), 50), (tr("Changes"), 25), (tr("Of these, reversals"), 25))
    return section(tr("By person"), columns, rows)


def _by_kind(history: History) -> Section:
    counts: Counter[tuple[str, Done]] = Counter()
    for act in history.acts:
        counts.update(act.counts)
    columns = (
        (tr("Kind of record"), 40),
        *((done_words(done).capitalize(), 20) for done in Done),
    )
    kinds = dict.fromkeys(kind for kind, _ in counts)
    rows = [
        (words(kind_words(kind)), *(words(show_number(counts[kind, done])) for done in Done))
        for kind in sorted(kinds, key=kind_words)
    ]
    return section(tr("By kind of record"), columns, rows)
