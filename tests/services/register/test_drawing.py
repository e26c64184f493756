"""What documents cannot draw is told while it is typed."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import partners
from delvia_desktop.services.register.drawing import undrawn


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Nova Cosmetics GmbH – “L’Oréal”", ""),
        ("Đặng Thị Ελλάδα Ольга", ""),
        ("東京 서울 ไทย עברית نوفا", ""),
        ("👩🏽\u200d💻 葛\U000e0100城", ""),
        ("Ur 𒀀 and 𒀁𒀀", "𒀀𒀁"),
    ],
)
def test_characters_without_a_sign_are_named_each_once(text, missing):
    """B15: what documents cannot draw is known from their own fonts."""
    assert undrawn(text) == missing


def test_a_partner_whose_name_documents_cannot_draw_is_told_at_the_field(register):
    """B15: the notice names the character, beside what else is noticed and what is wrong."""
    draft = PartnerDraft(name="Ur 𒀀", bc_id="7504233300559872000")
    noticed = {
        notice.field: notice.text for notice in register.notices_of(partners.record_partner, draft)
    }
    assert "𒀀 (U+12000)" in noticed["name"]
    assert "rounded" in noticed["bc_id"]
    with pytest.raises(Invalid) as caught:
        register.notices_of(
            partners.record_partner, PartnerDraft(name="Ur 𒀀", contact_email="nobody")
        )
    assert [problem.field for problem in caught.value.problems] == ["contact_email"]
    assert [notice.field for notice in caught.value.notices] == ["name"]
    assert register.notices_of(partners.record_partner, PartnerDraft(name="ニューバ 東京")) == ()
