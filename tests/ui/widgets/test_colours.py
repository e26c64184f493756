"""Words can be read on every ground that they stand on, in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from delvia_desktop.ui import theme

ENOUGH = 4.5
THEMES = (theme.LIGHT, theme.DARK)


def _brightness(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_brightness(one), _brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_the_guidelines_say():
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert contrast("#777777", "#FFFFFF") < ENOUGH < contrast("#767676", "#FFFFFF")


@pytest.mark.parametrize("shown", THEMES, ids=("light", "dark"))
@pytest.mark.parametrize("name", theme.LIGHT.tones)
def test_words_in_a_tone_can_be_read(shown: theme.Tokens, name: str):
    tone = shown.tone(name)
    grounds = (tone.ground, shown.base, shown.window, shown.tone("accent").ground)
    for ground in grounds:
        assert contrast(tone.text, ground) >= ENOUGH, (name, ground)


@pytest.mark.parametrize("shown", THEMES, ids=("light", "dark"))
def test_plain_and_second_words_can_be_read_on_every_ground(shown: theme.Tokens):
    for ground in (shown.window, shown.side, shown.base, shown.tone("accent").ground):
        assert contrast(shown.text, ground) >= ENOUGH
        assert contrast(shown.muted, ground) >= ENOUGH
    assert contrast(shown.on_accent, shown.tone("accent").text) >= ENOUGH
    assert contrast(shown.base, shown.text) >= ENOUGH


def test_both_themes_know_the_same_tones_and_an_unknown_one_is_neutral():
    assert set(theme.LIGHT.tones) == set(theme.DARK.tones)
    assert theme.DARK.tone("never heard of") is theme.DARK.tone("neutral")
