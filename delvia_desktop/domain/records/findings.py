"""Findings: what is wrong or risky in a register, each with its next step.

A rule is a pure function of a Situation and one record. It may look at the record, at what refers
to it, and at what any of those refers to, directly or through others; so after an act only the
records around what was touched are asked again (`Situation.around`). A wide rule may look at
everything and is asked anew each time.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from delvia_desktop import resources
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import show_day, tr

Name = tuple[str, int]
"""The kind and id of a record."""

SEVERITIES = ("critical", "high", "medium", "low", "info")
"""The worst first."""


@dataclass(frozen=True)
class RuleText:
    """What is said of a rule whatever it finds."""

    code: str
    severity: str
    title: str
    why: str
    source: str


class NextStep(NamedTuple):
    """What to do about a finding: the words, the record, and the act that begins there.

    `asks` are the fields that the finding is about: the form begins at the first of them and is
    recorded once one of them was changed. `preset` are values that the form begins with. `at` is
    the record in whose place the form opens, if that is not the record's own. `decided` is what was
    decided that the act carries out; it stands above the fields. `shows` are fields that the form
    begins at and does not insist on.
    """

    text: str
    kind: str
    id: int
    act: Act = Act.SHOW
    asks: tuple[str, ...] = ()
    preset: tuple[tuple[str, object], ...] = ()
    at: Name | None = None
    decided: str = ""
    shows: tuple[str, ...] = ()


class Said(NamedTuple):
    """What a rule says of a record: the sentence, the next step, and who and what is meant.

    `text` and the words of the step are put into the person's language, and the names in them are
    asked for, when somebody reads them: a large register has many findings. `others` are asked for
    when it is counted what is concerned. `more` is a sentence on how far one has come with it.
    `together` is the step that does what is left of all findings of the rule about the same person
    or partner, where there is one.
    """

    text: str
    step: NextStep
    names: Callable[[], Mapping[str, object]]
    others: Callable[[], tuple[Name, ...]]
    more: Callable[[], str] = str
    together: NextStep | None = None


class Finding(NamedTuple):
    """One rule broken by one record; `id` stays the same as long as it is broken."""

    rule: str
    kind: str
    record: int
    said: Said

    @property
    def id(self) -> str:
        """The name of the finding: rule, kind and record."""
        return f"{self.rule}/{self.kind}/{self.record}"

    @property
    def severity(self) -> str:
        """How serious it is, one of SEVERITIES."""
        return rule_text(self.rule).severity

    @property
    def message(self) -> str:
        """The sentence in plain words that names the records."""
        names = {name: _shown(value) for name, value in self.said.names().items()}
        return " ".join(filter(None, (tr(self.said.text, **names), self.said.more())))

    @property
    def next_step(self) -> NextStep:
        """What to do about it."""
        return self.said.step._replace(text=tr(self.said.step.text))

    @property
    def together(self) -> NextStep | None:
        """What to do about all findings of the rule at once, None where each ends by itself."""
        step = self.said.together
        return step._replace(text=tr(step.text)) if step is not None else None

    @property
    def records(self) -> tuple[Name, ...]:
        """Every record that it concerns, the broken one first."""
        return ((self.kind, self.record), *self.said.others())


class Rule(NamedTuple):
    """A check: its code, the kind of record it asks about, and the question."""

    code: str
    kind: str
    ask: Callable[[Any, Any], Said | None]
    only_open: bool = False
    is_wide: bool = False


@functools.cache
def rule_texts() -> dict[str, RuleText]:
    """Return what findings of each rule say, by the rule's code."""
    data = json.loads(resources.text("vocabulary", "rules.json"))
    return {entry["code"]: RuleText(**entry) for entry in data["rules"]}


def rule_text(code: str) -> RuleText:
    """Return what findings of a rule say; raises KeyError."""
    return rule_texts()[code]


def severity_order(rule: tuple[str, str]) -> tuple[int, str, str]:
    """Return how a rule's findings about a kind of record are sorted, the worst first."""
    return _severities()[rule[0]], *rule


@functools.cache
def _severities() -> dict[str, int]:
    return {code: SEVERITIES.index(text.severity) for code, text in rule_texts().items()}


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the worst first, then by rule and record."""
    return sorted(findings, key=place_of)


def place_of(finding: Finding) -> tuple[tuple[int, str, str], int]:
    """Return where a finding stands among others, the worst first."""
    return severity_order((finding.rule, finding.kind)), finding.record


def said(text: str, step: NextStep, *others: Name, **names: object) -> Said:
    """Return what a finding says, as its rule puts it; `text` is marked by `later`.

    Days among the names are shown as people write them, functions are called when it is read.
    """
    return Said(text, step, lambda: names, lambda: others)


def _shown(value: object) -> object:
    if isinstance(value, date):
        return show_day(value)
    return value() if callable(value) else value
