"""Days as other programs and people write them: read, or said not to be days, never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from delvia_desktop.domain.plans.foreign_days import (
    DayOrder,
    foreign_day,
    is_unclear,
    order_told,
)

TODAY = date(2026, 11, 23)
SECOND_OF_MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "46083", "2-Mar-26", "2. März 2026", "2026/03/02", "2026-03-02T08:00:00Z", "02.03.2026",
        "2.3.26", "2 Mar 2026", "March 2, 2026", "2026-03-02 08:00:00", "02/03/2026",
    ],
)  # fmt: skip
def test_every_usual_way_to_write_a_day_is_read(text):
    assert foreign_day(text, DayOrder.DAY, TODAY) == SECOND_OF_MARCH


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ongoing", "“ongoing” is not a date."),
        ("May", "“May” is not a date."),
        ("TBD", "“TBD” is not a date."),
        ("until Q4", "“until Q4” is not a date."),
        ("Q1 2026", "“Q1 2026” is not a date."),
        ("Mar 2026", "“Mar 2026” names a month without a day."),
        ("2026-03", "“2026-03” names a month without a day."),
        ("31/04/2026", "This date does not exist."),
        ("10", "“10” is not a date."),
        ("7480118479546429457", "“7480118479546429457” is not a date."),
    ],
)
def test_what_is_no_day_is_said_and_never_becomes_one(text, why):
    with pytest.raises(ValueError, match=r".") as refused:
        foreign_day(text, DayOrder.DAY, TODAY)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["02/03/2026", "31/03/2026"], DayOrder.DAY),
        (["02/03/2026", "03/31/2026"], DayOrder.MONTH),
        (["02/03/2026", "11/04/2026"], None),
        (["31/03/2026", "03/31/2026"], None),
        (["02.03.2026"], DayOrder.DAY),
        (["2 Mar 2026"], None),
        ([], None),
    ],
)
def test_a_number_above_twelve_tells_the_order_of_a_whole_column(texts, order):
    assert order_told(texts) is order


def test_a_date_of_two_meanings_is_unclear_until_the_order_is_told():
    assert is_unclear("02/03/2026")
    assert not is_unclear("31/03/2026")
    assert not is_unclear("03/03/2026")
    assert not is_unclear("02.03.2026")
    with pytest.raises(ValueError, match="two dates"):
        foreign_day("02/03/2026", None, TODAY)
    assert foreign_day("02/03/2026", DayOrder.MONTH, TODAY) == date(2026, 2, 3)
    assert foreign_day("03/03/2026", None, TODAY) == date(2026, 3, 3)
