"""Every pair of colours that is used can be told apart, in both themes and in high contrast.

Where a pair stands on the screen is said beside it; a colour that is used on another ground gets
a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QColor, QPalette

from delvia_desktop.domain.words.contrast import READABLE, SEEN, contrast
from delvia_desktop.ui.toolkit.colours import DARK, LIGHT, Tokens, high_contrast, is_stark


def system(base: str, text: str, mark: str, on_mark: str) -> QPalette:
    """Return a palette as a system gives it."""
    palette = QPalette(QColor(base))
    role = QPalette.ColorRole
    for each, colour in (
        (role.Window, base),
        (role.Base, base),
        (role.WindowText, text),
        (role.Text, text),
        (role.Highlight, mark),
        (role.HighlightedText, on_mark),
    ):
        palette.setColor(each, QColor(colour))
    return palette


# As Windows 11 ships them, and a desktop that says no more than that contrast is wanted.
SYSTEMS = {
    "aquatic": system("#202020", "#FFFFFF", "#8EE3F0", "#263B50"),
    "desert": system("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3"),
    "dusk": system("#2D3236", "#FFFFFF", "#A1BFDE", "#212D3B"),
    "night sky": system("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B"),
    "grey on grey": system("#E0E0E0", "#606060", "#B0B0B0", "#FFFFFF"),
}
THEMES = {"light": LIGHT, "dark": DARK} | {
    name: high_contrast(palette) for name, palette in SYSTEMS.items()
}
SHOWN = pytest.mark.parametrize("name", THEMES)

Pairs = Iterator[tuple[str, str, str]]
"""Where it is, what is read or seen there, and on what."""


def words(t: Tokens) -> Pairs:
    accent = t.tone("accent")
    for place, ground in (
        ("the page", t.window),
        ("the side", t.side),
        ("a card, a list, a form, a field", t.base),
        ("a row that is selected", accent.ground),
    ):
        yield f"plain words on {place}", t.text, ground
        yield f"second words, hints, placeholders on {place}", t.muted, ground
        for name, tone in t.tones.items():
            yield f"words in {name} on {place}", tone.text, ground
    for name, tone in t.tones.items():
        yield f"words of a chip or a banner in {name}", tone.text, tone.ground
    yield "words of the primary button, and what is selected in a field", t.on_accent, accent.text
    yield "the toast", t.base, t.text
    yield "what stands of the past at the side", t.text, t.tone("high").ground


def marks(t: Tokens) -> Pairs:
    accent = t.tone("accent")
    grounds = {"the page": t.window, "the side": t.side, "a card, a list, a form": t.base}
    banners = {f"a banner in {name}": tone.ground for name, tone in t.tones.items()}
    for place, ground in (grounds | banners).items():
        yield f"the edge of a button on {place}", t.edge, ground
    for place, ground in grounds.items():
        yield f"the edge of a field, a tick, a bar to scroll on {place}", t.edge, ground
        yield f"the ring of what has the keys on {place}", accent.text, ground
        yield (
            f"the bar of the place, the tab, the row that is chosen on {place}",
            accent.text,
            ground,
        )
        yield f"the edge of a field with a problem on {place}", t.tone("critical").text, ground
        yield f"the edge of a tick on {place}", t.muted, ground
    yield "the edge of a field within", t.edge, t.base
    yield "a field gets the keys: its edge", accent.text, t.base
    yield "the bar of a row beside its ground", accent.text, accent.ground
    yield "the ring within the primary button", t.on_accent, accent.text
    yield "the button on the toast, filled when it has the keys", t.base, t.text
    yield "a line of a chart", accent.text, t.base
    for name, tone in t.tones.items():
        yield f"a bar of the time line in {name}", tone.text, t.window
        for place, ground in (*grounds.items(), ("a row that is selected", accent.ground)):
            yield f"the edge of a chip in {name} on {place}", tone.edge, ground


def too_faint(pairs: Callable[[Tokens], Pairs], shown: Tokens, least: float) -> list[str]:
    found = [(contrast(one, other), where) for where, one, other in pairs(shown)]
    return [f"{ratio:.2f}: {where}" for ratio, where in found if ratio < least]


def test_contrast_is_counted_as_the_guidelines_say():
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert contrast("#777777", "#FFFFFF") < READABLE < contrast("#767676", "#FFFFFF")
    assert contrast("#FFFFFF", "#767676") == contrast("#767676", "#FFFFFF")


@SHOWN
def test_all_words_can_be_read(name: str):
    """D: words are told from their ground by 4.5 to 1."""
    assert too_faint(words, THEMES[name], READABLE) == []


@SHOWN
def test_all_edges_rings_and_marks_can_be_seen(name: str):
    """D: borders of fields and buttons were 1.1 to 1.6, rings 2.1 to 2.7, the row 1.2 to 1."""
    assert too_faint(marks, THEMES[name], SEEN) == []


@pytest.mark.parametrize("name", SYSTEMS)
def test_high_contrast_tells_nothing_by_a_ground(name: str):
    """D: where the system asks for high contrast, its colours are used in the place of ours."""
    shown, palette = THEMES[name], SYSTEMS[name]
    assert {tone.ground for tone in shown.tones.values()} == {shown.base}
    assert contrast(shown.text, shown.base) >= 7
    if name != "grey on grey":
        assert shown.base == palette.base().color().name().upper()
        assert shown.text == palette.text().color().name().upper()
        assert shown.tone("accent").text == palette.highlight().color().name().upper()


def test_only_white_on_black_is_taken_for_high_contrast_where_the_desktop_does_not_say():
    """D: Plasma says by its colours alone that high contrast is wanted."""
    breeze_dark = system("#1B1E20", "#FCFCFC", "#3DAEE9", "#FCFCFC")
    assert is_stark(SYSTEMS["night sky"])
    assert not is_stark(breeze_dark)
    assert not is_stark(system("#FFFFFF", "#000000", "#308CC6", "#FFFFFF"))


def test_all_themes_know_the_same_tones_and_an_unknown_one_is_neutral():
    assert len({frozenset(shown.tones) for shown in THEMES.values()}) == 1
    assert DARK.tone("never heard of") is DARK.tone("neutral")
