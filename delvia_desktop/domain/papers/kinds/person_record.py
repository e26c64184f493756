"""The record of one person: every way in, what has ended, and what is left to hand over."""

from __future__ import annotations

from collections.abc import Sequence

from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.people import Employer, Person
from delvia_desktop.domain.findings.duties import (
    HeldDuty,
    held_by,
    held_name,
    held_words,
    is_custody,
)
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    day,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import Signer, declared
from delvia_desktop.domain.papers.ended_ways import (
    custody,
    devices_may_remain,
    duties_handed_over,
    ended_ways,
)
from delvia_desktop.domain.papers.history_table import history_section
from delvia_desktop.domain.papers.ways_table import by_surface, tally
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.domain.words.vocabulary import term, type_label
from delvia_desktop.i18n import later, show_day, tr

KIND = "person"
_LEAVER, _ENDED = "leaver", "leaver_ended"
"""The declarations of somebody who has left, with access that is still open and without."""


def content(situation: Situation, about: About[Person], head: Head) -> Content:
    """Return what stands on a person's record; of a leaver it says what is still open."""
    person = about.record
    lines = lines_of(situation, Scope(person=person.id), surfaces())
    has_left = situation.has_left(person)
    still = by_surface(situation, lines, is_of_one=True)
    ended = ended_ways(
        situation,
        (person.id,),
        tr("Ended access"),
        tr("No ended access is recorded."),
    )
    duties = held_by(situation.picture, person)
    goes = has_left or person.planned_end is not None
    count = tally(situation, lines, ended.size)
    subtitle = count
    if has_left and person.left_on is not None:
        subtitle = tr("Left on {day}. {count}", day=show_day(person.left_on), count=count)
    if not still:
        nothing = tr("No access is active or planned.")
        still = (Section(tr("Access"), texts=(nothing,)),)
    return Content(
        KIND,
        tr("ACCESS RECORD · LEAVER") if has_left else tr("ACCESS RECORD · PERSON"),
        person.name,
        subtitle,
        tr(
            "This record states the recorded access of one person in every area. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        (*usual_facts(situation.picture, head), *_facts(situation, person)),
        (
            *still,
            ended,
            custody(situation, filter(is_custody, duties), about.history.held),
            duties_handed_over(situation, about.history.duties),
            _duties(situation, [duty for duty in duties if not is_custody(duty)], goes=goes),
            # Who leaves signs what was held and when it ended, not who typed what.
            *(() if has_left else (history_section(about.history),)),
        ),
        (
            tr(
                "It covers Business Centers, the ad accounts' own lists, Seller Center, Spark "
                "Ads codes and logins, as recorded."),
            tr("It does not cover anything that was not recorded, or devices that are still "
               "signed in where no sign-out is recorded.")
            if devices_may_remain(situation, person.id, duties, about.history.held)
            else tr("It does not cover anything that was not recorded."),
            tr("It does not cover how the records were changed; see the change log.") if has_left
            else tr("It does not cover the history of deleted records; see the change log."),
        ),
        declared(
            (_LEAVER if lines else _ENDED) if has_left else KIND,
            *signers(situation, person, head.prepared_by),
            person=person.name,
        ),
    )  # fmt: skip


def signers(situation: Situation, person: Person, maker: str) -> tuple[Signer, Signer]:
    """Return who signs a person's record: the person, and for us the superior."""
    return (person.name, None), _superior(situation, person, maker)


def _superior(situation: Situation, person: Person, maker: str) -> Signer:
    """Return who signs for the company: the line manager, else who made it and is one of us."""
    text = later("Record line manager…")
    ours = (
        each.name
        for each in situation.picture.people.values()
        if each.employer == Employer.OURS and each.id != person.id and not situation.has_left(each)
    )
    name = person.line_manager or next((each for each in ours if is_same(each, maker)), "")
    return name, NextStep(text, "person", person.id, Act.CHANGE, ("line_manager",))


def _facts(situation: Situation, person: Person) -> tuple[tuple[str, Cell], ...]:
    employer = tr(term("employer", person.employer).label)
    if person.partner is not None:
        employer = situation.picture.partners[person.partner].name
    days = [(tr("Planned last day"), day(person.planned_end)), (tr("Left on"), day(person.left_on))]
    if situation.has_left(person):
        days = days[1:]  # what was planned has come about
    return (
        (tr("Employed by"), words(employer, person.job)),
        (tr("Email"), words(person.email)),
        *days,
    )


def _duties(situation: Situation, duties: Sequence[HeldDuty], *, goes: bool) -> Section:
    """Return what a person answers for; who `goes` has to hand it over."""
    rows = [
        (words(held_name(situation, duty), _type(situation, duty)), words(held_words(duty)))
        for duty in duties
    ]
    columns = ((tr("What"), 50), (tr("Duty"), 50))
    title = tr("Duties to hand over") if goes else tr("Duties")
    return section(title, columns, rows, empty=tr("None is recorded."))


def _type(situation: Situation, duty: HeldDuty) -> str:
    """Return the type of an asset that a duty is about, such as that of an account group."""
    if duty.kind != "asset":
        return ""
    return type_label(situation.picture.assets[AssetKey(duty.id)].asset_type)
