"""What a line changes of a record on file, column by column, and what a person must decide."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace

from delvia_desktop.domain.plans.columns import columns
from delvia_desktop.domain.plans.plan import Item, ItemState
from delvia_desktop.domain.plans.value_words import value_words
from delvia_desktop.i18n import tr
from delvia_desktop.services.plans.questions import RECORD, SOURCE, Questions, which_is_right
from delvia_desktop.services.plans.recording import drafted, stepped

_NAMES = frozenset({"business_center", "partner", "person", "asset"})


def compared(
    kind: str, now: Mapping[str, str], then: Mapping[str, str], about: Item, asking: Questions
) -> tuple[list[Item], dict[str, str]]:
    """Return the items of what differs, and the texts by columns that are to be recorded.

    `now` and `then` are texts by the names of columns; `then` has only what the source says.
    `about` has what all items of the line have in common.
    """
    items: list[Item] = []
    taken: dict[str, str] = {}
    by_form, by_step = drafted(kind), stepped(kind)
    own = told_of(kind)
    for name in (each for each in then if each in own):
        before = now.get(name, "")
        if _is_same(name, before, then[name]):
            continue
        item = replace(
            about, state=ItemState.CHANGED, field=name, now=before, then=then[name], why=""
        )
        if name not in by_form and name not in by_step:
            item = _left_out(item, tr("An import does not change this."))
        elif before and name not in by_form:
            item = _left_out(item, tr("It is recorded already. Correct it in the record."))
        elif before and name not in _NAMES:
            item = decided(item, asking)
        if item.state is ItemState.CHANGED:
            taken[name] = then[name]
        items.append(item)
    return items, taken


@functools.cache
def told_of(kind: str) -> frozenset[str]:
    """Return the columns of a kind in which a line tells of the record itself."""
    return frozenset(
        {column.name for column in columns(kind) if len(column.path) == 1} | {"partner_id"}
    )


def _is_same(name: str, now: str, then: str) -> bool:
    if "email" in name or "address" in name or name in {"mailbox", "recovery"}:
        return now.casefold() == then.casefold()
    return now == then


def decided(item: Item, asking: Questions) -> Item:
    """Return the item of a difference as a person decided it, a conflict until then."""
    question = which_is_right(item, by_tiktok=asking.by_tiktok)
    now, then = (value_words(item.kind, item.field, text) for text in (item.now, item.then))
    example = f"{item.name}: {now} → {then}"
    answer = asking.decisions.get(f"change:{item.record}.{item.field}", "")
    if answer not in {SOURCE, RECORD}:
        answer = asking.ask(question, item.line or 0, example)
    if answer == SOURCE:
        return item
    if answer == RECORD:
        return _left_out(item, tr("The record stays as it is."))
    why = tr("The record and the source differ.")
    return replace(item, state=ItemState.CONFLICT, why=why, question=question.key)


def _left_out(item: Item, why: str) -> Item:
    return replace(item, state=ItemState.LEFT_OUT, why=why)
