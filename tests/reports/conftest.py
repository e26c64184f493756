"""The ways in which the tests read papers back."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest


@pytest.fixture
def pages_of() -> Callable[[bytes], list[str]]:
    """Read the text of each page with pypdf, which is always there; it is strict about faults."""

    def read(content: bytes) -> list[str]:
        return [
            page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content), strict=True).pages
        ]

    return read


@pytest.fixture
def words_of(pages_of: Callable[[bytes], list[str]]) -> Callable[[bytes], str]:
    """Read the whole text with single blanks, so that line breaks do not matter."""
    return lambda content: " ".join(" ".join(pages_of(content)).split())
