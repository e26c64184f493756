"""Pictures that people bring for their papers: really decoded, then made harmless and small."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr

if TYPE_CHECKING:
    from PIL import Image

MOST_DOTS = 4000
"""Dots of a side of a picture that is still decoded."""

KEPT_DOTS = 1200
"""Dots of a side that are kept: five centimetres at the finest print."""

_ORIENTATION = 0x0112
"""The tag of EXIF that says how a camera was held."""

_QUALITY = 92
_SIXTEEN_BITS = 257
"""What a shade of sixteen bits is divided by for one of eight."""


@dataclass(frozen=True)
class SoundPicture:
    """A picture as a paper can have it: its bytes, the ending of its name, and what was changed."""

    content: bytes
    ending: str
    changed: tuple[str, ...] = ()


def sound_picture(content: bytes) -> SoundPicture:
    """Draw a brought picture anew from its dots alone, upright, in RGB or grey.

    What a file may carry beside its dots (places, programs, a second picture) is left behind.
    Raises Refused with a sentence for what is no PNG or JPEG, broken, too large or moving.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - not needed at start

    with _only_sentences(), Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
        is_png, changed = opened.format == "PNG", []
        if max(opened.size) > MOST_DOTS:
            raise Refused(
                tr(
                    "The image is {width} × {height} pixels; the limit is {most} per side.",
                    width=opened.width,
                    height=opened.height,
                    most=MOST_DOTS,
                )
            )
        if is_png and getattr(opened, "is_animated", False):
            raise Refused(tr("This image is animated. Choose a still image."))
        opened.load()
        if opened.mode == "CMYK":
            changed.append(tr("Its colours were converted from print (CMYK) to screen (RGB)."))
        if opened.getexif().get(_ORIENTATION, 1) != 1:
            changed.append(tr("It was rotated upright."))
        plain = _plain(ImageOps.exif_transpose(opened))
        if max(plain.size) > KEPT_DOTS:
            plain.thumbnail((KEPT_DOTS, KEPT_DOTS), Image.Resampling.LANCZOS)
            changed.append(
                tr(
                    "It is stored at {width} × {height} pixels.",
                    width=plain.width,
                    height=plain.height,
                )
            )
        written = io.BytesIO()
        if is_png:
            plain.save(written, "PNG", optimize=True)
        else:  # also what a telephone writes: a JPEG that holds further pictures
            plain.save(written, "JPEG", quality=_QUALITY)
    return SoundPicture(written.getvalue(), ".png" if is_png else ".jpg", tuple(changed))


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in grey, RGB or RGBA, with nothing but its dots."""
    from PIL import Image  # noqa: PLC0415 - the same

    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda shade: shade / _SIXTEEN_BITS).convert("L")
    is_clear = "A" in picture.getbands() or "transparency" in picture.info
    wanted = "RGBA" if is_clear else "L" if picture.mode in {"1", "L"} else "RGB"
    converted = picture.convert(wanted)
    return Image.frombytes(wanted, converted.size, converted.tobytes())


@contextmanager
def _only_sentences() -> Iterator[None]:
    """Turn whatever a broken or hostile picture raises into a sentence."""
    from PIL import Image  # noqa: PLC0415 - the same

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        text = tr("The image claims far more pixels than a logo needs, so it was not opened.")
        raise Refused(text) from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        struct.error,
        KeyError,
    ) as error:
        text = tr("The image cannot be read. Save it again as PNG or JPEG.")
        raise Refused(text) from error
