"""The undecided items of a review in groups: each in one of them, the most serious first."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.findings.attention import Attention, look
from delvia_desktop.domain.findings.review_groups import ItemGroup, groups_of, kinds_words
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from tests.domain.sound import ADMIN, JO, PROFILE_SHARE, SECOND, SHARE, ago, picture


def seen(*changes, without=()) -> Attention:
    return look(picture(changes, without))


def groups(attention: Attention) -> dict[str, ItemGroup]:
    found = groups_of(attention, lines_of(attention.situation, Scope(), surfaces()))
    return {group.words: group for group in found}


def test_what_nothing_is_wrong_with_is_one_group():
    found = groups(seen())
    assert list(found) == ["No findings"]
    assert found["No findings"].severity == ""
    assert found["No findings"].way_out == ""


def test_each_item_is_in_one_group_and_what_is_decided_in_none():
    attention = seen(replace(SHARE, planned_end=ago(3)), replace(JO, left_on=ago(2)))
    lines = lines_of(attention.situation, Scope(), surfaces())
    found = groups_of(attention, lines)
    assert sum(len(group.lines) for group in found) == len(lines)
    decided = [replace(line, decision="KEPT") for line in lines]
    assert groups_of(attention, decided) == ()


def test_one_serious_finding_is_one_group_and_so_is_who_has_left():
    attention = seen(
        replace(SHARE, planned_end=ago(3)),
        replace(PROFILE_SHARE, planned_end=ago(3)),
        replace(JO, left_on=ago(2)),
    )
    found = groups(attention)
    assert len(found["Share active past its planned end"].lines) == 2
    assert {line.who for line in found["Jo left on 21 Nov 2026"].lines} == {"Jo"}
    assert list(found)[-1] == "No findings"
    assert [group.severity for group in found.values()][:2] == ["critical", "critical"]


def test_what_is_less_than_high_is_one_group_that_says_what_it_holds():
    attention = seen(replace(SHARE, purpose=""))
    group = groups(attention)["Medium or low findings only"]
    assert [line.subject for line in group.lines] == [SHARE.id]
    assert kinds_words(group.findings) == ["Medium: Share without purpose or approver (1)"]


def test_what_has_ended_is_a_group_of_its_own():
    attention = seen(replace(SHARE, revoked_on=ago(1)))
    found = groups(attention)["Access that has already ended"]
    assert found.is_ended
    assert [line.subject for line in found.lines] == [SHARE.id]


def test_a_way_out_is_a_step_that_leaves_the_access_as_it_is():
    """What is kept for its next step is kept for a true reason; a revocation is no such step."""
    one_admin = groups(seen(replace(SECOND, role="STANDARD")))
    (group,) = [each for each in one_admin.values() if ADMIN.id in {x.subject for x in each.lines}
                and each.severity == "high"]  # fmt: skip
    assert group.way_out == "Add second Admin"
    past_end = groups(seen(replace(SHARE, planned_end=ago(3))))
    assert past_end["Share active past its planned end"].way_out == ""
    admin = groups(seen(replace(SHARE, level=("ADMIN",))))
    assert admin["Partner as Admin of an ad account"].is_lowered
    assert admin["Partner as Admin of an ad account"].way_out == ""
