"""What looks odd about an act is known from its own checks, before it is done."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import partners


def test_an_act_is_asked_what_looks_odd_where_nothing_can_be_written(nova):
    register = nova.register
    for known in (register, register.as_of(register.revision)):
        [odd] = known.notices_of(partners.record_partner, PartnerDraft(name="Brightsid"))
        assert "Brightside" in odd.text
        with pytest.raises(Invalid) as wrong:
            known.notices_of(partners.record_partner, PartnerDraft("Brightsid", contact_email="x"))
        assert [each.field for each in wrong.value.problems] == ["contact_email"]
        assert wrong.value.notices == (odd,)
    assert not register.records.select(type(nova.partner), name="Brightsid")
