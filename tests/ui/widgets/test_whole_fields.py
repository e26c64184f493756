"""What scrolls in a form is seen whole: a label with its field, and all of a path."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap, QTextLayout
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from delvia_desktop.ui.access.forms.preview_field import PreviewField
from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.fields import Field, LineField
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.fields.line import Line
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.fields.typing_box import TypingBox
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.settings.page import PlaceField
from delvia_desktop.ui.toolkit import theme

HINT = "What is to be entered here, where it is found, and what it is for."


def top_and_bottom(field: Field, panel: FormPanel) -> tuple[int, int]:
    top = field.mapTo(panel._area.viewport(), QPoint(0, 0)).y()
    return top, top + field.height()


def inked(picture: QPixmap, edge: int) -> tuple[int, int]:
    """Return the first and the last row of a picture with dark ink, without its edges."""
    image = picture.toImage()
    columns, rows = range(edge, image.width() - edge), range(edge, image.height() - edge)
    seen = [y for y in rows if any(image.pixelColor(x, y).lightness() < 140 for x in columns)]
    return seen[0], seen[-1]


def shown_in(qtbot: QtBot, field: Line | QComboBox) -> tuple[int, int]:
    """Return the first and the last row of the text of a field."""
    qtbot.addWidget(field)
    field.resize(400, field.sizeHint().height())
    field.show()
    qtbot.waitExposed(field)
    field.clearFocus()
    arrow = 60 if isinstance(field, QComboBox) else 0
    return inked(field.grab().copy(0, 0, field.width() - arrow, field.height()), 3)


@pytest.fixture(params=[1, 2])
def sized(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The usual text, and text of 200 %."""
    usual = qapp.font()
    qapp.setFont(theme.scaled(usual, request.param))
    theme.apply(qapp, dark=False)
    theme.add_script_fonts(qapp)
    yield
    qapp.setFont(usual)
    theme.apply(qapp, dark=False)


def drawn(text: str, font: QFont) -> QPixmap:
    """Return a text on a ground that is high enough for any script."""
    picture = QPixmap(400, font.pixelSize() * 8 if font.pixelSize() > 0 else 300)
    picture.fill(Qt.GlobalColor.white)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    painter = QPainter(picture)
    layout.draw(painter, QPointF(20, 80))
    painter.end()
    return picture


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize("text", ["إلأ نورة", "ที่ปรึกษา กี้", "हिन्दी क्षेत्र", "ÄÖ gjpqy"])
def test_a_field_cuts_no_mark_above_or_below_its_letters(qtbot: QtBot, text: str) -> None:
    """Arabic and Thai lost the marks above their letters in every field."""
    line, box = Line(), TypingBox()
    line.setText(text)
    box.offer([text])
    for field in (line, box):
        first, last = shown_in(qtbot, field)
        top, foot = inked(drawn(text, field.font()), 0)
        assert last - first >= foot - top - 1 > 0


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize("text", ["مادا", "โนวา", "Nova مادا"])
def test_every_script_stands_on_the_same_base_line_in_a_field(qtbot: QtBot, text: str) -> None:
    """Arabic stood high: at 200 % by 8 pixels."""
    latin, box, line = Line(), TypingBox(), Line()
    latin.setText("Nova")
    line.setText(text)
    box.offer([text])
    _, base = shown_in(qtbot, latin)
    for field in (line, box):
        _, last = shown_in(qtbot, field)
        assert abs(last - base) <= 1


