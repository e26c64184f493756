"""A record as one line of a table."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.plans.columns import KEY, LISTED, Holds, columns, line
from delvia_desktop.domain.records.kinds import Kind, Record
from delvia_desktop.domain.records.picture import PLACES, Picture
from delvia_desktop.services.register.register import Register


def _line(picture: Picture, record: Record) -> dict[str, str]:
    def found(kind: Kind, key: int) -> Record | None:
        return getattr(picture, PLACES[kind.name]).get(key)

    return line(record, found)


@pytest.mark.parametrize("kind_name", LISTED)
def test_no_two_columns_of_a_kind_have_one_name_or_one_label(kind_name: str) -> None:
    names = [column.name for column in columns(kind_name)]
    labels = [column.label for column in columns(kind_name)]
    assert names[0] == KEY
    assert len(set(names)) == len(names)
    assert len(set(labels)) == len(labels)


def test_a_share_names_its_asset_its_partner_and_our_center(noon_sample: Register) -> None:
    picture = noon_sample.picture()
    share = next(s for s in picture.shares.values() if s.granted_on is not None)
    asset = picture.assets[share.asset]
    partnership = picture.partnerships[share.partnership]
    told = _line(picture, share)
    assert told[KEY] == f"share {share.id}"
    assert (told["asset"], told["asset_id"], told["asset_type"]) == (
        asset.name,
        asset.asset_id,
        asset.asset_type,
    )
    assert told["partner"] == picture.partners[partnership.partner].name
    center = picture.business_centers[partnership.business_center]
    assert told["business_center_id"] == center.bc_id
    assert share.granted_on is not None
    assert told["granted_on"] == share.granted_on.isoformat()
    assert told["level"] == "; ".join(share.level)
    assert told["is_incoming"] == "no"


@pytest.mark.parametrize("kind_name", LISTED)
def test_every_record_of_the_sample_fills_all_its_columns_with_one_line_each(
    noon_sample: Register, kind_name: str
) -> None:
    picture = noon_sample.picture()
    records = getattr(picture, PLACES[kind_name]).values()
    for record in records:
        told = _line(picture, record)
        assert list(told) == [column.name for column in columns(kind_name)]


def test_ids_days_and_levels_say_what_they_are() -> None:
    holds = {column.name: column.holds for column in columns("share")}
    assert holds["asset_id"] is Holds.ID
    assert holds["asset_type"] is Holds.CODE
    assert holds["granted_on"] is Holds.DAY
    assert holds["level"] is Holds.LEVEL
    assert holds["is_incoming"] is Holds.YES_NO
    assert {"raised", "id"}.isdisjoint(holds)
