"""What is wrong with the items of a review: which findings belong to each, and what asks why.

The row of an item, the words below it, the forms, the guard of what is kept and the report all ask
here, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.logins import HOLDERS, Login
from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.findings.attention import Attention
from delvia_desktop.domain.records.findings import Finding, by_severity, rule_text
from delvia_desktop.domain.records.reviews import Decision, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import gives_access
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr

_SERIOUS = frozenset({"critical", "high"})
STAYS = frozenset({Decision.KEPT, Decision.EXCEPTION})
"""Decisions that leave the access as it is."""

_OF_REVIEWS = "REV-"
"""Rules about reviews begin so; what a review itself left open is no reason against keeping."""

_KINDS = ("share", "seat", "assignment", "shop-partner", "spark-code")
"""The kinds of records of which each has one holder; a login may have two."""


def is_serious(severity: str) -> bool:
    """Tell whether a finding is a risk for which a review item needs a reason to be kept."""
    return severity in _SERIOUS


def findings_of(attention: Attention, line: ReviewLine) -> list[Finding]:
    """Return the open findings that put a review item at risk, the worst first."""
    return _of_item(attention, line.subject_kind, line.subject, line.who)


def risks(attention: Attention, line: ReviewLine) -> list[Finding]:
    """Return the risks of a review item: its serious open findings, the worst first."""
    return [found for found in findings_of(attention, line) if is_serious(found.severity)]


def worst(attention: Attention, line: ReviewLine) -> Finding | None:
    """Return the worst of the risks of a review item, however serious it is."""
    return next(iter(findings_of(attention, line)), None)


def left_holder(situation: Situation, line: ReviewLine) -> Person | None:
    """Return who holds a review item's access and has left, which is a risk; else None."""
    record = situation.all(line.subject_kind).get(line.subject)
    people = _holders(situation, record, line.who)
    return next((person for person in people if has_gone(person, situation.on)), None)


def finding_words(finding: Finding) -> str:
    """Say a risk of a review item: a finding, how serious it is first."""
    severity = tr(term("severity", finding.severity).label)
    return tr("{severity}: {message}", severity=severity, message=finding.message)


def left_words(situation: Situation, line: ReviewLine) -> str:
    """Say the risk that the holder of a review item has left, and when; nothing if not."""
    person = left_holder(situation, line)
    if person is None or person.left_on is None:
        return ""
    return tr("{name} left on {day}.", name=person.name, day=show_day(person.left_on))


def reason_words(attention: Attention, line: ReviewLine) -> str:
    """Say which risk makes the revoking of a review item likely, as its group does."""
    found = worst(attention, line)
    message = found.message if found is not None else ""
    return left_words(attention.situation, line).removesuffix(".") or message


def risk_words(attention: Attention, line: ReviewLine) -> str:
    """Say for which risk a review item is kept only with a reason; nothing if for none."""
    words = [finding_words(finding) for finding in risks(attention, line)[:1]]
    left = left_words(attention.situation, line)
    if left and left.removesuffix(".") not in " ".join(words):
        words.append(left)
    return " ".join(words)


def kept_at_risk(attention: Attention, lines: Iterable[ReviewLine]) -> dict[int, str]:
    """Return the review items that are kept at risk, by their keys, with what is wrong.

    It is what was kept or excepted.
    """
    told = {int(line.id): risk_words(attention, line) for line in _staying(attention, lines)}
    return {key: words for key, words in told.items() if words}


def kept_words(count: int) -> str:
    """Say how many review items stay although they are at risk."""
    return ntr(
        "{n} item is kept although it has a critical or high finding, or its holder has left.",
        "{n} items are kept although they have critical or high findings, or their holders have "
        "left.",
        count,
    )


def kept_risks(attention: Attention, lines: Iterable[ReviewLine]) -> list[Finding]:
    """Return each serious risk of the review items that were kept or excepted, once."""
    found = {
        finding.id: finding
        for line in _staying(attention, lines)
        for finding in risks(attention, line)
    }
    return list(found.values())


def _staying(attention: Attention, lines: Iterable[ReviewLine]) -> Iterator[ReviewLine]:
    """Yield what was kept or excepted and is there still: what ended all the same stays no more."""
    situation = attention.situation
    for line in lines:
        record = situation.all(line.subject_kind).get(line.subject)
        if line.decision in STAYS and gives_access(record, line.surface, situation.on):
            yield line


