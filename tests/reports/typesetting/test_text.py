"""Whether a text comes onto the page whole, in its fonts, and can be read back."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop import resources
from delvia_desktop.reports.drawing.ink import Ink
from delvia_desktop.reports.typesetting.coverage import BOLD, MONO, REGULAR, characters_of
from delvia_desktop.reports.typesetting.emoji import SIGNS
from delvia_desktop.reports.typesetting.shaping import ShapedLine, Style, one_line
from delvia_desktop.reports.typesetting.typefaces import typeface
from delvia_desktop.reports.typesetting.visible import missing_characters, shown_by_code, visible
from delvia_desktop.reports.typesetting.wrapping import wrap

STYLE = Style(9)
WALES = "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbwls\x7f")

READ_BACK = {
    "polish": "Łódź Żółć – „Kampania”",
    "greek and cyrillic": "Ω Νόβα Нова",
    "stacked": "q̂ m̂",
    "arabic": "نوفا مستحضرات التجميل",
    "arabic with a joined pair": "السلام عليكم",
    "japanese": "ノヴァ化粧品 日本キャンペーン2026",
    "thai": "โนวา คอสเมติกส์ น้ำ ที่ทำ",
    "devanagari": "हिन्दी कि क्षेत्र",
    "hebrew": "שלום עולם",
    "mixed": "Nova ノヴァ นว نوفا",
    "korean": "안녕하세요 노바 (Nova) 2026 똠양꿍",
    "korean letters": "ㄱㄴㄷ 한글 \u1112\u119e\u11ab",
    "armenian": "Հայաստան Նովա",
    "georgian": "საქართველო ნოვა",
    "bengali": "বাংলাদেশ ক্ষেত্র নোভা কি",
    "bengali with a letter above": "র্ক নোভা",
    "tamil": "தமிழ் நோவா க்ஷ கொ",
    "khmer": "ភាសាខ្មែរ កម្ពុជា ស្ត្រី",
    "lao": "ພາສາລາວ ນ້ຳ ຊື່",
    "myanmar": "မြန်မာဘာသာ ကျောင်း သင်္ဘော",
    "vietnamese": "Tiếng Việt ễ ữ",
    "polytonic greek": "ἀρχή ᾧ",
    "slavic and turkic": "Ђурђевак Ґ ї Қазақ Ң ҡ",
    "wide and narrow forms": "ｶﾀｶﾅ ＡＢＣ１２３ 「東京」",
    "amharic": "ኖቫ ማስታወቂያ ኢትዮጵያ",
    "sinhala": "නෝවා ශ්‍රී ලංකා දැන්වීම්",
    "gujarati": "નોવા ક્ષેત્ર ગુજરાતી કિ",
    "telugu": "నోవా క్షేత్రం తెలుగు ప్రకటనలు",
    "kannada": "ನೋವಾ ಕ್ಷೇತ್ರ ಕನ್ನಡ ಜಾಹೀರಾತು",
    "malayalam": "നോവ ക്ഷേത്രം മലയാളം പരസ്യം",
    "gurmukhi": "ਨੋਵਾ ਪੰਜਾਬੀ ਇਸ਼ਤਿਹਾਰ ਕਿ",
    "odia": "ନୋଭା ଓଡ଼ିଆ କ୍ଷେତ୍ର",
    "rare ideographs": "𠮷野家 𠀋 𡈽 㐂 ⺠ ㍿ 鿋",
    "emoji": "Nova 😀 launch 🎉🎉",
    "emoji of several characters": "x ❤\ufe0f ❤\ufe0e 👍🏽 👩🏽\u200d💻 ok",
    "a family": "the 👨\u200d👩\u200d👧\u200d👦 is well",
    "flags": "to 🇩🇪🇰🇷 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f now",
    "keys": "press 1\ufe0f\u20e3 #\ufe0f\u20e3 2\u20e3 now",
    "the longest emoji": "so 👩🏻\u200d❤\ufe0f\u200d💋\u200d👨🏾 it is",
    "emoji that no font joins": "so 👩\u200d🦄 🦄🏽 it is",
    "signs": "ok ★☆✓✗☎♥♡♪①Ⅳ∑⇄№€₿₹₩₺™®©½…„“«» end",
    "letters of other looks": "𝗡𝗼𝘃𝗮 𝓝𝓸𝓿𝓪 cosmetics",
    "arrows": "Nova → DE ●",
    "signs of the format": r"(a) \(b\) <<c>> [d] \ )",
}
ONLY_BY_POPPLER = {"stacked", "bengali with a letter above", "gurmukhi", "odia"}
"""pypdf takes the step to the next letter for a blank."""


def drawn(text: str, style: Style = STYLE) -> bytes:
    return drawn_line(one_line(text, style), style)


def drawn_line(line: ShapedLine, style: Style = STYLE) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    ink = Ink(canvas)
    ink.text(line, style, 72, 700)
    vars(canvas)["_code"].append(ink.operators())
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def by_pypdf(content: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(content), strict=True).pages[0].extract_text().strip()


def by_qt(content: bytes) -> str:
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    return document.getAllText(0).text().strip()


def by_poppler(content: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(content)
    command = ["pdftotext", "-enc", "UTF-8", str(folder / "paper.pdf"), "-"]
    found = subprocess.run(command, capture_output=True, check=True)
    assert found.stderr == b""
    directions = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u200e\u200f"))
    return found.stdout.decode().translate(directions).strip()


@pytest.mark.parametrize("name", READ_BACK.keys() - ONLY_BY_POPPLER)
def test_a_text_reads_back_as_it_was_typed(name: str):
    assert by_pypdf(drawn(READ_BACK[name])) == READ_BACK[name]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
@pytest.mark.parametrize("name", READ_BACK)
def test_a_second_reader_agrees(name: str, tmp_path: Path):
    assert by_poppler(drawn(READ_BACK[name]), tmp_path) == READ_BACK[name]


@pytest.mark.parametrize("name", READ_BACK)
def test_the_reader_of_the_window_agrees(name: str, qapp: QApplication):
    assert " ".join(by_qt(drawn(READ_BACK[name])).split()) == READ_BACK[name]


def test_a_text_of_both_directions_keeps_every_character():
    text = "نوفا 2026 (DE) ٢٠٢٦ ok"
    assert sorted(by_pypdf(drawn(text)).replace(" ", "")) == sorted(text.replace(" ", ""))


@pytest.mark.parametrize(
    "text",
    [
        "نوفا 2026",
        "Nova نوفا DE",
        "نوفا Nova نوفا",
        "نوفا (دبي) - نوفا",
        "نوفا (DE)",
        "Brightside شركة Media نوفا",
        "حساب 7123998103425571842",
        "שלום (עולם) 12",
        "12 שלום",
        "نوفا 1/2/2026 دبي",
        "نوفا 😀 دبي",
        "نوفا ❤\ufe0f 👩\u200d💻",
        "A/B نوفا",
    ],
)
def test_words_of_both_directions_read_back_in_their_order(text: str):
    assert by_pypdf(drawn(text)).split() == text.split()


def test_arabic_letters_are_joined_and_digits_are_not_turned_round():
    letters, digits = (run for run in one_line("نوفا ٢٠٢٦", STYLE).runs if run.characters)
    assert letters.x > digits.x
    face = typeface("NotoSansArabic-Regular")
    assert [face.font.face.charToGlyph[ord(c)] for c in digits.characters] == [
        face.font.face.charToGlyph[ord(c)] for c in "٢٠٢٦"
    ]
    alone = sum(one_line(letter, STYLE).width for letter in "نوفا ")
    assert one_line("نوفا ", STYLE).width < alone


def test_brackets_in_a_text_from_the_right_are_mirrored():
    line = one_line("(א)", STYLE)
    drawn_first = min(line.runs, key=lambda run: run.x)
    glyphs = typeface(drawn_first.font).font.face.charToGlyph
    assert glyphs[ord(drawn_first.characters[0])] == glyphs[ord("(")]


def test_marks_stand_above_their_letters_and_the_next_text_on_the_line():
    content = drawn("V\u0308\u0302")
    contents = pypdf.PdfReader(io.BytesIO(content)).pages[0].get_contents()
    assert contents is not None
    rises = [float(found) for found in re.findall(rb"(\S+) Ts", contents.get_data())]
    assert rises[0] > 0
    assert rises[1] > rises[0]
    assert rises[-1] == 0


def test_an_id_stands_in_groups_but_is_copied_without_blanks(tmp_path: Path):
    style = Style(7.5, MONO, is_id=True)
    number = "7123998103425571842"
    assert one_line(number, style).width > one_line(number, Style(7.5, MONO)).width
    assert by_pypdf(drawn(number, style)) == number
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    assert by_poppler(drawn(number, style), tmp_path) == number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a‹U+202E›b"),
        ("\u2066x\u2069", "‹U+2066›x‹U+2069›"),
        ("a\x00b", "a‹U+0000›b"),
        ("\ud800", "‹U+D800›"),
        ("a\u2028b", "a‹U+2028›b"),
        ("a\ufe0f", "a‹U+FE0F›"),
        ("❤\ufe0f\ufe0f", "❤\ufe0f‹U+FE0F›"),
        ("\ufe0f❤", "‹U+FE0F›❤"),
        ("→\ufe0f", "→‹U+FE0F›"),
        ("1\ufe0f", "1‹U+FE0F›"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("👩\u200d", "👩‹U+200D›"),
        ("👩\u200da", "👩‹U+200D›a"),
        ("👩" + "\u200d👩" * 4, "👩" + "\u200d👩" * 3 + "‹U+200D›👩"),
        ("ad\u200cmin", "ad‹U+200C›min"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200bb", "a‹U+200B›b"),
        ("ខ្មែរ\u200bភាសា", "ខ្មែរ\u200bភាសា"),
        (WALES, WALES),
        ("🏴\U000e0078\U000e0078\U000e0078\U000e007f", "🏴" + "‹U+E0078›" * 3 + "‹U+E007F›"),
        (WALES[1:], "".join(f"‹U+{ord(tag):04X}›" for tag in WALES[1:])),
        ("\u3164", "‹U+3164›"),
        ("\U000e0041", "‹U+E0041›"),
        ("\ue000", "‹U+E000›"),
        ("\u00ad", "‹U+00AD›"),
        ("a\tb", "a    b"),
        ("e\u0301", "é"),
        ("क\u200dष", "क\u200dष"),
        ("plain", "plain"),
    ],
)
def test_what_would_act_is_shown_instead(text: str, shown: str):
    assert visible(text) == shown
    assert by_pypdf(drawn(visible(text))) != ""


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "<img src='x.png'/>", "R&D <5 &amp;", "%s {0} {brand}", "') Tj ET Q"]
)
def test_markup_stays_text(text: str):
    assert by_pypdf(drawn(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nova \U00012000 campaign", "Nova ‹U+12000› campaign"),
        ("\ue000 of one's own", "‹U+E000› of one's own"),
        ("\u0378 of nobody", "‹U+0378› of nobody"),
        ("\U00012000\ufe0f", "‹U+12000›‹U+FE0F›"),
    ],
)
@pytest.mark.parametrize("weight", [REGULAR, BOLD, MONO])
def test_a_character_without_a_glyph_is_drawn_as_its_code(text: str, shown: str, weight: str):
    """B14: no text stops a document."""
    style = Style(9, weight)
    assert visible(text) == shown
    assert by_pypdf(drawn(text, style)) == shown
    assert missing_characters(text) == text[shown.index("‹")]
    lines = wrap(text * 50, style, 200)
    assert sum(line.width for line in lines) > 0


def test_what_is_shown_by_its_code_is_told_once_for_a_legend():
    texts = ["plain", "Żółć → 日本", "a\u202eb", "\U00012000 \U00012000", "x\ty\nz", "क\u200dष"]
    assert shown_by_code(texts) == ["\u202e", "\U00012000"]
    assert missing_characters("".join(texts)) == "\U00012000"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("⼤阪", "大阪"),  # a radical, as it is copied out of a PDF
        ("葛\U000e0100飾", "葛飾"),
        ("邉\U000e0101", "邉"),
        ("神\ufe00", "神"),
        ("\U0002f801", "丸"),
        ("\ufa19", "\ufa19"),  # its font has that one as it was typed
    ],
)
@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_an_ideograph_with_several_codes_is_drawn_as_the_ideograph(text, shown, weight):
    """B14: compatibility ideographs, Kangxi radicals and variants."""
    assert visible(text) == shown
    assert missing_characters(text) == ""
    assert by_pypdf(drawn(text, Style(9, weight))) == shown


def test_a_selector_that_follows_no_ideograph_is_shown():
    assert visible("a\U000e0100") == "a‹U+E0100›"
    assert visible("葛\U000e0100\U000e0101") == "葛‹U+E0101›"


def test_each_font_has_the_characters_that_the_pdf_library_finds_in_it():
    for file in sorted(resources.path("fonts").glob("*.ttf")):
        found = typeface(file.stem).font.face.charToGlyph
        assert characters_of(file.stem) - set(map(chr, found)) == set(), file.stem


def test_a_missing_character_in_bold_or_among_ids_is_looked_for_elsewhere():
    for weight in (BOLD, MONO):
        assert by_pypdf(drawn("日本", Style(9, weight))) == "日本"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("one\n\ntwo\r\nthree", ["one", "", "two", "three"]),
        ("  lead and trail  ", ["lead and", "trail"]),
        ("10\u00a0000 shares", ["10\u00a0000", "shares"]),
        ("novacosmetics_performance", ["novacosm", "etics_perf", "ormance"]),
        ("novaco_metics", ["novaco_", "metics"]),
        ("ノヴァ化粧品。日", ["ノヴァ化", "粧品。日"]),
        ("化粧品、日本", ["化粧品、", "日本"]),
        ("キキキキャ", ["キキキ", "キャ"]),
        ("ทำเทำเทำเทำเทำ", ["ทำเทำเทำ", "เทำเทำ"]),
        ("ທຳເທຳເທຳເທຳເທຳ", ["ທຳເທຳເທຳ", "ເທຳເທຳ"]),
        ("노바 화장품 캠페인", ["노바 화장품", "캠페인"]),
        ("안녕하세요여러분", ["안녕하세요", "여러분"]),
        ("ភាសា\u200bខ្មែរ\u200bភាសា", ["ភាសា\u200bខ្មែរ", "ភាសា"]),
        ("😀🎉😀🎉😀", ["😀🎉😀", "🎉😀"]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, lines: list[str]):
    found = wrap(text, STYLE, 44)
    assert [by_pypdf(drawn_line(line)) for line in found] == [
        line.replace("\u00a0", " ") for line in lines
    ]
    assert all(line.width * STYLE.size / 1000 <= 44 + 1e-6 for line in found)


def test_a_word_of_a_megabyte_is_broken_into_lines_that_fit():
    lines = wrap("x" * 1_000_000, STYLE, 80)
    assert sum(len(line.runs[0].characters) for line in lines) == 1_000_000
    assert max(line.width for line in lines) * STYLE.size / 1000 <= 80


@pytest.mark.parametrize(
    "syllable",
    [
        "q\u0302",
        "कि",
        "का",
        "น้ำ",
        "क्ष",
        "مُ",
        "ক্ষ",
        "கொ",
        "ន្ត",
        "ຊື່",
        "ကျ",
        "န်း",
        "\u1112\u119e\u11ab",
    ],
)
def test_a_letter_keeps_what_belongs_to_it_at_the_end_of_a_line(syllable: str):
    lines = [line for width in range(40, 60) for line in wrap(syllable * 30, STYLE, width)]
    # Lines of the same characters are drawn the same, which another test holds.
    for line in {"".join(r.characters for r in line.runs): line for line in lines}.values():
        read = by_pypdf(drawn_line(line)).replace(" ", "")
        assert len(read) % len(syllable) == 0


@pytest.mark.parametrize(
    "emoji",
    ["❤\ufe0f", "👍🏽", "🇩🇪", "1\ufe0f\u20e3", "👩\u200d💻", "👩\u200d🦄", "🦄🏽\u200d👩", WALES],
)
def test_no_line_breaks_inside_an_emoji(emoji: str):
    for width in range(1, 60, 7):
        lines = wrap(emoji * 12, STYLE, width)
        read = [by_pypdf(drawn_line(line)) for line in lines]
        assert "".join(read) == emoji * 12
        assert not [line for line in read if line.replace(emoji, "")]


def test_every_sign_that_is_an_emoji_has_a_glyph_in_their_font():
    face = typeface("NotoEmoji-Regular").characters
    signs = re.compile(f"[{SIGNS}]")
    below = [chr(code) for code in range(0xA0, 0xF000)]
    assert set(filter(signs.match, below)) == face.intersection(below) - set("\u200d\u20e3")


@pytest.mark.parametrize(
    "emoji", ["❤\ufe0f", "👍🏽", "👩🏽\u200d💻", "🇩🇪", "1\ufe0f\u20e3", "🏳\ufe0f\u200d🌈", WALES]
)
@pytest.mark.parametrize("weight", [REGULAR, BOLD, MONO])
def test_an_emoji_of_several_characters_is_one_glyph_in_every_weight(emoji: str, weight: str):
    (run,) = one_line(emoji, Style(9, weight)).runs
    assert len(run.characters) == 1


def test_a_rare_syllable_in_bold_is_set_in_the_font_that_has_it():
    assert [run.font for run in one_line("노똠", Style(9, BOLD)).runs] == [
        "NotoSansKR-Bold",
        "NotoSansKR-Regular",
    ]


def test_a_note_of_twenty_thousand_lines_is_cut_with_a_sentence():
    lines = wrap("line\n" * 20_000, STYLE, 300, 200)
    assert len(lines) == 201
    assert by_pypdf(drawn_line(lines[-1])) == "… 19\u202f801 more lines in the register."


@pytest.mark.parametrize("day", ["29 Nov 2026", "29. Nov. 2026", "1 May 2026"])
def test_a_date_stands_on_one_line(day: str):
    text = f"Version 3 of {day}, and what follows."
    for width in range(60, 200, 7):
        lines = [by_pypdf(drawn_line(line)) for line in wrap(text, STYLE, width)]
        assert any(day in line for line in lines), width
        assert " ".join(lines) == text
    assert len(wrap(day, STYLE, 20)) > 1, "where no line has room for it, it breaks all the same"


def test_all_lines_of_what_is_to_be_ticked_stand_behind_its_box():
    first, *others = wrap("\u2610 Downloaded leads, and where they are kept", STYLE, 90)
    assert len(others) >= 2
    begins = {line.runs[0].x for line in others}
    assert begins == {first.runs[-1].x}
    assert all(line.width * STYLE.size / 1000 <= 90 for line in (first, *others))


def test_a_column_narrower_than_a_letter_still_ends():
    assert len(wrap("WWW", STYLE, 1)) == 3


def test_the_same_text_is_drawn_the_same_whatever_was_drawn_before():
    names = sorted(READ_BACK)
    first = {name: drawn(READ_BACK[name]) for name in names}
    for number in range(5):
        random.Random(number).shuffle(names)
        for name in names:
            drawn(READ_BACK[name][::-1])
        assert {name for name in names if drawn(READ_BACK[name]) != first[name]} == set()


def test_only_the_fonts_that_are_used_are_loaded():
    script = (
        "from delvia_desktop.reports.typesetting.shaping import Style, one_line\n"
        "from delvia_desktop.reports.typesetting import typefaces\n"
        "assert not typefaces._loaded\n"
        "one_line('Nova', Style(9))\n"
        "assert len(typefaces._loaded) == 1\n"
        "one_line('นว', Style(9))\n"
        "assert len(typefaces._loaded) == 2\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[3])


def test_every_font_has_its_licence_beside_it_and_outlines_that_can_be_embedded():
    folder = Path(__file__).parents[3] / "resources" / "fonts"
    told = (folder / "README.md").read_text(encoding="utf-8")
    for file in folder.glob("*.ttf"):
        assert file.stem.partition("-")[0] in told
        assert typeface(file.stem).characters
    assert (folder / "OFL.txt").exists()
    assert (folder / "APACHE-2.0.txt").exists()
    assert sum(file.stat().st_size for file in folder.iterdir()) < 16_000_000
