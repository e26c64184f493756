"""Delvia Desktop: the record of who has access to a brand's TikTok assets."""

from __future__ import annotations

__version__ = "0.2.0"
