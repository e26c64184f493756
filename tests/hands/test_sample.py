"""The sample, from the start page."""

from __future__ import annotations


def test_somebody_looks_at_the_sample(me):
    me.starts()
    me.presses("Open sample…")
    me.saves_as("sample.delvia")
    me.reads("Nova Cosmetics", "What needs attention")
    assert (me.home / "sample.delvia").exists()
    me.closes()
