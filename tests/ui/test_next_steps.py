"""Next steps lead on: doing one as it is offered ends its finding or changes what comes next."""

from __future__ import annotations

import random
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.attention import look
from delvia_desktop.domain.brand import BrandDraft
from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.services.register import new_register
from delvia_desktop.services.sample import new_sample
from tests.domain.sound import picture
from tests.domain.test_rules import CASES, Case
from tests.properties.acts import act
from tests.ui.following import Follower, begin, noon, register_of


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{case.rule}" for number, case in enumerate(CASES)]
)
def test_the_step_of_every_rule_ends_its_finding_or_changes_its_next_step(
    qtbot, qapp, tmp_path, case: Case
):
    """A8: each rule's own register, the real button, the form as it opens."""
    again = {(type(record), record.id) for record in case.inside}
    without = [record for record in case.without if (type(record), record.id) not in again]
    seen = picture(case.inside, without)
    made, numbers = register_of(seen, tmp_path / "case.delvia")
    me = begin(qtbot, made)
    wanted = [
        f"{f.rule}/{f.kind}/{numbers[f.kind, f.record]}"
        for f in look(seen).found.values()
        if f.rule == case.rule
    ]
    for name in wanted:
        steps = []
        while name in me.open():
            finding = me.open()[name]
            step = finding.next_step
            assert step not in steps, steps
            steps.append(step)
            me.follow(finding)
    me.window.close()


def test_every_step_in_the_sample_leads_on(qtbot, qapp, tmp_path):
    """A8: each finding of the sample, from the state in which it is found."""
    made = new_sample(tmp_path / "nova.delvia", "Mara", noon)
    me = begin(qtbot, made)
    lead_on(me)
    me.window.close()


@given(seed=st.integers(0, 10**6))
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_step_in_any_register_leads_on(qtbot, qapp, seed):
    """A8: registers as people make them, whatever they recorded before."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        made = new_register(Path(folder) / "random.delvia", BrandDraft("Nova"), "Mara", noon)
        for _ in range(70):
            with suppress(DelviaError):
                act(made, rng)
        me = begin(qtbot, made)
        lead_on(me)
        me.window.close()


def lead_on(me: Follower) -> None:
    """Do the next step of each finding from the same state: it ends or has another next step."""
    session = me.window.session
    for name, finding in me.open().items():
        before = session.live.revision
        me.follow(finding)
        assert session.live.revision > before, finding
        now = me.open().get(name)
        assert now is None or now.next_step != finding.next_step, finding
        session.undo()
