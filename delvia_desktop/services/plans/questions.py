"""What a person decides about a plan: asked once for all lines of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.plans.columns import column_label, columns
from delvia_desktop.domain.plans.foreign_days import DayOrder
from delvia_desktop.domain.plans.lines import SourcePlace
from delvia_desktop.domain.plans.plan import Choice, Item, ItemState, Question
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.words.text import folded
from delvia_desktop.domain.words.vocabulary import asset_type, asset_types
from delvia_desktop.i18n import tr
from delvia_desktop.services.plans.column_words import meaning_label

SOURCE, RECORD = "source", "record"
"""Which of the two is right."""
SAME, NEW, LEAVE = "same", "new", "leave"
"""What a known name means: the record of that name, another record, or neither."""
FIRST, THIS = "first", "this"
"""Which of two lines about one record counts."""
TODAY, PLAN = "today", "plan"
"""Since when access counts of which nobody says so."""

ABOVE, EMPTY = "above", "empty"
"""What a blank cell means below one that is filled."""

_SEEN_IN_TIKTOK = frozenset({"level", "role", "finance_role"})
"""What differs because the record is wrong or because TikTok changed."""

_EXAMPLES = 3

_BY_NAME = "names:"


@dataclass
class Questions:
    """The questions of a plan by their keys, with the lines that wait for each."""

    decisions: Mapping[str, str]
    by_tiktok: bool = False
    """Whether the source says what TikTok itself says."""
    _asked: dict[str, Question] = field(default_factory=dict)
    _lines: dict[str, dict[int, str]] = field(default_factory=dict)
    _is_supposing: bool = False

    def ask(self, question: Question, line: int, example: str) -> str:
        """Ask a question for a line, and return its answer, or nothing."""
        answer = self.decisions.get(question.key, "")
        answer = answer if answer in {choice.code for choice in question.choices} else ""
        if self._is_supposing:
            return answer or (SAME if question.key.startswith(_BY_NAME) else "")
        self._asked.setdefault(question.key, question)
        self._lines.setdefault(question.key, {}).setdefault(line, example)
        return answer

    @contextmanager
    def supposing(self) -> Iterator[None]:
        """Ask nothing meanwhile, and take what is known by its name for the record of that name."""
        self._is_supposing = True
        try:
            yield
        finally:
            self._is_supposing = False

    def withdraw(self, key: str, line: int) -> None:
        """Let a line wait no longer for the answer to a question."""
        self._lines[key].pop(line, None)
        if not self._lines[key]:
            del self._lines[key], self._asked[key]

    def answered(self) -> Mapping[str, str]:
        """Return the answers that a plan keeps: those to its questions, and on single records."""
        codes = {choice.code for asked in self._asked.values() for choice in asked.choices}
        return {k: v for k, v in self.decisions.items() if v in codes | {SOURCE, RECORD}}

    def all(self) -> tuple[Question, ...]:
        """Return the questions as they came up, with how many lines wait and some examples."""
        return tuple(
            replace(asked, lines=len(self._lines[key]), examples=_examples(self._lines[key]))
            for key, asked in self._asked.items()
        )


def is_of_name(item: Item) -> bool:
    """Tell whether an item waits for the answer whether a name is enough to know a record."""
    return item.state is ItemState.CONFLICT and item.question.startswith(_BY_NAME)


def _examples(lines: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(filter(None, lines.values())), _EXAMPLES))


def which_is_right(item: Item, *, by_tiktok: bool) -> Question:
    """Ask whether the source or the record is right about a field of all records of a kind."""
    label = next(column_label(c) for c in columns(item.kind) if c.name == item.field)
    text = tr("{kind}: “{field}” differs. Which is right?",
              kind=kind_words(item.kind), field=label)  # fmt: skip
    stays = tr("It stays as it is.")
    if item.field in _SEEN_IN_TIKTOK:
        stays = tr("It stays. Change it in TikTok.")
    choices = (
        Choice(
            SOURCE, tr("TikTok") if by_tiktok else tr("The source"), tr("The record is corrected.")
        ),
        Choice(RECORD, tr("The record"), stays),
    )
    return Question(f"change:{item.kind}.{item.field}", text, choices)


def is_name_enough(kind: str) -> Question:
    """Ask whether a known name without an ID means the record of that name."""
    text = tr("{kind}: the source gives only a name that is on record. Is it the same?",
              kind=kind_words(kind))  # fmt: skip
    choices = (
        Choice(SAME, tr("Yes, the same")),
        Choice(NEW, tr("No, add a new record")),
        Choice(LEAVE, tr("Leave these lines out")),
    )
    return Question(f"{_BY_NAME}{kind}", text, choices)


def which_id(kind: str) -> Question:
    """Ask what a known name with another ID is."""
    text = tr("{kind}: a name is on record with another ID. Which is it?", kind=kind_words(kind))
    choices = (
        Choice(NEW, tr("Another one"), tr("A new record is added.")),
        Choice(SAME, tr("The same, and the recorded ID is wrong"), tr("The record is corrected.")),
        Choice(LEAVE, tr("Leave these lines out")),
    )
    return Question(f"id:{kind}", text, choices)


def listed_though_ended(kind: str) -> Question:
    """Ask what access is that is recorded as ended, and that a source still lists."""
    text = tr("{kind}: recorded as ended, and listed all the same. What is it?",
              kind=kind_words(kind))  # fmt: skip
    choices = (
        Choice(NEW, tr("It was given again"), tr("A new record is added.")),
        Choice(LEAVE, tr("Leave it out"), tr("Check in TikTok whether it is still there.")),
    )
    return Question(f"ended:{kind}", text, choices)


def since_when(kind: str, *, by_tiktok: bool) -> Question:
    """Ask what to record of access for which the source has no first day.

    What TikTok itself lists is there, and not planned.
    """
    of = kind_words(kind)
    text = tr("{kind}: the source does not say since when.", kind=of)
    if by_tiktok:
        text = tr("{kind}: in TikTok and not on record. Since when does it count?", kind=of)
    today = Choice(TODAY, tr("Record it from today"), tr("The first date on which it was seen."))
    plan = Choice(PLAN, tr("Record it as planned"), tr("Add the date to each record later."))
    leave = Choice(
        LEAVE, tr("Do not record it"), tr("Remove it in TikTok, or compare again later.")
    )
    choices = (today, leave) if by_tiktok else (today, plan, leave)
    return Question(f"since:{kind}", text, choices)


def which_line(first: SourcePlace, second: SourcePlace) -> Question:
    """Ask which of two lines about the same record counts."""
    text = tr("Two lines contradict each other: {first} and {second}. Which is right?",
              first=first.words(), second=second.words())  # fmt: skip
    choices = (Choice(FIRST, first.words()), Choice(THIS, second.words()))
    key = f"twice:{second.source}/{second.sheet}/{second.row}"
    return Question(key, text, choices)


def which_order(table: tuple[str, str], column: str) -> Question:
    """Ask whether the day or the month comes first in the dates of a column."""
    where = " / ".join(part for part in table if part)
    text = tr(
        "{table}: in dates of “{column}”, what comes first?",
        table=where,
        column=meaning_label(column),
    )
    choices = (
        Choice(DayOrder.DAY, tr("The day"), tr("02/03 is 2 March.")),
        Choice(DayOrder.MONTH, tr("The month"), tr("02/03 is 3 February.")),
    )
    return Question(f"days:{where}.{column}", text, choices)


def what_is_blank(table: tuple[str, str], column: str) -> Question:
    """Ask whether blank cells of a column mean the same as above."""
    where = " / ".join(part for part in table if part)
    column = column.removesuffix("_id")  # a partner's ID is blank where its name is
    text = tr("{table}: do blank cells of “{column}” mean the same as above?",
              table=where, column=meaning_label(column))  # fmt: skip
    choices = (Choice(ABOVE, tr("The same as above")), Choice(EMPTY, tr("Nothing")))
    return Question(f"blank:{where}.{column}", text, choices)


def what_mark_means(mark: str, type_code: str) -> Question:
    """Ask which level of a type of asset a letter or another mark stands for."""
    kind = asset_type(type_code)
    text = tr("What does “{mark}” mean for {type}?", mark=mark, type=tr(kind.label))
    levels = [Choice(term.code, tr(term.label), tr(term.plain)) for term in kind.levels]
    leave = Choice(LEAVE, tr("Leave these lines out"))
    return Question(f"mark:{type_code}.{folded(mark)}", text, (*levels, leave))


def which_type(table: tuple[str, str]) -> Question:
    """Ask which type the assets of a table are of which nothing says it."""
    where = " / ".join(part for part in table if part)
    text = tr("{table}: which type of asset are these?", table=where)
    choices = tuple(Choice(c, tr(t.label), tr(t.plain)) for c, t in asset_types().items())
    return Question(f"type:{where}", text, choices)


def which_center(own: Sequence[BusinessCenter]) -> Question:
    """Ask in which of our Business Centers something is, where the source does not say."""
    text = tr("In which of your Business Centers is this?")
    return Question("center", text, tuple(Choice(str(c.id), c.name, c.bc_id) for c in own))
