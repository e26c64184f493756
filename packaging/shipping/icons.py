"""The icon in the forms that systems want, all drawn from `packaging/delvia.svg`."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from shipping.project import BUILD, PACKAGING

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
DRAWING = PACKAGING / "delvia.svg"


def png(size: int) -> Path:
    """Return the icon as a PNG file of a width in dots, drawn with Qt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    core, gui = import_module("PySide6.QtCore"), import_module("PySide6.QtGui")
    svg = import_module("PySide6.QtSvg")
    file = BUILD / "icons" / f"{size}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    image = gui.QImage(size, size, gui.QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = gui.QPainter(image)
    svg.QSvgRenderer(str(DRAWING)).render(painter, core.QRectF(0, 0, size, size))
    painter.end()
    image.save(str(file))
    return file


def ico() -> Path:
    """Return the icon for Windows."""
    return _gathered("delvia.ico", [size for size in SIZES if size <= 256])  # noqa: PLR2004


def icns() -> Path:
    """Return the icon for macOS."""
    return _gathered("delvia.icns", [32, 64, 128, 256, 512])


def _gathered(name: str, sizes: list[int]) -> Path:
    pillow = import_module("PIL.Image")
    *smaller, largest = [pillow.open(png(size)) for size in sizes]
    file = BUILD / "icons" / name
    largest.save(file, sizes=[(size, size) for size in sizes], append_images=smaller)
    return file
