"""The one finder of files in `resources/`: from a source tree, an installed wheel or a bundle."""

from __future__ import annotations

import functools
import sys
from pathlib import Path


@functools.cache
def folder() -> Path:
    """Return the folder of resources; raises FileNotFoundError if the installation lacks it."""
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [package / "_resources", package.parent / "resources"]
    if bundle is not None:
        places.insert(0, Path(bundle) / "resources")
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(str(places[0]))


def path(*parts: str) -> Path:
    """Return the path of a resource, such as `path("fonts", "NotoSans-Regular.ttf")`."""
    return folder().joinpath(*parts)


def text(*parts: str) -> str:
    """Return the content of a text resource in UTF-8."""
    return path(*parts).read_text(encoding="utf-8")
