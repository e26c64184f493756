"""The pages of a PDF: turned, enlarged, searched, with its bookmarks beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QModelIndex,
    QPointF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfPageRenderer, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QAbstractSlider,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, status_label

_STEP = 1.25
_SMALLEST, _LARGEST = 0.2, 6.0
_STAYS = 300
"""Milliseconds after which a page that is turned to is read out."""
"""Factors of the true size."""
_POINTS = 72
_ROUNDED = 2
"""Dots by which the view rounds the size of a page."""
_FEW = 3
"""Bookmarks up to which a list of them shows nothing that one does not see anyway."""
_BESIDE_WORDS = 6
"""Letters that the frame of the field that finds, and its button, take beside its words."""
_WORDS, _LEGIBLE, _COMFORTABLE = 8, 0.6, 0.85
"""Points of the words of a page, and the parts of the height of the window's words that they have
at least in a page that is shown whole at first, and at most in one that is not."""
_SETTLES = 200
"""Milliseconds in which a view has laid out another document."""
_FITS = {"width": QPdfView.ZoomMode.FitToWidth, "page": QPdfView.ZoomMode.FitInView}


class PaperPages(QWidget):
    """A document below the controls to find one's way in it.

    Until somebody chooses how large it is shown, a whole page is shown where that can be read, else
    one as large as it is read with comfort, at its width at most.
    """

    fit_chosen = Signal(str)
    """Somebody chose `page` or `width`."""

    def __init__(self) -> None:
        """Begin without a document."""
        super().__init__()
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        spoken.document(self.view, tr("The document"))
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._is_chosen = False
        self._buffer: QBuffer | None = None
        # The view lays out pages of another size step by step after it has heard of them, and stays
        # where it was in points; so until it has settled the page is turned to again.
        self._returns_to: int | None = None
        self._settled = QTimer(self, interval=_SETTLES, singleShot=True)
        self._settled.timeout.connect(self._stay)
        self.view.verticalScrollBar().rangeChanged.connect(self._return)
        self._late: QSize | None = None
        for renderer in self.view.findChildren(QPdfPageRenderer):
            renderer.pageRendered.connect(self._check_size)
        self._found = QPdfSearchModel(self)
        self._found.setDocument(self.document)
        self._found.countChanged.connect(self._show_found)
        self.view.setSearchModel(self._found)
        self._marks = QPdfBookmarkModel(self)
        self._marks.setDocument(self.document)
        self.bookmarks = QTreeView()
        self.bookmarks.setModel(self._marks)
        self.bookmarks.setHeaderHidden(True)
        self.bookmarks.setAccessibleName(tr("Document contents"))
        self.bookmarks.clicked.connect(self._jump_to_mark)
        self.bookmarks.activated.connect(self._jump_to_mark)
        self.bookmarks.hide()
        self.number, self.contents = QSpinBox(), button(tr("Contents"))
        self.sought, self.tally = QLineEdit(), status_label(role="muted")
        self._tells = QTimer(self, singleShot=True, interval=_STAYS)
        self._tells.timeout.connect(self._tell_page)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.bookmarks)
        self._split.addWidget(self.view)
        self._split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._controls())
        column.addWidget(self._split, 1)
        self._add_keys()

    @property
    def page(self) -> int:
        """The page that is looked at, from 0."""
        return self.view.pageNavigator().currentPage()

    def show_content(self, content: bytes) -> None:
        """Show a document, at the page where the one before it was looked at."""
        before = self.page
        self._search("")
        self.document.close()
        if self._buffer is not None:
            self._buffer.deleteLater()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        count = self.document.pageCount()
        self.number.setRange(1, max(count, 1))
        self.number.setSuffix(tr(" of {count}", count=count))
        marks = self._count_marks(QModelIndex())
        self.contents.setVisible(marks > _FEW)
        self.bookmarks.setVisible(marks > _FEW and self.contents.isChecked())
        self.bookmarks.expandAll()
        self.turn_to(before)
        self._returns_to = self.page
        self._settled.start()
        self._fit_at_first()
        self._search(self.sought.text())

    def turn_to(self, page: int) -> None:
        """Look at a page, from 0, from its top."""
        self._returns_to = None
        self._jump(page)

    def _jump(self, page: int) -> None:
        page = max(0, min(page, self.document.pageCount() - 1))
        navigator = self.view.pageNavigator()
        # A jump to where the navigator believes to be already moves nothing.
        navigator.jump(page, QPointF(0, 1), navigator.currentZoom())
        navigator.jump(page, QPointF(), navigator.currentZoom())
        self._show_page(page)

    def _return(self) -> None:
        """Look again at the page that was looked at in the document before."""
        QTimer.singleShot(0, self, self._return_now)

    def _return_now(self) -> None:
        # Meanwhile somebody may have turned to another page.
        if self._returns_to is not None:
            self._jump(self._returns_to)

    def _stay(self) -> None:
        """Turn to nothing any more that nobody asks for."""
        self._returns_to = None

    def _check_size(self, page: int, drawn: QSize) -> None:
        """Have a page drawn again that was asked for before the view had its size.

        The view keeps such a late page, and stretches it letter by letter.
        """
        wanted = self._dots(page) * self.view.devicePixelRatioF()
        off = QSizeF(drawn) - wanted
        is_late = max(abs(off.width()), abs(off.height())) > _ROUNDED
        if is_late and drawn != self._late:
            self._late = drawn
            QTimer.singleShot(0, self, self._draw_anew)

    def _draw_anew(self) -> None:
        # The view forgets what is drawn when its spacing changes; it has no word of its own for it.
        spacing = self.view.pageSpacing()
        self.view.setPageSpacing(spacing + 1)
        self.view.setPageSpacing(spacing)

    def prefer_fit(self, fit: str) -> None:
        """Show documents by what somebody chose before, `page` or `width`, if anything."""
        if fit in _FITS:
            self._is_chosen = True
            self.view.setZoomMode(_FITS[fit])

    def fit(self, fit: str) -> None:
        """Show the whole `page` or its `width`, as somebody chooses."""
        self.prefer_fit(fit)
        self.fit_chosen.emit(fit)

    def _fit_at_first(self) -> None:
        size: QSizeF = self.document.pagePointSize(self.page)
        room = self.view.viewport().size()
        if not self._is_chosen and not size.isEmpty() and room.width() > 0:
            words = self.fontInfo().pixelSize() / _WORDS
            width, height = room.width() / size.width(), room.height() / size.height()
            if min(width, height) >= words * _LEGIBLE:
                self.view.setZoomMode(_FITS["page"])
            elif width <= words * _COMFORTABLE:
                self.view.setZoomMode(_FITS["width"])
            else:
                self.view.setZoomMode(QPdfView.ZoomMode.Custom)
                self.view.setZoomFactor(words * _COMFORTABLE / self._dots_per_point())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_at_first)  # the view has its room only then

    def enlarge(self, factor: float) -> None:
        """Show the page larger, or smaller by a factor below 1."""
        self._is_chosen = True
        wanted = max(_SMALLEST, min(self._scale() * factor, _LARGEST))
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(wanted)

    def go_to_found(self, step: int) -> None:
        """Show the next place where the words were found, or the one before with -1."""
        count = self._found.rowCount(QModelIndex())
        if count:
            place = (self.view.currentSearchResultIndex() + step) % count
            self.view.setCurrentSearchResultIndex(place)
            self.view.pageNavigator().jump(self._found.resultAtIndex(place))
        self._show_found()

    def _controls(self) -> QWidget:
        self.number.setPrefix(tr("Page "))
        self.number.setKeyboardTracking(False)
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.number.setAccessibleName(tr("Page"))
        self.number.valueChanged.connect(lambda page: self.turn_to(page - 1))
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self.contents.setCheckable(True)
        self.contents.setAutoDefault(False)
        self.contents.toggled.connect(self.bookmarks.setVisible)
        self.sought.setPlaceholderText(tr("Find in document"))
        self.sought.setAccessibleName(tr("Find in document"))
        spoken.clearable(self.sought)
        words = self.sought.fontMetrics()
        room = words.horizontalAdvance(self.sought.placeholderText())
        self.sought.setMinimumWidth(room + words.averageCharWidth() * _BESIDE_WORDS)
        self.sought.textEdited.connect(self._search)
        self.sought.returnPressed.connect(lambda: self.go_to_found(1))
        self.tally.setWordWrap(False)
        holder = QWidget()
        controls = Flow(holder)
        for each in (
            self.contents,
            _act("‹", lambda: self.turn_to(self.page - 1), tr("Previous page")),
            self.number,
            _act("›", lambda: self.turn_to(self.page + 1), tr("Next page")),
            _act("−", lambda: self.enlarge(1 / _STEP), tr("Zoom out")),
            _act("+", lambda: self.enlarge(_STEP), tr("Zoom in")),
            _act(tr("Fit width"), lambda: self.fit("width")),
            _act(tr("Fit page"), lambda: self.fit("page")),
            self.sought,
            self.tally,
        ):
            controls.addWidget(each)
        return holder

    def _add_keys(self) -> None:
        move, steps = self._scroll, QAbstractSlider.SliderAction
        for each, act in (
            (shortcuts.FIND_IN_DOCUMENT, self._begin_to_find),
            (shortcuts.FIND_NEXT, lambda: self.go_to_found(1)),
            (shortcuts.FIND_BEFORE, lambda: self.go_to_found(-1)),
            (shortcuts.SCROLL_DOWN, lambda: move(steps.SliderPageStepAdd)),
            (shortcuts.SCROLL_UP, lambda: move(steps.SliderPageStepSub)),
            (shortcuts.NEXT_PAGE, lambda: self.turn_to(self.page + 1)),
            (shortcuts.PAGE_BEFORE, lambda: self.turn_to(self.page - 1)),
            (shortcuts.FIRST_PAGE, lambda: self.turn_to(0)),
            (shortcuts.LAST_PAGE, lambda: self.turn_to(self.document.pageCount() - 1)),
            (shortcuts.ENLARGE, lambda: self.enlarge(_STEP)),
            (shortcuts.REDUCE, lambda: self.enlarge(1 / _STEP)),
            (shortcuts.FIT_WIDTH, lambda: self.fit("width")),
            (shortcuts.FIT_PAGE, lambda: self.fit("page")),
        ):
            each.bind(self, act)

    def _begin_to_find(self) -> None:
        self.sought.setFocus()
        self.sought.selectAll()

    def _scroll(self, action: QAbstractSlider.SliderAction) -> None:
        self.view.verticalScrollBar().triggerAction(action)

    def _scale(self) -> float:
        """Return how large the page is shown: 1 is its true size."""
        size: QSizeF = self.document.pagePointSize(self.page)
        if size.isEmpty():
            return 1.0
        return self._dots(self.page).width() / (size.width() * self._dots_per_point())

    def _dots(self, page: int) -> QSizeF:
        """Return how large the view shows a page, as Qt's view lays it out."""
        size: QSizeF = self.document.pagePointSize(page) * self._dots_per_point()
        mode = self.view.zoomMode()
        if mode == QPdfView.ZoomMode.Custom or size.isEmpty():
            return size * self.view.zoomFactor()
        edges, room = self.view.documentMargins(), self.view.viewport().size()
        width = room.width() - edges.left() - edges.right()
        if mode == QPdfView.ZoomMode.FitToWidth:
            return size * (width / size.width())
        whole = QSizeF(width, room.height() - self.view.pageSpacing())
        return size.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)

    def _dots_per_point(self) -> float:
        return self.view.screen().logicalDotsPerInch() / _POINTS

    def _show_page(self, page: int) -> None:
        self.number.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.number.setValue(page + 1)
        self.number.blockSignals(False)  # noqa: FBT003
        self._tells.start()

    def _tell_page(self) -> None:
        """Let screen readers read the page that is looked at, once it stays."""
        text = self.document.getAllText(self.page).text() if self.document.pageCount() else ""
        self.view.setAccessibleDescription(text)

    def _search(self, words: str) -> None:
        self.view.setCurrentSearchResultIndex(-1)
        self._found.setSearchString(words.strip())
        self._show_found()

    def _show_found(self) -> None:
        count = self._found.rowCount(QModelIndex())
        at = self.view.currentSearchResultIndex() + 1
        words = ""
        if self._found.searchString():
            words = tr("{at} of {count}", at=at, count=count) if at and count else ""
            words = words or ntr("{n} match", "{n} matches", count)
        self.tally.setText(words)

    def _jump_to_mark(self, mark: QModelIndex) -> None:
        roles = QPdfBookmarkModel.Role
        page, place = mark.data(int(roles.Page)), mark.data(int(roles.Location))
        navigator = self.view.pageNavigator()
        navigator.jump(page, place, navigator.currentZoom())

    def _count_marks(self, above: QModelIndex) -> int:
        rows = self._marks.rowCount(above)
        below = (self._count_marks(self._marks.index(row, 0, above)) for row in range(rows))
        return rows + sum(below)


def _act(text: str, act: Callable[[], object], name: str = "") -> QPushButton:
    made = button(text, name=name)
    made.setToolTip(name)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _=False: act())
    return made
