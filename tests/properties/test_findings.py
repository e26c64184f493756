"""Random registers make no finding crash; asking around an act finds what asking all does."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.findings.attention import Attention, look
from delvia_desktop.domain.findings.engine import found_by_rule
from delvia_desktop.domain.findings.health import figure_after, health_of
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.services.findings import findings
from delvia_desktop.services.register.register import new_register, open_register
from tests.figures import figure
from tests.properties.acts import act, changed_reference
from tests.registers import Clock


def told(attention: Attention) -> dict[str, tuple[object, ...]]:
    """All that a person sees of each finding: its sentence, what to do, and what it concerns."""
    return {
        key: (finding.message, finding.next_step, set(finding.records))
        for key, finding in attention.found.items()
    }


def laid_out(attention: Attention) -> tuple[object, ...]:
    """How the findings are counted, ordered and put to records and days."""
    return (
        [finding.id for finding in attention.open],
        [(line.message, line.step, line.together) for line in attention.lines],
        (attention.counts, attention.urgent, health_of(attention)),
        {name: [f.id for f in found] for name, found in attention.by_record.items()},
        attention.coming,
    )


def ask_around_each_act(opened, acts: int, do: Callable[[], object]) -> None:
    """Do acts, some of them refused, and hold what is asked around each against asking all."""
    touched: set[tuple[str, int]] = set()
    opened.listen(lambda what: touched.update(what.records))
    known = findings.find(opened)
    for _ in range(acts):
        try:
            do()
        except DelviaError:
            continue
        now, picture = opened.situation(), opened.picture()
        assert now.picture == picture
        known = findings.find_again(known, now, touched)
        touched.clear()
        whole = look(picture)
        assert told(known) == told(whole)
        assert laid_out(known) == laid_out(whole)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=figure("acts that touch findings"))
def test_asking_around_what_an_act_touched_finds_what_asking_everything_finds(seed):
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        opened = new_register(Path(folder) / "random.delvia", BrandDraft("Nova"), "Mara", Clock())
        ask_around_each_act(opened, 40, lambda: act(opened, rng))
        opened.close()


@given(seed=st.integers(0, 10**6))
@settings(max_examples=figure("acts that touch few people"))
def test_asking_around_an_act_is_right_where_much_is_recorded_of_few_people(sample_file, seed):
    """In the sample people left, hold logins and sit elsewhere; whom a record names changes."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.delvia"
        path.write_bytes(sample_file.read_bytes())
        opened = open_register(path, "Mara", Clock())

        def do() -> None:
            corrected = changed_reference(opened, rng) if rng.random() < 0.6 else None
            if corrected is not None:
                opened.perform(*corrected)
            else:
                act(opened, rng)

        try:
            ask_around_each_act(opened, 40, do)
        finally:
            opened.close()


@given(seed=st.integers(0, 10**6), days=st.integers(-2000, 2000))
@settings(max_examples=figure("days with findings"))
def test_any_register_is_asked_on_any_day_and_every_finding_can_be_read(seed, days):
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        opened = new_register(Path(folder) / "random.delvia", BrandDraft("Nova"), "Mara", Clock())
        for _ in range(80):
            try:
                act(opened, rng)
            except DelviaError:
                continue
        attention = findings.find(opened, date(2026, 11, 23) + timedelta(days=days))
        assert sum(len(line.findings) for line in attention.lines) == len(attention.open)
        for finding in attention.open:
            assert finding.message
            for name in finding.records:
                if name[0] != "brand":
                    assert finding in attention.touching(name)
        health = health_of(attention)
        assert 0 <= health.figure <= 100
        opened.close()


@given(seed=st.integers(0, 10**6))
@settings(max_examples=figure("acts with findings mended"))
def test_mending_raises_the_score_wherever_a_deduction_was_shown(sample_file, seed):
    """Two critical findings were mended: the score stayed, and another deduction rose instead."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.delvia"
        path.write_bytes(sample_file.read_bytes())
        opened = open_register(path, "Mara", Clock())
        for _ in range(rng.randrange(40)):
            with suppress(DelviaError):
                act(opened, rng)
        attention = findings.find(opened)
        opened.close()
    before = health_of(attention)
    shown = {reason.rule: reason.points for reason in before.reasons}
    for _ in range(20):
        mended = set(rng.sample(attention.open, rng.randint(1, len(attention.open))))
        found = {key: each for key, each in attention.found.items() if each not in mended}
        after = health_of(Attention(attention.situation, found_by_rule(found.values())))
        now = {reason.rule: reason.points for reason in after.reasons}
        assert all(points <= shown[rule] for rule, points in now.items())
        assert (after.figure > before.figure) == (now != shown)
        assert after.figure >= before.figure
    whole = {rule: points for rule, points in shown.items() if points}
    for rule in whole:
        found = {key: each for key, each in attention.found.items() if each.rule != rule}
        assert (
            health_of(Attention(attention.situation, found_by_rule(found.values()))).figure
            > before.figure
        )


def test_the_score_falls_with_every_point_and_never_reaches_nothing_at_once():
    """A register in which much is wrong still shows what was mended."""
    figures = [figure_after(lost / 10) for lost in range(2200)]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] == 100
    assert len(set(figures[:1500])) == 1500
    assert figures[-1] > 0
