"""Access as of a day: everybody who can reach anything, surface by surface."""

from __future__ import annotations

from delvia_desktop.domain.brand import Brand
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Content,
    Head,
    Section,
    no_secrets,
    usual_facts,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.papers.ways_table import by_surface
from delvia_desktop.domain.review_lines import Scope, lines_of, surfaces
from delvia_desktop.domain.situation import Situation
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "access"


def content(situation: Situation, about: About[Brand], head: Head) -> Content:
    """Return everything that gives access on the day of a situation."""
    lines = lines_of(situation, Scope(), surfaces())
    about.beat()
    sections = by_surface(situation, lines)
    if not sections:
        sections = (Section(tr("Ways in"), texts=(tr("Nothing gives access on this day."),)),)
    count = ntr("{n} way in is recorded.", "{n} ways in are recorded.", len(lines))
    return Content(
        KIND,
        tr("ACCESS RECORD · WHOLE REGISTER"),
        tr("Access on {day}", day=show_day(head.on)),
        count,
        tr(
            "This record states everything that works, waits, or has ended without being seen "
            "gone. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        usual_facts(situation.picture, head),
        sections,
        (
            tr("It covers every surface that the register knows."),
            tr("It leaves out what nobody had recorded; TikTok's own lists count."),
        ),
        declared(KIND),
        is_across=True,
    )