def test_the_field_that_has_the_keys_is_seen_with_its_label_and_none_in_half_above(
    qtbot: QtBot,
) -> None:
    """In low windows half a line stood under the title, or the label of the field was cut."""
    fields: dict[str, Field] = {
        f"field {place}": LineField(f"Field {place}", HINT if place % 2 else "")
        for place in range(9)
    }
    panel = FormPanel("Add", "Add it", fields)
    qtbot.addWidget(panel)
    panel.resize(300, 320)
    panel.show()
    qtbot.waitExposed(panel)
    panel.begin()
    qtbot.waitUntil(fields["field 0"].editor.hasFocus)
    height = panel._area.viewport().height()

    def is_whole() -> bool:
        places = {field: top_and_bottom(field, panel) for field in fields.values()}
        top, bottom = next(places[field] for field in places if field.editor is panel.focusWidget())
        bar = panel._area.verticalScrollBar()
        is_cut = any(above < 0 < below - 1 for above, below in places.values())
        return top >= 0 and bottom <= height and (bar.value() == bar.maximum() or not is_cut)

    for key in [Qt.Key.Key_Tab] * 8 + [Qt.Key.Key_Backtab] * 8:
        qtbot.keyClick(panel.focusWidget(), key)
        qtbot.waitUntil(is_whole)


def test_a_long_path_is_seen_whole_and_copied_as_it_is(qtbot: QtBot) -> None:
    """It was cut at the end of the line without a sign of it."""
    holder, field = QWidget(), PlaceField("Backup folder")
    column = QVBoxLayout(holder)
    column.addWidget(field)
    column.addStretch(1)
    qtbot.addWidget(holder)
    path = "/kept/mara/" + "Registers and backups of the brand/" * 6
    field.set_value(path)
    holder.resize(260, 400)
    holder.show()
    text = field._text
    line = text.fontMetrics().lineSpacing()
    qtbot.waitUntil(
        lambda: text.viewport().height() >= text.document().size().height() * line > 2 * line
    )
    text.selectAll()
    assert text.textCursor().selectedText() == path
    assert field.value() == path


@pytest.mark.parametrize(("count", "is_sought"), [(1, False), (5, False), (30, True)])
def test_ticks_are_all_seen_without_an_empty_box_and_few_of_them_without_a_search(
    qtbot: QtBot, count: int, *, is_sought: bool
) -> None:
    """A box of sixteen lines with a search stood around one duty that was handed over."""
    field = TicksField("Duties", [Option(n, f"Accountable for asset {n}") for n in range(count)])
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(field)
    column.addStretch(1)
    qtbot.addWidget(holder)
    holder.resize(400, 700)
    holder.show()
    qtbot.waitExposed(holder)
    assert field._sought.isVisible() == is_sought
    rows, seen = field.list, field.list.viewport().rect()
    whole = [seen.contains(rows.visualItemRect(rows.item(n))) for n in range(count)]
    assert all(whole)
    assert is_sought or rows.height() <= rows.fontMetrics().lineSpacing() * (2 * count + 3)


def test_a_scroll_bar_that_stays_shows_no_handle_while_there_is_nothing_to_scroll(
    qtbot: QtBot,
) -> None:
    """Beside one line of what will change stood a bar of full length."""
    field = PreviewField("What will change")
    qtbot.addWidget(field)
    field.resize(400, 400)
    field.show()
    qtbot.waitExposed(field)
    bar = field.lines.verticalScrollBar()
    assert bar.isVisible()
    assert not bar.isEnabled()
    field.lines.addItems([f"Line {number}" for number in range(90)])
    qtbot.waitUntil(bar.isEnabled)


def test_what_levels_mean_begins_at_one_place_however_long_their_names_are(qtbot: QtBot) -> None:
    """“Publishes new videos …” stood eight pixels further in than what the other levels mean."""
    field = LevelField("Access level")
    qtbot.addWidget(field)
    names = ("Live", "Publish, ads only, to profile and messages", "Series")
    field.offer([Option(name, name, f"Means {name}") for name in names], several=True)
    field.resize(700, 300)
    field.show()
    qtbot.waitExposed(field)
    meanings = [each for each in field.findChildren(QLabel) if each.text().startswith("Means")]
    assert len(meanings) == len(names)
    assert len({each.mapTo(field, QPoint(0, 0)).x() for each in meanings}) == 1
