"""QR codes as rectangles, for whatever draws them."""

from __future__ import annotations

from typing import Any

from reportlab.graphics.barcode import qrencoder

Rectangle = tuple[int, int, int]
"""Column, row and length of a dark run, in modules from the upper left."""


def dark_runs(text: str) -> tuple[int, list[Rectangle]]:
    """Return a QR code's modules per side, and the dark runs of each row.

    Of the middle level of correction, so that a copy of a copy can still be read.
    """
    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    side = code.getModuleCount()
    runs: list[Rectangle] = []
    for row in range(side):
        column = 0
        while column < side:
            length = 0
            while column + length < side and code.isDark(row, column + length):
                length += 1
            if length:
                runs.append((column, row, length))
            column += length or 1
    return side, runs
