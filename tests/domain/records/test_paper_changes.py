"""Which changes make an issued document out of date."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.records.paper_changes import is_news
from tests.domain.sound import PERIOD, TODAY


def test_when_we_look_again_makes_no_document_out_of_date():
    """Found by a newcomer: with another mid-point date the document “no longer matches”."""
    assert not is_news("partnership", PERIOD, replace(PERIOD, engagement_mid=TODAY))
    assert is_news("partnership", PERIOD, replace(PERIOD, engagement_end=TODAY))
