"""The undecided items of a review in groups: each in one of them, the most serious first."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.findings.attention import Attention, look
from delvia_desktop.domain.findings.review_groups import ItemGroup, groups_of, joined, kinds_words
from delvia_desktop.domain.findings.review_risks import reason_words
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from tests.domain.sound import ADMIN, JO, MEMBER, PROFILE_SHARE, SECOND, SHARE, ago, picture


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


LESSER = [replace(SHARE, purpose=""), replace(PROFILE_SHARE, planned_end=None, review_due=None)]


def test_what_is_less_than_high_is_one_group_whose_parts_are_told_apart_by_their_finding():
    """Found by a newcomer: what stood out among 77 items with lesser findings was not to be found.

    An item is in one part, and the whole takes one decision on all of them.
    """
    (group,) = groups(seen(*LESSER)).values()
    assert group.words == "Medium, low or no findings"
    assert [(part.words, len(part.lines)) for part in group.parts[:2]] == [
        ("Share without an end or review date", 1),
        ("Share without purpose or approver", 1),
    ]
    assert group.parts[-1].words == "No findings"
    assert [line for part in group.parts for line in part.lines] == list(group.lines)
    assert kinds_words(group.findings) == [
        "Medium: Share without an end or review date (1); Share without purpose or approver (1)"
    ]
    assert (group.rule, group.likely) == ("", "KEPT")


def test_one_finding_alone_is_a_group_of_its_own_and_lesser_ones_alone_say_that_they_are():
    lines = lines_of(seen(*LESSER).situation, Scope(), surfaces())
    shares = [line for line in lines if line.subject_kind == "share"]
    (both,) = groups_of(seen(*LESSER), shares)
    assert both.words == "Medium or low findings only"
    one = [line for line in shares if line.subject == SHARE.id]
    (alone,) = groups_of(seen(*LESSER), one)
    assert (alone.words, alone.parts) == ("Share without purpose or approver", ())


def test_a_part_that_is_selected_with_its_whole_counts_once():
    (whole,) = groups(seen(*LESSER)).values()
    assert joined([whole, whole.parts[0]]) == whole
    two = joined(whole.parts[:2])
    assert len(two.lines) == 2
    assert (two.parts, two.likely) == ((), "KEPT")


def test_what_only_some_items_of_a_group_have_decides_for_none_of_the_others():
    """A rule that ends access is no reason to revoke what has no finding, or another one."""
    attention = seen(replace(MEMBER, accepted_on=None, invited_on=ago(90)))
    (group,) = [each for each in groups(attention).values() if each.parts]
    found = {part.words: part.likely for part in group.parts}
    assert found == {"Invitation open for too long": "REVOKED", "No findings": "KEPT"}
    assert group.likely == "KEPT"


def test_of_many_kinds_of_findings_the_most_frequent_are_named():
    kinds = ["EVD-02", "SHR-04", "SHR-04", "SHR-05", "SHR-07", "SPK-01"]
    any_finding = groups(seen(*LESSER))["Medium, low or no findings"].findings[0]
    findings = [any_finding._replace(rule=rule) for rule in kinds]
    (told,) = kinds_words(findings)
    assert told == (
        "Medium: Share without an end or review date (2); Access not verified for a long time (1); "
        "Share without purpose or approver (1); and 2 more"
    )


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


def test_what_is_revoked_as_somebody_left_says_so_whatever_else_is_found():
    """Found by a newcomer: the document named a shared login for what a leaver had."""
    attention = seen(replace(SHARE, planned_end=ago(3)), replace(JO, left_on=ago(2)))
    for group in groups_of(attention, lines_of(attention.situation, Scope(), surfaces())):
        said = {reason_words(attention, line) for line in group.lines}
        if group.name.startswith("left"):
            assert said == {group.words}
        elif group.severity:
            assert said == {found.message for found in group.findings}
