"""Logos: every sort of sound picture is drawn anew, every broken or hostile one is refused."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import Image

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.reports.drawing.pictures import KEPT_DOTS, sound_picture
from tests.figures import figure


def saved(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **more)
    return written.getvalue()


def seen(content: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(content))
    made.load()
    return made


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png_that_says(width: int, height: int, *more: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(3 * 100 + 1)))
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + b"".join(more) + data + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("mode", "kept"),
    [("1", "L"), ("L", "L"), ("I;16", "L"), ("P", "RGB"), ("RGB", "RGB"), ("RGBA", "RGBA"),
     ("LA", "RGBA")],
)  # fmt: skip
def test_every_sort_of_png_becomes_one_that_papers_know(mode, kept):
    made = sound_picture(saved(Image.new(mode, (30, 20))))
    assert (seen(made.content).mode, seen(made.content).size) == (kept, (30, 20))
    assert made.ending == ".png"
    assert made.changed == ()
    assert sound_picture(made.content).content == made.content


def test_sixteen_bits_of_grey_stay_as_light_as_they_were():
    picture = Image.new("I;16", (2, 1))
    picture.putpixel((0, 0), 65535)
    picture.putpixel((1, 0), 32896)
    made = seen(sound_picture(saved(picture)).content)
    assert [made.getpixel((0, 0)), made.getpixel((1, 0))] == [255, 128]


def test_print_colours_become_screen_colours_and_a_turned_picture_is_made_upright():
    made = sound_picture(saved(Image.new("CMYK", (30, 20), (0, 255, 255, 0)), "JPEG"))
    red, green, blue = seen(made.content).getpixel((5, 5))
    assert (red > 200, green < 60, blue < 60) == (True, True, True)
    assert "CMYK" in made.changed[0]
    turned = Image.Exif()
    turned[0x0112] = 6
    turned[0x010E] = "Taken at home"
    made = sound_picture(saved(Image.new("RGB", (30, 20)), "JPEG", exif=turned))
    assert seen(made.content).size == (20, 30)
    assert "upright" in made.changed[0]
    assert b"Taken at home" not in made.content


def test_nothing_but_the_dots_is_kept():
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Comment", "secret place")
    content = saved(Image.new("RGB", (9, 9)), pnginfo=told) + b"PK\x03\x04 something else"
    made = sound_picture(content).content
    assert b"secret" not in made
    assert b"PK" not in made


def test_a_large_one_is_kept_small_enough_for_every_paper():
    made = sound_picture(saved(Image.new("RGB", (4000, 1000))))
    assert seen(made.content).size == (KEPT_DOTS, KEPT_DOTS // 4)
    assert "1200 × 300" in made.changed[0]


def moving() -> bytes:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    return saved(frames[0], save_all=True, append_images=frames[1:])


def jpeg() -> bytes:
    rng = random.Random(3)
    picture = Image.frombytes("RGB", (60, 60), rng.randbytes(60 * 60 * 3))
    return saved(picture, "JPEG")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be read"),
        (b"MZ\x90\x00" + bytes(90), "cannot be read"),
        (saved(Image.new("RGB", (9, 9)), "GIF"), "cannot be read"),
        (saved(Image.new("RGB", (9, 9)), "TIFF"), "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read"),
        (saved(Image.new("RGB", (90, 90)))[:-30], "cannot be read"),
        (jpeg()[: len(jpeg()) // 2], "cannot be read"),
        (saved(Image.new("L", (4001, 9))), "4001 × 9 pixels"),
        (png_that_says(9000, 9000), "9000 × 9000 pixels"),
        (png_that_says(2**31 - 1, 2**31 - 1), "far more pixels"),
        (png_that_says(20_000, 20_000), "far more pixels"),
        (png_that_says(10, 10, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(9_000_000)))),
         "cannot be read"),
        (moving(), "animated"),
    ],
)  # fmt: skip
def test_what_is_broken_or_hostile_is_refused_with_a_sentence(content, said):
    with pytest.raises(Refused, match=said):
        sound_picture(content)


def test_no_flipped_or_cut_picture_does_more_than_being_refused():
    rng = random.Random(7)
    sound = [saved(Image.new("RGBA", (20, 20), "#0F6B6680")), jpeg(), moving()]
    refused, spoilt = 0, figure("spoilt pictures")
    for number in range(spoilt):
        content = bytearray(sound[number % 3])
        for _ in range(rng.randint(1, 6)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        try:
            made = sound_picture(bytes(content[: rng.randint(20, len(content))]))
        except Refused:
            refused += 1
        else:
            assert seen(made.content).size
    assert refused > spoilt // 2
