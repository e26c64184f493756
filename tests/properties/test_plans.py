"""Properties of plans: what nobody changed is no change, and what is applied is what was shown."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.plans.columns import KEY, LISTED, line
from delvia_desktop.domain.plans.lines import SourceLine, SourcePlace, SourceScope, without_nothing
from delvia_desktop.domain.plans.plan import ItemState
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.kinds import Kind, Record
from delvia_desktop.domain.records.picture import PLACES, Picture
from delvia_desktop.services.plans.agreeing import Agreeing
from delvia_desktop.services.plans.planning import apply_plan, make_plan
from delvia_desktop.services.register.register import Register, new_register
from tests.figures import figure
from tests.properties.acts import play, state_of


def lines_of(picture: Picture, *, keys: bool) -> Iterator[SourceLine]:
    """Yield every record of a register as a line, with or without the keys of the records."""

    def found(kind: Kind, key: int) -> Record | None:
        return getattr(picture, PLACES[kind.name]).get(key)

    for kind in LISTED:
        for row, record in enumerate(getattr(picture, PLACES[kind]).values(), 2):
            texts = without_nothing(line(record, found))
            if not keys:
                del texts[KEY]
            yield SourceLine(SourcePlace("all.xlsx", row, kind), texts, kind)


def content(register: Register) -> list[dict[str, str]]:
    """Return what the records say, whatever their keys."""
    lines = lines_of(register.picture(), keys=False)
    return sorted((dict(each.texts) for each in lines), key=lambda texts: sorted(texts.items()))


@settings(max_examples=figure("plans of what nobody changed"))
@given(seed=st.integers(0, 10_000))
def test_a_register_as_lines_has_no_differences_with_itself(clock, seed):
    with tempfile.TemporaryDirectory() as folder:
        opened, _, _ = play(seed, 60, folder, clock)
        plan = make_plan(opened, tuple(lines_of(opened.picture(), keys=True)), ()).plan
        assert [item for item in plan.items if item.state is not ItemState.SAME] == []
        assert not plan.has_differences
        opened.close()


@settings(max_examples=figure("plans applied"))
@given(seed=st.integers(0, 10_000))
def test_what_is_applied_is_what_was_shown_and_one_undo_takes_it_back(clock, seed):
    with tempfile.TemporaryDirectory() as folder:
        source, _, _ = play(seed, 60, folder, clock)
        lines = tuple(lines_of(source.picture(), keys=False))
        target = new_register(Path(folder) / "target.delvia", BrandDraft("Other"), "Mara", clock)
        before = state_of(target)
        clock.next_morning()
        planned = make_plan(target, lines, ())
        shown = planned.plan
        assert sum(shown.counts.values()) == 2 * shown.counts["read"]
        if shown.counts["new"] + shown.counts["changed"]:
            assert apply_plan(target, shown) == shown
            assert not target.check()
            again = make_plan(target, lines, (), {"names:person": "same"}).plan
            done = {n for n, state in enumerate(shown.states) if state is ItemState.NEW}
            anew = {n for n, state in enumerate(again.states) if state is ItemState.NEW}
            assert not done & anew
            target.undo()
        assert state_of(target) == before
        source.close()
        target.close()


def messy(picture: Picture, rng: random.Random) -> list[SourceLine]:
    """Return lines of a register as a person's list may have them, some with something else."""
    lines = []
    for each in lines_of(picture, keys=False):
        texts = {name: text for name, text in each.texts.items() if rng.random() > 0.1}
        if texts and rng.random() < 0.3:
            name = rng.choice(sorted(texts))
            text = texts[name]
            others = [text.upper(), f" {text} ", f"{text}x", "2026-02-03", "Analyst", "02/03/2026"]
            texts[name] = rng.choice([*others, "#REF!", "1.23E+18"])
        lines += [SourceLine(each.place, texts, each.kind)] * rng.choice((1, 1, 1, 2))
    return sorted(lines, key=lambda _: rng.random())


@settings(max_examples=figure("plans known at one look"))
@given(seed=st.integers(0, 10_000), mess=st.randoms(use_true_random=False))
def test_what_agrees_at_one_look_agrees_when_it_is_looked_at_closely(clock, seed, mess):
    with tempfile.TemporaryDirectory() as folder:
        opened, _, _ = play(seed, 60, folder, clock)
        lines = messy(opened.picture(), mess)
        scope = SourceScope("share")
        quick = make_plan(opened, lines, (), {}, scope).plan
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Agreeing, "agrees", lambda *_: False)
            close = make_plan(opened, lines, (), {}, scope).plan
        assert quick == close
        opened.close()
