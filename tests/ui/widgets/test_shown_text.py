"""Names in scripts from right to left, in labels, lists, chips and fields."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QImage, QRegion
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from delvia_desktop.ui.fields.calm_box import CalmBox
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import LineField
from delvia_desktop.ui.fields.line import CutEnd, Line
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form_rows import take_over
from delvia_desktop.ui.frame.command_field import CommandField, Entry
from delvia_desktop.ui.widgets.item_rows import tick_rows
from delvia_desktop.ui.widgets.labels import chip, text_label
from delvia_desktop.ui.widgets.shown_text import directed, elided, elided_beside, lines_of_text
from tests.long_names import ASSETS, COMPANIES

ARABIC = "حملة إطلاق المنتجات – الإمارات"
OTHER = "نورة بنت عبد العزيز"
LONG = "Nova DE – Retention & Reactivation – Evergreen – Always-on – do not pause"
ISOLATED = "\N{RIGHT-TO-LEFT ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (f"{ARABIC} is not ours.", f"{ISOLATED % ARABIC} is not ours."),
        (f"— → {ARABIC}", f"— → {ISOLATED % ARABIC}"),
        (f"{ARABIC}: {OTHER}", f"{ISOLATED % ARABIC}: {ISOLATED % OTHER}"),
        (f"“{ARABIC} 3” (Admin)", f"“{ISOLATED % (ARABIC + ' 3')}” (Admin)"),
        (f"{ARABIC} (مصر) (Ad)", f"{ISOLATED % (ARABIC + ' (مصر)')} (Ad)"),
        (f"Asset (in {ARABIC})", f"Asset (in {ISOLATED % ARABIC})"),
        (f"{ARABIC}…", f"{ISOLATED % (ARABIC + '…')}"),
        ("حملة إط…رات 5", ISOLATED % "حملة إط…رات 5"),
    ],
)
def test_a_name_keeps_its_direction_and_the_line_that_of_the_language(text, drawn):
    assert directed(text) == f"\N{LEFT-TO-RIGHT MARK}{drawn}"


def test_words_from_left_to_right_are_drawn_as_they_are():
    assert directed("Nova – 2026 → Loop Social: Admin") == "Nova – 2026 → Loop Social: Admin"


def test_what_is_cut_ends_with_its_dots_on_the_side_where_the_name_ends(qtbot):
    label = text_label(ARABIC)
    qtbot.addWidget(label)
    metrics = QFontMetrics(label.font())
    cut = elided(ARABIC, metrics, metrics.horizontalAdvance(ARABIC) // 2)
    assert cut.endswith("…\N{POP DIRECTIONAL ISOLATE}")


@pytest.mark.parametrize("name", [ARABIC * 2, LONG, "RETARGETING_DE_AT_CH_2026_LOOKALIKE_V12"])
def test_names_that_begin_alike_are_cut_where_they_do_not_differ(qtbot, name):
    """Seven assets in turn were “Nova DE Retention & Reac…”: what differs stands at the end."""
    label = text_label(name)
    qtbot.addWidget(label)
    metrics = QFontMetrics(label.font())
    room = metrics.horizontalAdvance(name) // 2
    names = [f"{name} {number}" for number in range(2, 5)]
    drawn = [elided_beside(each, [*names, "Kite Studio"], metrics, room) for each in names]
    assert len(set(drawn)) == len(names)
    assert all("…" in each for each in drawn)
    alone = elided_beside(names[0], ["Kite Studio", names[0]], metrics, room)
    assert alone == elided(names[0], metrics, room)


def test_a_label_is_read_and_copied_without_the_marks_that_it_is_drawn_with(qtbot):
    label = text_label(f"{ARABIC} is not ours.")
    qtbot.addWidget(label)
    assert label.text() == label.accessibleName() == f"{ARABIC} is not ours."
    assert QLabel.text(label).startswith("\N{LEFT-TO-RIGHT MARK}")


@pytest.mark.parametrize("name", [ARABIC, LONG])
def test_a_value_begins_at_the_left_of_its_field_and_its_beginning_is_seen(qtbot, name):
    field = ChoiceField("Asset", [Option(1, "Nova"), Option(2, name * 3)], searchable=True)
    qtbot.addWidget(field)
    field.set_value(2)
    line = field.editor.lineEdit()
    assert line.cursorPosition() == 0
    take_over(field)
    assert line.selectedText() == name * 3
    assert line.cursorPosition() == 0
    typed = LineField("Name")
    qtbot.addWidget(typed)
    for each in (line, typed.editor):
        aligned = QStyle.visualAlignment(Qt.LayoutDirection.RightToLeft, each.alignment())
        assert aligned & Qt.AlignmentFlag.AlignLeft


def test_a_chip_wraps_a_name_that_it_has_no_room_for(qtbot):
    long, short = chip(LONG, "neutral"), chip("Admin", "neutral")
    for each in (long, short):
        qtbot.addWidget(each)
    half = long.sizeHint().width() // 2
    assert long.heightForWidth(half) > short.sizeHint().height()
    whole = long.sizeHint()
    long.setWordWrap(False)
    assert whole.width() >= long.sizeHint().width()
    assert whole.height() == long.sizeHint().height()


def test_what_is_found_keeps_its_end_and_its_kind(qtbot):
    """Names that begin alike are told apart: they are cut in the middle."""
    found = [Entry(f"{LONG} – {LONG} {n}", f"Asset · {n}", lambda: None) for n in range(3)]
    window = text_label("")
    window.resize(600, 400)
    qtbot.addWidget(window)
    field = CommandField(window, lambda _: found)
    window.show()
    qtbot.keyClicks(field, "nova")
    results = field.results
    for place in range(3):
        option = QStyleOptionViewItem()
        results.initViewItemOption(option)
        option.rect = results.visualItemRect(results.item(place))
        results.itemDelegate().initStyleOption(option, results.model().index(place, 0))
        assert option.text.startswith("Nova DE")
        assert option.text.endswith(f"pause {place}   —   Asset · {place}")
        assert option.fontMetrics.horizontalAdvance(option.text) <= option.rect.width()


def test_a_name_of_what_is_found_is_whole_beside_its_id_where_the_window_has_room(qtbot):
    """“Nova Cosm…cs Global” stood in a list that was a third as wide as the window."""
    window = text_label("")
    qtbot.addWidget(window)
    window.resize(1280, 800)
    entry = Entry("Nova Cosmetics Global", "Business Center · 7311994234311888898", print)
    field = CommandField(window, lambda _: [entry])
    window.show()
    qtbot.keyClicks(field, "nova")
    option = QStyleOptionViewItem()
    field.results.initViewItemOption(option)
    option.rect = field.results.visualItemRect(field.results.item(0))
    field.results.itemDelegate().initStyleOption(option, field.results.model().index(0, 0))
    assert option.text == field.results.item(0).text()


def test_a_row_of_ticks_is_as_high_as_its_words_need(qtbot):
    names = [ARABIC * 3, "RETARGETING_DE_AT_CH_2026_Q4_SKINCARE_LOOKALIKE_AUDIENCE", LONG]
    field = TicksField("Assets", [Option(n, name, "Ad account") for n, name in enumerate(names)])
    qtbot.addWidget(field)
    field.resize(260, 500)
    field.show()
    line = field.list.fontMetrics().lineSpacing()
    for place in range(len(names)):
        assert field.list.visualItemRect(field.list.item(place)).height() >= 2 * line


@pytest.mark.parametrize("name", [*COMPANIES, *ASSETS])
def test_the_second_line_of_a_row_of_ticks_is_drawn_below_a_name_of_any_script(qtbot, name):
    """Below an Arabic, Thai or Korean name it was left out, with what stands on it."""
    drawn = []
    for standing in ("up to date · signed", "⚠ replaced"):
        rows = QListWidget()
        qtbot.addWidget(rows)
        tick_rows(rows)
        rows.addItem(f"HR-2026-002 · {name}\n{standing}")
        rows.resize(420, 200)
        rows.show()
        drawn.append(rows.grab().toImage())
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("name", [name for name in COMPANIES if len(name) > 30])
def test_a_choice_too_long_for_its_box_shows_its_beginning_and_ends_with_dots(qtbot, name):
    """The beginning of an Arabic name was outside of its box, and no other ended with dots."""
    box = CalmBox()
    qtbot.addWidget(box)
    box.addItem(name)
    box.resize(220, box.sizeHint().height())
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    drawn = option.currentText.strip("\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT ISOLATE}")
    drawn = drawn.removesuffix("\N{POP DIRECTIONAL ISOLATE}")
    assert drawn.endswith("…")
    assert name.startswith(drawn.removesuffix("…").rstrip("\N{ZERO WIDTH JOINER}"))
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    assert box.fontMetrics().horizontalAdvance(option.currentText) <= room.width()
    assert box.currentText() == name


@pytest.mark.parametrize("name", [ARABIC * 2, LONG])
def test_a_value_too_long_for_its_line_fades_at_its_end_unless_somebody_types_there(qtbot, name):
    """It ended through a letter, as if that were all of it."""
    line = Line()
    qtbot.addWidget(line)
    line.resize(160, line.sizeHint().height())
    line.setText("Nova")
    line.show()
    veil = line.findChild(CutEnd)
    assert not veil.isVisible()
    line.setText(name)
    assert veil.isVisible()
    assert (veil.geometry().center().x() < line.width() / 2) == (name != LONG)
    assert veiled(veil)
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    assert not veiled(veil)
    line.clearFocus()
    assert veiled(veil)


def veiled(veil: CutEnd) -> bool:
    """Tell whether a veil is drawn."""
    drawn = QImage(veil.size(), QImage.Format.Format_ARGB32)
    drawn.fill(Qt.GlobalColor.transparent)
    flags = QWidget.RenderFlag.DrawChildren
    veil.render(drawn, QPoint(0, 0), QRegion(veil.rect()), flags)
    middle = drawn.height() // 2
    return any(drawn.pixelColor(x, middle).alpha() for x in range(drawn.width()))


def test_a_head_takes_lines_and_only_the_last_is_cut(qtbot):
    label = text_label("")
    qtbot.addWidget(label)
    room = label.fontMetrics().averageCharWidth() * 16
    lines = lines_of_text(f"{LONG} – {LONG}", label.font(), room, 3).split("\n")
    assert len(lines) == 3
    assert [line.endswith("…") for line in lines] == [False, False, True]
    assert lines_of_text("Kite Studio", label.font(), room, 3) == "Kite Studio"
