"""The stories of the whole record, in a real window where there is one."""

from __future__ import annotations

import pytest

from tests.ui import stories
from tests.ui.mission import an_agency_comes_drifts_and_goes

STORIES = (*stories.STORIES, an_agency_comes_drifts_and_goes)


@pytest.mark.screen
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_story_plays(me, tmp_path, story):
    story(me, tmp_path)
