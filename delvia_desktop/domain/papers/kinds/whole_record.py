"""Access as of a day: everybody who can reach anything, surface by surface."""

from __future__ import annotations

from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Content,
    Head,
    Section,
    no_secrets,
    usual_facts,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.papers.ways_table import by_surface, tally
from delvia_desktop.domain.records.brand import Brand
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.progress import progress

KIND = "access"


def content(situation: Situation, _: About[Brand], head: Head) -> Content:
    """Return what stands on the whole record: all access on a situation's day."""
    lines = lines_of(situation, Scope(), surfaces())
    progress()
    sections = by_surface(situation, lines)
    if not sections:
        sections = (Section(tr("Access"), texts=(tr("No access is recorded on this date."),)),)
    count = tally(situation, lines)
    return Content(
        KIND,
        tr("ACCESS RECORD · WHOLE REGISTER"),
        tr("Access on {day}", day=show_day(head.on)),
        count,
        tr(
            "This record states all access that is active, pending, or ended without verified "
            "removal. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        usual_facts(situation.picture, head),
        sections,
        (
            tr("It covers every area recorded in the register."),
            tr("It does not cover anything that was not recorded; TikTok's own lists prevail."),
        ),
        declared(KIND),
        is_across=True,
    )
