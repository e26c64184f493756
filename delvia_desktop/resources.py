"""The one finder of files that are no code of ours to run: from a source tree, a wheel or a bundle.

They lie in `resources/`, but for the verifier of papers, which lies in `packaging/`.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path


@functools.cache
def folder(name: str = "resources") -> Path:
    """Return a folder of resources; raises FileNotFoundError if the installation lacks it."""
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [package / f"_{name}", package.parent / name]
    if bundle is not None:
        places.insert(0, Path(bundle) / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(str(places[0]))


def path(*parts: str) -> Path:
    """Return the path of a resource, such as `path("fonts", "NotoSans-Regular.ttf")`."""
    return folder().joinpath(*parts)


def text(*parts: str) -> str:
    """Return the content of a resource that is text in UTF-8."""
    return path(*parts).read_text(encoding="utf-8")


def news() -> str:
    """Return the change log, a resource that lies beside the others in a source tree."""
    places = (path("CHANGELOG.md"), folder().parent / "CHANGELOG.md")
    return next(place for place in places if place.is_file()).read_text(encoding="utf-8")


def verifier() -> bytes:
    """Return the resource that verifies papers, one file to be given to others."""
    return (folder("packaging") / "verify_paper.py").read_bytes()
