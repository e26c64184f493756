"""The help: short pages beside the window, found by their titles, by words and by the place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop import resources
from delvia_desktop.domain.words.text import is_found
from delvia_desktop.i18n import tr
from delvia_desktop.ui.toolkit import shortcuts, theme
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.labels import button
from delvia_desktop.ui.widgets.side_window import SideWindow

PAGES = (
    "first-steps",
    "record",
    "import",
    "findings",
    "access",
    "matrix",
    "reviews",
    "documents",
    "history",
    "files",
    "keys",
    "words",
)
"""The pages in `resources/help`, in their order."""

PAGE_OF_PLACE: Mapping[str, str] = {
    "overview": "findings",
    "partners": "record",
    "assets": "record",
    "people": "access",
    "access": "access",
    "business-centers": "record",
    "matrix": "matrix",
    "reviews": "reviews",
    "procedures": "reviews",
    "handovers": "documents",
    "history": "history",
    "add-agency": "first-steps",
    "differences": "history",
    "templates": "record",
    "removals": "access",
}
"""The page that belongs to each place."""

_LETTERS = (118, 38)
MARGIN = 20
_LINE, _CELL = 125, 5
"""Height of a line in parts of a hundred, and pixels around the words of a cell."""

_LIST, _TEXT = 3, 10
"""How the list of pages and the page share the width."""

_BESIDE = 84
"""Average letters of the window from which the list stands beside the page, else above it."""

_ROWS = 3
"""Titles of the list that are seen above the page."""


class HelpWindow(SideWindow):
    """The pages beside a list of their titles, with a field that searches all of them."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without a page."""
        super().__init__(parent, tr("Help"), _LETTERS)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search help   {keys}", keys=shortcuts.FIND_IN_HELP.first))
        self.field.setAccessibleName(tr("Search help"))
        self.field.setClearButtonEnabled(True)
        self.pages = QListWidget()
        self.pages.setAccessibleName(tr("Help pages"))
        self.pages.setObjectName("choices")
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Help page"))
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(MARGIN)
        self.text.setOpenExternalLinks(False)
        FadedEdge(self.text)
        self.back, self.forward = button("←", name=tr("Back")), button("→", name=tr("Forward"))
        self._lay_out()
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._find_next)
        self.pages.currentItemChanged.connect(self._choose)
        self.text.sourceChanged.connect(self._tell_page)
        for made, keys, act, can in (
            (self.back, shortcuts.HELP_BACK, self.text.backward, self.text.backwardAvailable),
            (self.forward, shortcuts.HELP_FORWARD, self.text.forward, self.text.forwardAvailable),
        ):
            made.setToolTip(f"{made.accessibleName()}   {keys.first}")
            made.setEnabled(False)
            made.clicked.connect(act)
            can.connect(made.setEnabled)
            keys.bind(self, act)
        shortcuts.FIND_IN_HELP.bind(self, self._begin_to_search)
        self._narrow("")
        self._share_room()

    @classmethod
    def over(cls, window: QWidget) -> HelpWindow:
        """Return the help of a window, which is made when it is first asked for."""
        return cls.one_of(window, lambda: cls(window))

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return _name(self.text.source())

    def show_page(self, name: str) -> None:
        """Show a page; the keys are in its text, so that they scroll it."""
        self.text.setSource(_source(name))
        self.show_again()
        self.text.setFocus()

    def _lay_out(self) -> None:
        self._finding = QWidget()
        column = QVBoxLayout(self._finding)
        column.setContentsMargins(0, 0, 0, 0)
        self._over_list = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        row = QHBoxLayout()
        for made in (self.back, self.forward):
            made.setAutoDefault(False)
            row.addWidget(made)
        row.addStretch(1)
        self._over_list.addLayout(row)
        self._over_list.addWidget(self.field, 1)
        column.addLayout(self._over_list)
        column.addWidget(self.pages, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._finding)
        self._split.addWidget(self.text)
        whole = QVBoxLayout(self)
        whole.addWidget(self._split)

    def _share_room(self) -> None:
        """Set the list beside the page, or above it where the page would have no width left."""
        is_wide = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE
        ways, sides = QBoxLayout.Direction, Qt.Orientation
        self._over_list.setDirection(ways.TopToBottom if is_wide else ways.LeftToRight)
        self._split.setOrientation(sides.Horizontal if is_wide else sides.Vertical)
        widest = self.pages.sizeHintForColumn(0) + MARGIN
        self.pages.setMinimumWidth(widest if is_wide else 0)
        for place, share in enumerate((_LIST, _TEXT) if is_wide else (0, 1)):
            self._split.setStretchFactor(place, share)
        if is_wide:
            self._split.setSizes([_LIST * self.width(), _TEXT * self.width()])
        else:
            rows = self.pages.sizeHintForRow(0) * _ROWS + 2 * self.pages.frameWidth()
            above = self._over_list.sizeHint().height() + self._over_list.spacing() + rows
            self._split.setSizes([above, self.height() - above])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.fontMetrics().averageCharWidth() * _BESIDE
        was_wide = self._split.orientation() == Qt.Orientation.Horizontal
        if was_wide != (event.size().width() >= letters):
            self._share_room()

    def _narrow(self, sought: str) -> None:
        """List the pages that hold the words, and mark them in the one that is shown."""
        shown = self.page
        self.pages.blockSignals(True)  # noqa: FBT003 - Qt's own call
        self.pages.clear()
        for name in PAGES:
            text = resources.text("help", f"{name}.md")
            if is_found(sought, text):
                item = QListWidgetItem(text.partition("\n")[0].removeprefix("# "))
                item.setData(Qt.ItemDataRole.UserRole, name)
                self.pages.addItem(item)
        if not self.pages.count():
            self.pages.addItem(tr("No matches."))
            self.pages.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        self.pages.blockSignals(False)  # noqa: FBT003 - Qt's own call
        self._mark_current(shown)
        first = self.pages.item(0).data(Qt.ItemDataRole.UserRole)
        if sought and first and self.pages.currentRow() < 0:
            self.text.setSource(_source(first))
        self._mark_found()
        self._find_first()

    def _choose(self, item: QListWidgetItem | None) -> None:
        name = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if name and name != self.page:
            self.text.setSource(_source(name))

    def _tell_page(self, source: QUrl) -> None:
        """Show which page has come, and give its text air."""
        give_air(self.text.document())
        self._mark_current(_name(source))
        self._mark_found()

    def _mark_current(self, name: str) -> None:
        names = [
            self.pages.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.pages.count())
        ]
        self.pages.setCurrentRow(names.index(name) if name in names else -1)

    def _mark_found(self) -> None:
        sought, marks = self.field.text().strip(), []
        form = QTextCharFormat()
        tone = theme.tokens().tone("high")
        form.setBackground(QColor(tone.ground))
        form.setForeground(QColor(tone.text))
        found = self.text.document().find(sought) if sought else QTextCursor()
        while not found.isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = found, form
            marks.append(mark)
            found = self.text.document().find(sought, found)
        self.text.setExtraSelections(marks)

    def _find_next(self) -> None:
        """Go to the next place of the words on the page; after the last one comes the first."""
        sought = self.field.text().strip()
        if sought and not self.text.find(sought):
            self._find_first()

    def _find_first(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if sought := self.field.text().strip():
            self.text.find(sought)

    def _begin_to_search(self) -> None:
        self.field.setFocus()
        self.field.selectAll()


def give_air(document: QTextDocument) -> None:
    """Set lines and cells apart; what Markdown makes is set close."""
    air = QTextBlockFormat()
    air.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(air)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format().toTableFormat()
            form.setCellPadding(_CELL)
            form.setTopMargin(_CELL)
            form.setBottomMargin(2 * _CELL)
            form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBorderCollapse(True)
            form.setBorderBrush(QColor(theme.tokens().line))
            frame.setFormat(form)


def _name(source: QUrl) -> str:
    return source.fileName().removesuffix(".md")


def _source(name: str) -> QUrl:
    return QUrl.fromLocalFile(str(resources.path("help", f"{name}.md")))
