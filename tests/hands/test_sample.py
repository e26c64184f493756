"""The sample, from the start page."""

from __future__ import annotations

from tests.hands.steps import opens_the_sample


def test_somebody_looks_at_the_sample_and_comes_back_to_it(me):
    """Hands 2: the sample opens from the start page, and is offered at the next start."""
    opens_the_sample(me)
    assert (me.home / "sample.delvia").exists()
    me.presses("Partners", "radio button")
    me.presses("Partner: Kite Studio", "cell")
    me.sees("Kite Studio", "label")
    me.closes()
    me.starts()
    me.presses("Open Nova Cosmetics", "push button")
    me.sees("Needs attention", "table")
    me.closes()


def test_the_title_bar_of_a_register_that_is_named_at_the_start_is_on_the_screen(me):
    """A2: the window took over the place of one that stood nowhere yet."""
    opens_the_sample(me)
    me.closes()
    me.starts(str(me.home / "sample.delvia"))
    me.sees("Needs attention", "table")
    window = me.window()
    assert window is not None
    assert window.box.y > 0, "the title bar is above what the program draws"
    assert window.box.x >= 0
    me.closes()
