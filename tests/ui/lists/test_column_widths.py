"""How columns share a width: what matters keeps its room, the others shrink or go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.ui.lists.column_widths import Wish, shared_out

NAME = Wish(140, 140, 70, 20)
STATE = Wish(120, 120, 120, 0)
LEVEL = Wish(90, 160, 90, 0, leaves=1)
DATE = Wish(110, 110, 70, 12, leaves=2)


def test_with_room_for_all_nothing_is_cut_and_nothing_left_over():
    widths = shared_out(900, [NAME, LEVEL, STATE, DATE, DATE])
    assert sum(widths) == 900
    assert widths[1:3] == [160, 120]
    assert all(width >= 110 for width in widths[3:])
    assert widths[0] > widths[3]


def test_dates_go_before_levels_and_states_stay():
    assert shared_out(560, [NAME, LEVEL, STATE, DATE, DATE])[4] == 0
    narrow = shared_out(420, [NAME, LEVEL, STATE, DATE, DATE])
    assert narrow[3:] == [0, 0]
    assert narrow[1:3] == [160, 120]
    narrower = shared_out(380, [NAME, LEVEL, STATE, DATE])
    assert 90 <= narrower[1] < 160  # cut rather than gone
    assert narrower[0] == 140  # no name has more than its least while a level is cut
    assert shared_out(300, [NAME, LEVEL, STATE, DATE])[1] == 0


def test_what_tells_rows_apart_stays_when_a_level_goes():
    """Beside a wide state the partner of each share was gone, and its level stood there whole."""
    partner = Wish(100, 100, 70, 17)
    name, state = Wish(140, 140, 70, 20), Wish(180, 180, 180, 0)
    assert shared_out(480, [name, partner, LEVEL, state])[1] >= 70
    narrow = shared_out(400, [name, partner, LEVEL, state])
    assert narrow[1] >= 70
    assert narrow[2] == 0


def test_what_tells_rows_apart_stays_when_even_the_state_goes():
    """Of three procedures “End a partnership” it was not seen with whom."""
    subject, access = Wish(110, 110, 70, 16), Wish(110, 110, 70, 12)
    narrow = shared_out(250, [NAME, subject, STATE])
    assert narrow[1] >= 70
    assert narrow[2] == 0
    assert shared_out(270, [NAME, subject, STATE])[2] == 120  # the name gives way for it
    assert shared_out(340, [NAME, subject, STATE])[1] >= 70
    assert shared_out(340, [NAME, subject, access, STATE])[2:] == [0, 120]


def test_the_name_gives_way_to_the_state():
    assert shared_out(200, [NAME, STATE]) == [80, 120]


def test_no_column_has_air_while_what_another_says_is_cut():
    """Of ten lines of a review “Loop Social” had room for two, and each finding was cut."""
    what, who = Wish(140, 150, 70, 18), Wish(80, 80, 70, 12)
    level, finding = Wish(110, 130, 70, 12), Wish(130, 240, 70, 14, leaves=2)
    wishes = [what, who, level, STATE, finding]
    for room in (720, 750, 2000):
        assert all(
            w >= wish.whole for w, wish in zip(shared_out(room, wishes), wishes, strict=True)
        )
    assert shared_out(610, wishes)[1] == 80


def test_a_date_comes_only_once_names_have_ample_room():
    """A column that no one missed came, and more was cut of each name."""
    name = Wish(140, 240, 70, 20)
    assert shared_out(360, [name, STATE, DATE])[2] == 0
    with_date = shared_out(420, [name, STATE, DATE])
    assert with_date[2] == 110
    assert with_date[0] >= 175


def test_a_level_grows_only_once_names_have_ample_room():
    """One level of many words cut the name of each asset."""
    level = Wish(130, 300, 130, 0, leaves=1)
    name = Wish(140, 320, 70, 20)
    assert shared_out(500, [name, level, STATE]) == [154, 226, 120]


def test_what_the_name_does_not_need_tells_rows_apart_beside_it():
    """Of eleven reviews the kind had air, and of each partner four letters were seen."""
    kind, subject = Wish(115, 120, 60, 18), Wish(110, 120, 60, 14)
    assert shared_out(320, [kind, subject, STATE]) == [115, 85, 120]
    assert shared_out(300, [kind, subject, STATE]) == [115, 65, 120]


def test_a_width_that_a_person_gave_is_kept_even_beyond_the_room():
    sized = Wish(600, 600, 600, 0, is_sized=True)
    assert shared_out(500, [sized, STATE]) == [600, 120]
    assert shared_out(900, [sized, STATE, NAME]) == [600, 120, 180]


WISHES = st.builds(
    lambda least, more, share, leaves: Wish(least, least + more, least // 2 + 1, share, leaves),
    st.integers(10, 300), st.integers(0, 100), st.integers(0, 30), st.integers(0, 2),
)  # fmt: skip


@given(st.integers(20, 3000), st.lists(WISHES, min_size=1, max_size=9))
def test_widths_fill_the_room_and_what_stays_is_seen(room: int, wishes: list[Wish]):
    widths = shared_out(room, wishes)
    if any(widths):
        assert sum(widths) == room
    assert all(width >= 0 for width in widths)
    if sum(wish.least for wish in wishes if not wish.leaves) <= room:
        stays = zip(widths, wishes, strict=True)
        assert all(width >= wish.squeezed for width, wish in stays if not wish.leaves)