def findings_by_item(attention: Attention) -> Mapping[str, tuple[str, str]]:
    """Return for each possible review item its worst risk, and all of them in words.

    Items go by `kind/number`, those of a login by `login/number/` and the name of the holder in
    hexadecimal digits, as SQL asks for them.
    """
    kinds = attention.situation.once("findings of items", lambda: _found(attention))
    words = {each: _titles(each) for each in set(kinds.values())}
    return {item: (each[0][0], words[each]) for item, each in kinds.items()}


def _titles(kinds: Iterable[tuple[str, str]]) -> str:
    """Say which kinds of findings these are, in their order, and how serious each is."""
    told = []
    for severity, rule in dict.fromkeys(kinds):
        label = tr(term("severity", severity).label)
        told.append(tr("{title} ({severity})", title=tr(rule_text(rule).title), severity=label))
    return "; ".join(told)


def _found(attention: Attention) -> Mapping[str, tuple[tuple[str, str], ...]]:
    situation = attention.situation
    items = [(kind, key, "") for kind in _KINDS for key in situation.all(kind)]
    items += [
        ("login", key, person.name)
        for key, login in situation.all("login").items()
        for person in _holders(situation, login, None)
    ]
    told = {}
    for kind, key, who in items:
        holder = f"/{who.encode().hex().upper()}" if kind == "login" else ""
        of_item = _of_item(attention, kind, key, who)
        if of_item:
            kinds = tuple((finding.severity, finding.rule) for finding in of_item)
            told[f"{kind}/{key}{holder}"] = kinds
    return told


def _of_item(attention: Attention, kind: str, key: int, who: str) -> list[Finding]:
    """Return the findings of an item: those that name its record, and those of what it is part of.

    What a login is wrong with concerns each person who knows its password, but what is said of
    one of them does not concern another.
    """
    situation = attention.situation
    found = [f for f in attention.touching((kind, key)) if not f.rule.startswith(_OF_REVIEWS)]
    record = situation.all(kind).get(key)
    if isinstance(record, Login):
        held = {("person", int(person.id)) for person in _holders(situation, record, who)}
        found = [f for f in found if f.kind in {"login", "asset"} or not held.isdisjoint(f.records)]
    more = [*_of_login(attention, record), *_of_asset(attention, record)]
    if not more:
        return found
    return by_severity({finding.id: finding for finding in (*found, *more)}.values())


def _of_login(attention: Attention, record: object) -> list[Finding]:
    """Return what is wrong with the login of which a person knows the password."""
    if not isinstance(record, Assignment) or record.surface != Surface.LOGIN:
        return []
    logins = attention.situation.of("login", "asset", record.asset)
    return [
        finding
        for login in logins
        for finding in attention.touching(("login", int(login.id)))
        if finding.kind == "login"
    ]


def _of_asset(attention: Attention, record: Any) -> list[Finding]:  # noqa: ANN401 - any grant
    """Return what is serious about an asset as a whole, and about the partner who holds the item.

    A partner that owns the asset is what the decision is about; who else works on it is not.
    """
    asset, partner = getattr(record, "asset", None), _partner(attention.situation, record)
    if asset is None or partner is None:
        return []
    return [
        finding
        for finding in attention.touching(("asset", int(asset)))
        if finding.kind == "asset"
        and is_serious(finding.severity)
        and ("partner", partner) in finding.records
    ]


def _partner(situation: Situation, record: Any) -> int | None:  # noqa: ANN401 - any grant
    """Return the partner who holds the access of a record, or for whom its holder works."""
    if isinstance(record, Share):
        return int(situation.partner_of(record).id)
    partner = getattr(record, "partner", None)
    if partner is None and isinstance(record, Assignment):
        partner = situation.picture.people[record.person].partner
    return int(partner) if partner is not None else None


def _holders(situation: Situation, record: object, who: str | None) -> list[Person]:
    """Return the people who hold a record; of a login only those of a name, or all for None."""
    names = HOLDERS if isinstance(record, Login) else ("person",)
    keys = dict.fromkeys(getattr(record, name, None) for name in names)
    people = [situation.picture.people[key] for key in keys if key is not None]
    if not isinstance(record, Login) or who is None:
        return people
    return [person for person in people if person.name == who]
