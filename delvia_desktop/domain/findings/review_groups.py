"""The undecided items of a review, together by what the register says of them.

Items with one serious finding are one story, and so is all that one person holds who has left. All
others may be decided together: they are one group, whose parts are told apart by their finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from delvia_desktop.domain.findings.attention import Attention
from delvia_desktop.domain.findings.review_risks import is_serious, left_holder, left_words, worst
from delvia_desktop.domain.records.findings import SEVERITIES, Finding, rule_text
from delvia_desktop.domain.records.reviews import Decision, ReviewLine
from delvia_desktop.domain.reviews.lines import gives_access
from delvia_desktop.domain.words.acts import ENDING, Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr

_LEFT, _ENDED, _CALM, _LESSER, _SOUND = "left", "ended", "calm", "lesser", "sound"
_KINDS = 3
"""Kinds of findings of one severity that are named, where there are more than one more."""
_TAKES_AWAY = ENDING | {Act.END, Act.END_ACCESS, Act.LOWER}
"""Acts after which the access is not what it was."""


@dataclass(frozen=True)
class ItemGroup:
    """Undecided items of a review of which the register says the same.

    `words` say what that is, `severity` is that of the worst finding, empty where there is none.
    """

    name: str
    words: str
    severity: str
    lines: tuple[ReviewLine, ...]
    findings: tuple[Finding, ...]
    """The worst finding of each item that has one."""

    parts: tuple[ItemGroup, ...] = ()
    """The groups of which it is made, where there are several."""

    @property
    def rule(self) -> str:
        """The rule of which each item has a finding, empty where that is not what they share."""
        rules = {found.rule for found in self.findings}
        is_shared = len(rules) == 1 and self._is_each_found
        return rules.pop() if is_shared and not self.name.startswith(_LEFT) else ""

    @property
    def is_ended(self) -> bool:
        """Whether the access has ended, so that the items can only be revoked."""
        return self.name == _ENDED

    @property
    def is_lowered(self) -> bool:
        """Whether the findings are mended by a lower level."""
        acts = {found.next_step.act for found in self.findings}
        return acts == {Act.LOWER} and self._is_each_found

    @property
    def likely(self) -> Decision:
        """What is most likely decided: what mends the findings, else that the items stay."""
        if self.is_lowered:
            return Decision.CHANGED
        if self.is_ended or self.name.startswith(_LEFT) or (self._ends and self.rule):
            return Decision.REVOKED
        return Decision.KEPT

    @property
    def _is_each_found(self) -> bool:
        return len(self.findings) == len(self.lines)

    @property
    def _is_serious(self) -> bool:
        return is_serious(self.severity)

    @property
    def _ends(self) -> bool:
        return any(Act(found.next_step.act) in _TAKES_AWAY for found in self.findings)

    @property
    def way_out(self) -> str:
        """What mends the findings without ending the access, empty where there is no such step."""
        steps = {found.next_step.text for found in self.findings}
        is_one_story = self._is_serious and not self.name.startswith(_LEFT)
        return (
            steps.pop().removesuffix("…")
            if len(steps) == 1 and is_one_story and not self._ends
            else ""
        )


def groups_of(attention: Attention, lines: Iterable[ReviewLine]) -> tuple[ItemGroup, ...]:
    """Return the undecided items of a review in groups, the most serious first.

    What nothing serious is wrong with comes last, as one group with its parts.
    """
    found: dict[str, list[ReviewLine]] = {}
    for line in lines:
        if not line.decision:
            found.setdefault(_name(attention, line), []).append(line)
    made = [_group(attention, name, tuple(same)) for name, same in found.items()]
    calm = sorted((group for group in made if _is_calm(group.name)), key=_rank)
    groups = sorted((group for group in made if not _is_calm(group.name)), key=_rank)
    if len(calm) > 1:
        words = _calm_words(calm)
        calm = [replace(joined(calm), name=_CALM, words=words, parts=tuple(calm))]
    return (*groups, *calm)


def joined(groups: Sequence[ItemGroup]) -> ItemGroup:
    """Return several groups of review items as one that takes one decision."""
    within = {part.name for each in groups for part in each.parts}
    groups = [each for each in groups if each.name not in within]
    if len(groups) == 1:
        return groups[0]
    findings = sorted((f for each in groups for f in each.findings), key=_of_severity)
    return ItemGroup(
        "",
        "; ".join(each.words for each in groups),
        findings[0].severity if findings else "",
        tuple(line for each in groups for line in each.lines),
        tuple(findings),
    )


def kinds_words(findings: Iterable[Finding]) -> list[str]:
    """Say which findings a group of review items has: kinds, severity, how many.

    Of many kinds that are as serious, the most frequent are named.
    """
    counts = Counter((found.severity, found.rule) for found in findings)
    told = []
    for severity in SEVERITIES:
        titles = [
            tr("{title} ({n})", title=tr(rule_text(rule).title), n=count)
            for (of, rule), count in counts.most_common()
            if of == severity
        ]
        if len(titles) > _KINDS + 1:
            rest = len(titles) - _KINDS
            titles[_KINDS:] = [ntr("and {n} more", "and {n} more", rest)]
        if titles:
            label = tr(term("severity", severity).label)
            told.append(tr("{severity}: {titles}", severity=label, titles="; ".join(titles)))
    return told


def _name(attention: Attention, line: ReviewLine) -> str:
    """Return what an item has in common with others of its group."""
    situation = attention.situation
    record = situation.all(line.subject_kind).get(line.subject)
    if not gives_access(record, line.surface, situation.on):
        return _ENDED
    if (person := left_holder(situation, line)) is not None:
        return f"{_LEFT} {person.id}"
    found = worst(attention, line)
    if found is None:
        return _SOUND
    return found.rule if is_serious(found.severity) else f"{_LESSER} {found.rule}"


def _is_calm(name: str) -> bool:
    return name == _SOUND or name.startswith(_LESSER)


def _calm_words(parts: Sequence[ItemGroup]) -> str:
    if parts[-1].name == _SOUND:
        return tr("Medium, low or no findings")
    return tr("Medium or low findings only")


def _group(attention: Attention, name: str, lines: tuple[ReviewLine, ...]) -> ItemGroup:
    findings = [found for line in lines if (found := worst(attention, line)) is not None]
    findings.sort(key=_of_severity)
    severity = findings[0].severity if findings else ""
    if name == _ENDED:
        words = tr("Access that has already ended")
    elif name == _SOUND:
        words = tr("No findings")
    elif name.startswith(_LEFT):
        words = left_words(attention.situation, lines[0]).removesuffix(".")
    else:
        words = tr(rule_text(findings[0].rule).title)
    return ItemGroup(name, words, severity, lines, tuple(findings))


def _rank(group: ItemGroup) -> tuple[bool, int, int]:
    """Return the place of a group: the most serious first, and what has ended behind it.

    Among what nothing serious is wrong with, what concerns only few items stands out.
    """
    count = len(group.lines) if _is_calm(group.name) else 0
    return group.is_ended, _place(group.severity), count


def _of_severity(found: Finding) -> int:
    return _place(found.severity)


def _place(severity: str) -> int:
    return list(SEVERITIES).index(severity) if severity in SEVERITIES else len(SEVERITIES)
