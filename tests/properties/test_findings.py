"""Random registers make no finding crash; asking around an act finds what asking all does."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.attention import Attention
from delvia_desktop.domain.brand import BrandDraft
from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.domain.health import health_of
from delvia_desktop.services import findings
from delvia_desktop.services.register import new_register
from tests.conftest import Clock
from tests.properties.acts import act


def told(attention: Attention) -> dict[str, str]:
    return {key: finding.message for key, finding in attention.found.items()}


@given(seed=st.integers(0, 10**6))
@settings(max_examples=6)
def test_asking_around_what_an_act_touched_finds_what_asking_everything_finds(seed):
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        opened = new_register(Path(folder) / "random.delvia", BrandDraft("Nova"), "Mara", Clock())
        touched: set[tuple[str, int]] = set()
        opened.listen(lambda what: touched.update(what.records))
        known = findings.find(opened)
        for _ in range(40):
            try:
                act(opened, rng)
            except DelviaError:
                continue
            picture = findings.picture_after(known.situation.picture, opened, touched)
            assert picture == opened.picture()
            known = findings.find_again(known, picture, touched)
            touched.clear()
            assert told(known) == told(findings.find(opened))
        opened.close()


@given(seed=st.integers(0, 10**6), days=st.integers(-2000, 2000))
@settings(max_examples=6)
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
