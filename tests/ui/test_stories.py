"""The stories of the whole record, and the same on a real screen."""

from __future__ import annotations

import pytest

from tests.ui import stories
from tests.ui.mission import an_agency_comes_drifts_and_goes

STORIES = (*stories.STORIES, an_agency_comes_drifts_and_goes)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_story_plays(qtbot, program, tmp_path, story):
    story(qtbot, program, tmp_path)


@pytest.mark.screen
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_story_plays_in_a_real_window(qtbot, program, tmp_path, story):
    story(qtbot, program, tmp_path)
