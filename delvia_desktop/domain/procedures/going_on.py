"""What somebody began and is not done with: the first of it in a sentence, the rest in a few words.

It is told before findings that have stood for long: who opens the register goes on with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.procedures.acts import title_now, unsigned_paper
from delvia_desktop.domain.procedures.plans import StepStand, StepStanding, procedure
from delvia_desktop.domain.procedures.steps import stands_in
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import due_on
from delvia_desktop.domain.records.procedures import Run, is_going_on
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import ntr, show_day, tr


class GoingOn(NamedTuple):
    """What comes next, the words of the act that goes on with it, and where it begins.

    Without an act the record is only shown; `also` says what else was begun, if anything was.
    """

    text: str
    button: str
    kind: str
    id: int
    act: Act = Act.SHOW
    also: str = ""


def going_on(situation: Situation) -> GoingOn | None:
    """Return what is going on, begun and not done: procedure, signature, confirmation."""
    runs, papers, shares = _runs(situation), _papers(situation), _unconfirmed(situation)
    if runs:
        (first, step), *runs = runs
        found = _of_run(situation, first, step)
        signing = unsigned_paper(situation, first, step)
        papers = [paper for paper in papers if paper is not signing]
    elif papers:
        first_paper, *papers = papers
        found = _of_paper(situation, first_paper)
    elif shares:
        first_share, *shares = shares
        found = _of_share(situation, first_share)
    else:
        return None
    left = sum(not is_overtaken(situation, run) for run, _ in runs)
    return found._replace(also=_rest(situation, left, papers, len(shares)))


def _runs(situation: Situation) -> list[tuple[Run, StepStand]]:
    """Return the procedures in progress that have a next step, with it: late ones, then the newest.

    Those that came to nothing are the last.
    """
    runs = [run for run in situation.picture.runs.values() if is_going_on(run)]
    steps = ((run, _next_of(situation, run)) for run in runs)
    found = [(run, step) for run, step in steps if step is not None]

    def turn(each: tuple[Run, StepStand]) -> tuple[bool, bool, int]:
        run, _ = each
        return is_overtaken(situation, run), not _is_late(situation, run), -int(run.id)

    return sorted(found, key=turn)


def is_overtaken(situation: Situation, run: Run) -> bool:
    """Tell whether a going-on procedure still adds a partner who goes or has gone."""
    return procedure(run.procedure).is_guided and situation.is_ending(run.partner)


def overtaken_words(situation: Situation, run: Run) -> str:
    """Say that a procedure is still going on although its partnership ends."""
    words = {"procedure": tr(procedure(run.procedure).title), "subject": _subject(situation, run)}
    if situation.was_removed(run.partner):
        return tr(
            "“{procedure}” for {subject} is still in progress, but the partnership has ended.",
            **words,
        )
    return tr(
        "“{procedure}” for {subject} is still in progress, but the partnership is ending.", **words
    )


def _is_late(situation: Situation, run: Run) -> bool:
    return run.target_on is not None and run.target_on < situation.on


def _next_of(situation: Situation, run: Run) -> StepStand | None:
    stands = stands_in(situation, run, situation.of("step", "run", run.id))
    return next((stand for stand in stands if stand.standing == StepStanding.NEXT), None)


def _papers(situation: Situation) -> list[AccessRecord]:
    """Return the issued papers that still wait for their signed copy, the oldest first."""
    found = (
        paper
        for paper in situation.picture.access_records.values()
        if situation.awaits_signature(paper) and not situation.is_overtaken(paper)
    )
    return sorted(found, key=lambda paper: (paper.issued_at, paper.id))


def _unconfirmed(situation: Situation) -> list[Share]:
    """Return our active shares that the partner has not confirmed, the newest first."""
    shares: list[Share] = list(situation.opened("share").values())
    found = (
        share
        for share in shares
        if not share.is_incoming and state_on(share, situation.on) == GrantState.GRANTED
    )
    return sorted(found, key=lambda share: -int(share.id))


def _of_run(situation: Situation, run: Run, step: StepStand) -> GoingOn:
    plan = procedure(run.procedure)
    words = {"step": title_now(situation, run, step), "procedure": tr(plan.title)}
    if is_overtaken(situation, run):
        text = overtaken_words(situation, run)
        return GoingOn(text, tr("Stop procedure…"), "run", int(run.id), Act.STOP)
    if subject := _subject(situation, run):
        text = tr("Next for {subject}: {step} (“{procedure}”).", subject=subject, **words)
    else:
        text = tr("Next: {step} (“{procedure}”).", **words)
    return GoingOn(text, tr("Continue procedure"), "run", int(run.id))


def _subject(situation: Situation, run: Run) -> str:
    """Return for whom or what a procedure is, empty if it is about everything."""
    about = (("partner", run.partner), ("person", run.person), ("asset", run.asset))
    return next((situation.all(k)[key].name for k, key in about if key is not None), "")


def _of_paper(situation: Situation, paper: AccessRecord) -> GoingOn:
    if situation.changed_since(paper):
        text = tr(
            "Next, print a new version of {number} ({title}): it is not signed yet and no longer "
            "matches the register.",
            number=paper.number,
            title=paper.title,
        )
        button = tr("Print new version…")
        return GoingOn(text, button, "access-record", int(paper.id), Act.RENEW)
    text = tr(
        "Next, get {number} ({title}) back signed. It is due on {day}.",
        number=paper.number,
        title=paper.title,
        day=_due(situation, paper),
    )
    return GoingOn(text, tr("Show document"), "access-record", int(paper.id))


def _of_share(situation: Situation, share: Share) -> GoingOn:
    text = tr(
        "Next, ask {partner} to confirm that it can see “{asset}”.",
        partner=situation.partner_of(share).name,
        asset=situation.asset(share).name,
    )
    return GoingOn(text, tr("Record confirmation…"), "share", int(share.id), Act.CONFIRM)


def _rest(situation: Situation, runs: int, papers: Sequence[AccessRecord], shares: int) -> str:
    """Say what else was begun, in a few words."""
    parts = []
    if runs:
        parts.append(ntr("{n} more procedure", "{n} more procedures", runs))
    if len(papers) == 1 and situation.changed_since(papers[0]):
        parts.append(tr("new version of {number}", number=papers[0].number))
    elif len(papers) == 1:
        due = _due(situation, papers[0])
        parts.append(tr("signed copy of {number}, due {day}", number=papers[0].number, day=due))
    elif papers:
        parts.append(ntr("{n} signed copy", "{n} signed copies", len(papers)))
    if shares:
        parts.append(ntr("{n} unconfirmed share", "{n} unconfirmed shares", shares))
    return tr("Also open: {what}.", what=" · ".join(parts)) if parts else ""


def _due(situation: Situation, paper: AccessRecord) -> str:
    return show_day(due_on(paper.issued_at.date(), situation.limit("acknowledge_days")))
