"""One act on many: what is shown before is what is done, as one act, all of it or nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.errors import DelviaError, Invalid
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.kinds import kind_named
from delvia_desktop.services import grants, many
from delvia_desktop.services.many import DATES, RAISE, ManyDraft
from delvia_desktop.services.register import open_register
from delvia_desktop.services.sample import new_sample

ACTS = ["verify", "confirm", "revoke", "gone", "request", "grant"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("many") / "sample.delvia"
    new_sample(path, "Mara").close()
    return path


@pytest.fixture
def opened(made, tmp_path):
    path = tmp_path / "sample.delvia"
    path.write_bytes(made.read_bytes())
    found = open_register(path, "Mara")
    yield found
    found.close()


def all_of(opened, kind):
    return opened.records.select(kind_named(kind).record)


def step(opened) -> StepDraft:
    return StepDraft(on=opened.today.isoformat(), by="Tom", reason="Review")


@pytest.mark.parametrize("kind", ["share", "assignment", "spark-code", "shop-partner"])
@pytest.mark.parametrize("act", ACTS)
def test_acting_on_many_is_acting_on_each_and_one_undo_takes_it_back(opened, kind, act):
    draft = ManyDraft(act, step(opened))
    keys = [int(record.id) for record in all_of(opened, kind)]
    lines = many.preview(opened, kind, keys, draft, 5)
    able = [line.key for line in lines if not line.problem]
    before = all_of(opened, kind)
    revision = opened.revision
    if len(able) < len(keys):
        with pytest.raises(Invalid):
            opened.perform(many.act_on_many, kind, keys, draft)
        assert all_of(opened, kind) == before
    if not able:
        return
    opened.perform(many.act_on_many, kind, able, draft)
    together = all_of(opened, kind)
    assert opened.revision <= revision + 1
    if opened.revision > revision:
        opened.undo()
    assert all_of(opened, kind) == before
    for record in before:
        if record.id in able:
            opened.perform(grants.take_step, record, act, step(opened))
    assert all_of(opened, kind) == together


def test_dates_are_set_on_many_and_an_ended_one_says_why_it_cannot(opened):
    keys = [int(record.id) for record in all_of(opened, "share")]
    draft = ManyDraft(DATES, planned_end="2027-06-30", approved_by="Board")
    lines = many.preview(opened, "share", keys, draft, 200)
    ended = [line for line in lines if line.problem]
    assert {line.problem for line in ended} <= {
        "It has ended already.",
        "Before the day it was given.",
    }
    going = next(line for line in lines if not line.problem)
    assert any(change.startswith("Planned end: ") for change in going.changes)
    able = [line.key for line in lines if not line.problem]
    done = opened.perform(many.act_on_many, "share", able, draft)
    assert {share.planned_end.isoformat() for share in done} == {"2027-06-30"}
    assert "records" in opened.undo_title
    with pytest.raises(Invalid):
        opened.perform(many.act_on_many, "share", able[:1], ManyDraft(DATES))


def test_levels_are_raised_on_many_by_the_rule_of_each(opened):
    keys = [int(record.id) for record in all_of(opened, "share")]
    draft = ManyDraft(RAISE, step(opened), level=("ADMIN",))
    lines = many.preview(opened, "share", keys, draft, 200)
    able = [line.key for line in lines if not line.problem]
    assert 0 < len(able) < len(keys)
    done = opened.perform(many.act_on_many, "share", able, draft)
    assert {share.level for share in done} == {("ADMIN",)}


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_refused_one_leaves_everything_as_it_was(opened, data):
    shares = all_of(opened, "share")
    keys = data.draw(st.lists(st.sampled_from([int(s.id) for s in shares]), unique=True))
    act = data.draw(st.sampled_from(ACTS))
    revision = opened.revision
    draft = ManyDraft(act, step(opened))
    refused = [x for x in many.preview(opened, "share", keys, draft, 0) if x.problem]
    try:
        opened.perform(many.act_on_many, "share", keys, draft)
    except DelviaError:
        assert refused
        assert all_of(opened, "share") == shares
        assert opened.revision == revision
    else:
        assert not refused
        if opened.revision > revision:
            opened.undo()
        assert all_of(opened, "share") == shares
