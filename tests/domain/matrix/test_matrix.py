"""The access matrix: what a cell says, what filters leave, and how two moments differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.assignments import Assignment, AssignmentKey
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipKey
from delvia_desktop.domain.access.people import Person, PersonKey
from delvia_desktop.domain.access.shares import Raise, Share, ShareKey
from delvia_desktop.domain.access.shop_partners import ShopPartner, ShopPartnerKey
from delvia_desktop.domain.access.spark_codes import SparkCode, SparkCodeKey
from delvia_desktop.domain.matrix.cells import TEAM, CellChange, Party, PartyKind
from delvia_desktop.domain.matrix.matrix import MatrixFilter, matrix_of, owner_label, owner_tone
from delvia_desktop.domain.matrix.words import legend, lines_of, parts_of, party_name, tally
from delvia_desktop.domain.records.brand import THE_BRAND, Brand
from delvia_desktop.domain.records.picture import Picture

TODAY, EARLIER = date(2026, 11, 23), date(2026, 8, 1)
GIVEN = date(2026, 2, 3)
KITE, LOOP = Party(PartyKind.PARTNER, 1), Party(PartyKind.PARTNER, 2)
MARA, TOM, JO, LEA = (PersonKey(n) for n in range(1, 5))


def by_key(*records: object) -> Mapping[object, object]:
    return {record.id: record for record in records}


def share(key: int, asset: int = 1, partner: int = 1, **fields: object) -> Share:
    made = {"level": ("OPERATOR",), "granted_on": GIVEN, **fields}
    return Share(ShareKey(key), AssetKey(asset), PartnershipKey(partner), **made)


def given(key: int, person: PersonKey, asset: int = 1, **fields: object) -> Assignment:
    made = {"level": ("ANALYST",), "granted_on": GIVEN, **fields}
    return Assignment(AssignmentKey(key), AssetKey(asset), person, **made)


ASSETS = (
    Asset(
        AssetKey(1), "Nova DE", "ADVERTISER", "7123998103425571842", "", "OWNER_BC",
        BusinessCenterKey(1),
    ),
    Asset(
        AssetKey(2), "@nova", "TT_ACCOUNT", owner_kind="OWNER_PARTNER",
        owner_partner=PartnerKey(1),
    ),
    Asset(AssetKey(3), "Shop", "TIKTOK_SHOP", owner_kind="OWNER_INDIVIDUAL", owner_person="Ann"),
    Asset(AssetKey(4), "نوفا", "PIXEL"),
)  # fmt: skip
PEOPLE = (
    Person(MARA, "Mara", "OURS"),
    Person(TOM, "Tom", "PARTNER", PartnerKey(1)),
    Person(JO, "Jo", "FREELANCER", email="jo@one.example"),
    Person(LEA, "Jo", "UNKNOWN", job="Editor"),
)


def picture(on: date = TODAY, **kinds: tuple[object, ...]) -> Picture:
    names = ("seats", "logins", "claims", "attachments", "notes", "access_records", "shares",
             "assignments", "spark_codes", "shop_partners", "thresholds", "acceptances",
             "letterheads", "acknowledgements",
             "reviews", "review_lines", "runs", "steps",
             "comparisons", "comparison_lines")  # fmt: skip
    fields = {name: by_key(*kinds.get(name, ())) for name in names}
    return Picture(
        on=on,
        as_of=datetime(2026, 11, 23, 13, tzinfo=UTC),
        revision=9,
        register_state="ab" * 32,
        brand=Brand(THE_BRAND, "Nova"),
        business_centers=by_key(
            BusinessCenter(BusinessCenterKey(1), "Nova", "6954233089097562118", is_own=True)
        ),
        partners=by_key(Partner(PartnerKey(1), "Kite"), Partner(PartnerKey(2), "Loop")),
        partnerships=by_key(
            *(Partnership(PartnershipKey(n), PartnerKey(n), BusinessCenterKey(1)) for n in (1, 2))
        ),
        people=by_key(*PEOPLE),
        assets=by_key(*kinds.get("assets", ASSETS)),
        **fields,
    )


def said(made, party: Party, asset: int = 1) -> list[tuple[str, str]]:
    row = next(row for row in made.rows if row.asset.id == asset)
    return [tuple(part) for part in parts_of(row.cells.get(party, ()), made.people)]


def asked(found: Picture, against: Picture | None = None, **wanted: object):
    return matrix_of(found, MatrixFilter(**wanted), against)


def test_a_cell_says_the_level_in_tiktoks_words_with_the_tone_of_its_gravest_part():
    made = asked(
        picture(
            shares=(
                share(1),
                share(2, 2, level=("POST", "DIRECT_MESSAGE")),
                share(3, 4, level=()),
                share(4, 1, 2, level=("NEW_ONE",)),
            )
        )
    )
    assert said(made, KITE) == [("Operator", "info")]
    assert said(made, KITE, 2) == [("Existing posts · Messages", "critical")]
    assert said(made, KITE, 4) == [("Use", "neutral")]
    assert said(made, LOOP) == [("NEW_ONE", "high")]


def test_people_count_with_their_partner_our_own_together_and_nobody_is_hidden():
    people = (
        given(1, MARA), given(2, TOM, level=("ADMIN",)), given(3, JO), given(4, LEA, asset=3,
        surface="SELLER_CENTER", level=("DELVIA_SC_ORDERS",), may_pay_out=True),
    )  # fmt: skip
    made = asked(picture(assignments=people, shares=(share(1),)))
    assert said(made, KITE) == [("Operator", "info"), ("1 person: Admin", "critical")]
    assert said(made, TEAM) == [("1 person", "")]
    assert said(made, Party(PartyKind.PERSON, JO)) == [("Analyst", "good")]
    orders = ("Orders · payouts, Seller Center", "critical")
    assert said(made, Party(PartyKind.PERSON, LEA), 3) == [orders]
    heads = [party_name(made, column.party) for column in made.columns]
    assert heads == [
        "Kite",
        "Our team",
        "Jo (jo@one.example) · Freelancer",
        "Jo (Editor) · Unknown",
    ]
    unfolded = asked(picture(assignments=people), unfolded=True)
    assert party_name(unfolded, Party(PartyKind.PERSON, MARA)) == "Mara"
    assert TEAM not in {column.party for column in unfolded.columns}


def test_every_surface_has_its_words():
    made = asked(
        picture(
            shares=(share(1, is_incoming=True),),
            shop_partners=(
                ShopPartner(
                    ShopPartnerKey(1), AssetKey(3), PartnerKey(1), "Orders", granted_on=GIVEN,
                    may_pay_out=True,
                ),
                ShopPartner(
                    ShopPartnerKey(2), AssetKey(3), PartnerKey(2), "", is_full=True,
                    granted_on=GIVEN,
                ),
            ),
            spark_codes=(
                SparkCode(
                    SparkCodeKey(1), "A post", asset=AssetKey(2), partner=PartnerKey(1),
                    person=MARA, granted_on=GIVEN,
                ),
                SparkCode(SparkCodeKey(2), "B post", partner=PartnerKey(1), granted_on=GIVEN),
                SparkCode(
                    SparkCodeKey(3), "C post", asset=AssetKey(2), partner=PartnerKey(1),
                    granted_on=GIVEN,
                ),
            ),
            assignments=(given(1, MARA, 2, surface="LOGIN", level=()),),
        )
    )  # fmt: skip
    assert said(made, KITE) == [("Operator, shared with us", "info")]
    assert said(made, KITE, 3) == [("Seller Center: Orders · payouts", "critical")]
    assert said(made, LOOP, 3) == [("Seller Center: All sections", "critical")]
    assert said(made, KITE, 2) == [("2 × Ads with one post", "good")]
    row = next(row for row in made.rows if row.asset.id == 2)
    assert lines_of(row.cells[TEAM], made.people) == (
        "Mara: Knows the password (Account login)",
        "Mara: Ads with one post (Spark Ads code)",
    )
    assert made.unplaced == 1
    assert "1 active Spark Ads code is not linked to an asset" in legend(made)


def test_what_is_not_ours_is_marked_in_words_and_tone():
    owners = {row.asset.id: (owner_label(row), owner_tone(row)) for row in asked(picture()).rows}
    assert owners == {
        1: ("Nova", "neutral"),
        2: ("Kite · partner", "critical"),
        3: ("Ann · person", "critical"),
        4: ("Unknown", "critical"),
    }


FILTERED = [
    ({}, {1, 2, 3, 4}),
    ({"types": frozenset({"ADVERTISER", "PIXEL"})}, {1, 4}),
    ({"only_not_ours": True}, {2, 3, 4}),
    ({"only_far_reaching": True}, {2}),
    ({"partners": frozenset({PartnerKey(2)})}, {1}),
    ({"text": "loop"}, {1}),
    ({"text": "7123 9981"}, {1}),
    ({"text": "نوفا"}, {4}),
    ({"text": "kite"}, {1, 2}),
    ({"text": "tiktok account"}, {2}),
    ({"types": frozenset({"TT_ACCOUNT"}), "partners": frozenset({PartnerKey(2)})}, set()),
]


@pytest.mark.parametrize(("wanted", "left"), FILTERED)
def test_filters_leave_what_was_asked_for(wanted: dict[str, object], left: set[int]):
    shares = (share(1), share(2, 1, 2), share(3, 2, level=("DIRECT_MESSAGE",)))
    made = asked(picture(shares=shares), **wanted)
    assert {row.asset.id for row in made.rows} == left
    used = {party for row in made.rows for party in row.cells}
    assert {column.party for column in made.columns} == used


def test_what_is_planned_or_has_ended_is_shown_only_if_asked_for_and_says_so():
    shares = (
        share(1, granted_on=None),
        share(2, 2, revoked_on=date(2026, 3, 1)),
        share(3, 3, revoked_on=date(2026, 11, 24)),
    )
    assert [row.asset.id for row in asked(picture(shares=shares)).rows if row.cells] == [3]
    made = asked(picture(shares=shares), only_open=False)
    assert said(made, KITE) == [("Operator · Planned", "neutral")]
    assert said(made, KITE, 2) == [("OPERATOR · Revoked, unverified", "neutral")]
    past = asked(picture(date(2026, 2, 20), shares=shares))
    assert [row.asset.id for row in past.rows if row.cells] == [2, 3]


def full(key: int, **fields: object) -> ShopPartner:
    made = {"scope": "Ads", "granted_on": GIVEN, **fields}
    return ShopPartner(ShopPartnerKey(key), AssetKey(1), PartnerKey(1), **made)


POSTS = ("POST",)
COMPARED = [
    ("nothing differs", (share(1),), (share(1),), "Operator", None),
    ("a new share", (), (share(1),), "＋ added: Operator", CellChange.ADDED),
    ("a plan carried out", (share(1, granted_on=None),), (share(1),), "＋ added: Operator",
     CellChange.ADDED),
    ("confirmed meanwhile", (share(1),), (share(1, confirmed_on=GIVEN),), "Operator", None),
    ("raised in place", (share(1, level=("ANALYST",)),), (share(1),),
     "↑ raised: Operator, was Analyst", CellChange.RAISED),
    ("lowered by a second share", (share(1),),
     (share(1, revoked_on=GIVEN), share(2, level=("ANALYST",), replaces=ShareKey(1))),
     "↓ lowered: Analyst, was Operator", CellChange.LOWERED),
    ("ended", (share(1),), (share(1, revoked_on=GIVEN),), "− removed: Operator", CellChange.GONE),
    ("deleted", (share(1),), (), "− removed: Operator", CellChange.GONE),
    ("an unknown level", (share(1, level=("NEW",)),), (share(1),),
     "≠ changed: Operator, was NEW", CellChange.CHANGED),
    ("pay-outs", (given(1, JO),), (given(1, JO, may_pay_out=True),),
     "↑ raised: Analyst · payouts, was Analyst", CellChange.RAISED),
    ("wider but no payouts", (given(1, JO, may_pay_out=True),), (given(1, JO, level=("ADMIN",)),),
     "≠ changed: Admin, was Analyst · payouts", CellChange.CHANGED),
    ("a whole shop", (full(1),), (full(1, is_full=True),),
     "↑ raised: Seller Center: All sections, was Ads", CellChange.RAISED),
    ("other sections", (full(1),), (full(1, scope="Orders"),),
     "≠ changed: Seller Center: Orders, was Ads", CellChange.CHANGED),
    ("a person of the team", (), (given(1, MARA),), "＋ added: Mara: Analyst", CellChange.ADDED),
]  # fmt: skip
KINDS = {Share: "shares", Assignment: "assignments", ShopPartner: "shop_partners"}


def holding(*records: object) -> Picture:
    kinds: dict[str, tuple[object, ...]] = {}
    for record in records:
        name = KINDS[type(record)]
        kinds[name] = (*kinds.get(name, ()), record)
    return picture(**kinds)


@pytest.mark.parametrize(
    ("before", "after", "words", "change"), [case[1:] for case in COMPARED],
    ids=[case[0] for case in COMPARED],
)  # fmt: skip
def test_a_cell_says_how_it_differs_and_what_was_before(before, after, words, change):
    made = asked(holding(*after), holding(*before))
    row = next(row for row in made.rows if row.asset.id == 1)
    (cell,) = row.cells.values()
    assert [part.text for part in parts_of(cell, made.people)] == [words]
    assert dict(made.changes) == ({change: 1} if change else {})
    changes = asked(holding(*after), holding(*before), only_changes=True)
    assert len(changes.rows) == (1 if change else 0)


def test_levels_of_a_set_are_wider_only_if_nothing_is_lost():
    cases = {
        (POSTS, ("POST", "LIVE")): CellChange.RAISED,
        (("POST", "LIVE"), POSTS): CellChange.LOWERED,
        (POSTS, ("LIVE",)): CellChange.CHANGED,
    }
    for (before, after), change in cases.items():
        made = asked(
            picture(shares=(share(1, 2, level=after),)),
            picture(shares=(share(1, 2, level=before),)),
        )
        assert dict(made.changes) == {change: 1}


def test_another_day_of_the_same_knowledge_is_compared_by_its_dates():
    shares = (
        share(1, level=("ADMIN",), raised=(Raise(date(2026, 9, 1), ("ANALYST",)),)),
        share(2, 2, granted_on=date(2026, 10, 1)),
        share(3, 3, revoked_on=date(2026, 9, 1)),
    )
    now = picture(shares=shares)
    made = asked(now, replace(now, on=EARLIER))
    assert tally(made) == "1 added, 1 raised, 1 removed since 1 Aug 2026"
    assert said(made, KITE) == [("↑ raised: Admin, was Analyst", "critical")]
    assert said(made, KITE, 3) == [("− removed: OPERATOR", "neutral")]
    far = asked(now, replace(now, on=EARLIER), only_far_reaching=True)
    assert {row.asset.id for row in far.rows} == {1, 2, 3}
    assert "Nothing has changed since" in tally(asked(now, now))


def test_a_level_that_reached_far_before_is_not_hidden_when_it_was_lowered():
    before, after = share(1, level=("ADMIN",)), share(1, level=("ANALYST",))
    made = asked(picture(shares=(after,)), picture(shares=(before,)), only_far_reaching=True)
    assert said(made, KITE) == [("↓ lowered: Analyst, was Admin", "good")]


def test_an_asset_that_changed_hands_or_was_deleted_is_told():
    moved = replace(ASSETS[1], owner_kind="OWNER_BC", owner_business_center=BusinessCenterKey(1))
    now = replace(picture(assets=(ASSETS[0], moved)), revision=10)
    before = picture(assets=ASSETS, shares=(share(1, 4, level=()),))
    made = asked(now, before, only_changes=True)
    owners = {row.asset.id: row.owner_was for row in made.rows}
    assert owners == {2: "Kite", 4: ""}
    assert made.owners_changed == 1
    assert said(made, KITE, 4) == [("− removed: Use", "neutral")]
    assert "1 removed, 1 owner changed since 23 Nov 2026, as recorded on" in tally(made)


def test_an_owner_who_was_renamed_is_the_same_and_one_of_the_same_name_another():
    def known(revision: int, name: str, asset: Asset) -> Picture:
        partners = by_key(Partner(PartnerKey(1), name), Partner(PartnerKey(2), "Loop"))
        return replace(picture(assets=(asset,)), partners=partners, revision=revision)

    before = known(9, "Nova", ASSETS[1])
    renamed = asked(known(10, "Nova Group", ASSETS[1]), before)
    assert (renamed.owners_changed, renamed.rows[0].owner) == (0, "Nova Group")
    ours = replace(ASSETS[1], owner_kind="OWNER_BC", owner_partner=None)
    ours = replace(ours, owner_business_center=BusinessCenterKey(1))
    made = asked(known(10, "Nova", ours), before)
    assert (made.owners_changed, made.rows[0].owner, made.rows[0].owner_was) == (1, "Nova", "Nova")


def test_a_code_that_was_corrected_to_another_colleague_left_one_and_came_to_the_other():
    ann = Person(PersonKey(9), "Ann", "OURS")

    def known(person: PersonKey) -> Picture:
        code = SparkCode(
            SparkCodeKey(1), "A post", asset=AssetKey(2), person=person, granted_on=GIVEN
        )
        return replace(picture(spark_codes=(code,)), people=by_key(*PEOPLE, ann))

    made = asked(known(ann.id), known(MARA))
    assert [text for text, _ in said(made, TEAM, 2)] == [
        "＋ added: Ann: Ads with one post",
        "− removed: Mara: Ads with one post",
    ]


def test_people_alike_in_name_and_job_are_told_apart_too():
    twins = tuple(Person(key, "Jo", "FREELANCER", job="Editor") for key in (JO, LEA))
    held = picture(assignments=(given(1, JO), given(2, LEA)))
    made = asked(replace(held, people=by_key(*twins)))
    assert [column.name for column in made.columns] == ["Jo (Editor) (3)", "Jo (Editor) (4)"]
