"""How the texts and lines of the papers look; they stay clear when printed in black and white."""

from __future__ import annotations

from delvia_desktop.reports.typesetting.coverage import BOLD, MONO
from delvia_desktop.reports.typesetting.shaping import Style

TEXT, MUTED = "#1B1D22", "#5A606B"
TONES = {"critical": "#8E1D16", "high": "#8A4A00", "info": "#23507F", "good": "#17572F"}

BODY = Style(9)
CELL = Style(8)
MISSING = Style(8, colour=MUTED)
SECOND = Style(8, colour=MUTED)
SMALL = Style(7.5, colour=MUTED, leading=1.3)
STRONG = Style(9, BOLD)
COLUMN_HEAD = Style(7.5, BOLD, MUTED)
DENSE_CELL = Style(7, leading=1.2)
DENSE_STRONG = Style(7, BOLD, leading=1.2)
DENSE_HEAD = Style(7, BOLD, MUTED, leading=1.2)
DENSE_ID = Style(7, MONO, leading=1.2, is_id=True)
"""The smallest that is still read on a copy."""
ID = Style(7.5, MONO, is_id=True)
KICKER = Style(8, BOLD, "#0F6B66")
TITLE = Style(22, BOLD, leading=1.2)
LONG_TITLE = Style(14, BOLD, leading=1.25)
SUBTITLE = Style(11, colour=MUTED)
HEADING = Style(13, BOLD)
DRAFT = Style(100, BOLD, "#E4E6EA")
"""Across a page, pale enough to read over in black and white."""

RULE = Style(0.6, colour="#C9CCD2")
STRONG_RULE = Style(1.0, colour="#4A4F59")
SIGN_RULE = Style(0.8, colour="#4A4F59")
FAINT_RULE = Style(0.5, colour="#DADCE1")
