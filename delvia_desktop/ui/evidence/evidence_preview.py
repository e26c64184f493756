"""A look at one kept file or note: what is known of it, and its content."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.evidence.evidence import Attachment, Note
from delvia_desktop.domain.evidence.media import EML, MSG, TEXT
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import tr
from delvia_desktop.services.evidence.evidence import Kept
from delvia_desktop.ui.evidence.evidence_columns import about
from delvia_desktop.ui.evidence.preview import Preview, decoded
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.drawing import PAGES
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.labels import text_label

_READ = frozenset({EML, MSG, TEXT})
"""Types that are read as text; the others are drawn."""
_AT_ONCE = 1_000_000
"""Bytes of a text or an e-mail that are read without a thread."""


class KeptView(QWidget):
    """What is chosen in the list of evidence and notes."""

    def __init__(self, session: Session, acts: DeedRow) -> None:
        """Show nothing yet; `acts` stand beside what is known of it."""
        super().__init__()
        self._session = session
        self._kept: Kept | None = None
        self._work: Work | None = None
        self._words = text_label("", muted=True)
        self.preview = Preview()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(Foot(self._words, acts))
        column.addWidget(self.preview, 1)

    def show_kept(self, kept: Kept | None) -> None:
        """Show a file or a note; what is shown already stays where it was scrolled to."""
        is_same = kept == self._kept
        if not is_same and self._work is not None:
            self._work.cancel()
        self._kept = kept
        self._words.setText(about(kept) if kept is not None else "")
        if kept is None:
            self.preview.show_words("")
        elif not is_same:
            self._look_into(kept)

    def _look_into(self, kept: Kept) -> None:
        if isinstance(kept, Note):
            self.preview.show_text(kept.text)
            return
        try:
            content = self._session.shown.content(kept.sha256)
        except DelviaError as error:
            self.preview.show_words(str(error))
            return

        def show(result: object) -> None:
            if self._kept == kept:
                self._show(kept, result)

        def refuse(sentence: str) -> None:
            if self._kept == kept:
                self.preview.show_words(sentence)

        if kept.media_type in _READ and kept.size <= _AT_ONCE:
            show(decoded(kept.media_type, content))
            return
        title = tr("Opening {file}…", file=kept.name)
        self.preview.show_words(title)
        # Without a dialog of its own: what is shown meanwhile says enough.
        work = Work(None, title, partial(decoded, kept.media_type, content))
        work.setParent(self)
        work.done.connect(show)
        work.refused.connect(refuse)
        work.finished.connect(lambda: self._rest(work))
        self._work = work
        work.start()

    def _rest(self, work: Work) -> None:
        if self._work is work:
            self._work = None
        work.deleteLater()

    def _show(self, kept: Attachment, result: Any) -> None:  # noqa: ANN401 - as decoded
        if isinstance(result, str):
            self.preview.show_text(result)
        else:
            pictures, pages = result
            self.preview.show_pictures(pictures, kept.name, max(0, pages - PAGES))
