"""Fields of the letterhead: a colour as it looks, and a logo as the papers will have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from delvia_desktop.domain.evidence.evidence import FileDraft
from delvia_desktop.domain.records.letterheads import colour
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.i18n import tr
from delvia_desktop.ui.evidence.file_field import FileField
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.drawing import decode_picture
from delvia_desktop.ui.widgets.labels import button

_LOGO = QSize(280, 110)
"""The room in which a logo is shown."""

_USUAL = "#0F6B66"
"""The colour of documents for which none was chosen."""


class ColourField(Field):
    """A colour, typed as digits or picked in the system's dialog, with a patch of it.

    Without one the patch shows Delvia's own, which documents then have.
    """

    def __init__(self, label: str, hint: str = "") -> None:
        """Begin with none."""
        self._line = QLineEdit()
        self._line.setPlaceholderText(_USUAL)
        self._patch = QLabel()
        self._pick = button(tr("Choose…"), name=tr("{label}: choose a colour", label=label))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._patch)
        row.addWidget(self._line, 1)
        row.addWidget(self._pick)
        super().__init__(label, self._line, hint, holder=holder)
        self._patch.setFixedSize(theme.field_height(), theme.field_height())
        self._line.textChanged.connect(lambda _: self._show_patch())
        self._line.textEdited.connect(lambda _: self.edited.emit())
        self._pick.clicked.connect(self._ask)
        self.dialog: QColorDialog | None = None
        self._show_patch()

    @override
    def value(self) -> str:
        return self._line.text()

    @override
    def set_value(self, value: Any) -> None:
        self._line.setText(str(value or ""))

    def _ask(self) -> None:
        self.dialog = QColorDialog(QColor(colour(self.value()) or _USUAL), self)
        self.dialog.setWindowTitle(tr("Choose a colour"))
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.colorSelected.connect(self._picked)
        self.dialog.open()

    def _picked(self, picked: QColor) -> None:
        self.set_value(picked.name().upper())
        self.edited.emit()

    def _show_patch(self) -> None:
        typed = self.value().strip()
        known = colour(typed or _USUAL)
        self._patch.setVisible(bool(known))
        words = tr("Preview of {colour}", colour=known)
        self._patch.setAccessibleName(words)
        self._patch.setToolTip(words)
        self._patch.setStyleSheet(
            f"background: {known}; border: 1px solid palette(mid); border-radius: 6px;"
        )


class LogoField(FileField):
    """A logo: the new file, False once it is to be removed, None while it stays as it is."""

    def __init__(
        self,
        label: str,
        hint: str,
        kept: bytes | None,
        drawn: Callable[[FileDraft], tuple[FileDraft, tuple[str, ...]]],
    ) -> None:
        """Show the logo that is kept; `drawn` returns a new one as it will be or raises Invalid."""
        super().__init__(label, hint, kinds=tr("PNG and JPEG images (*.png *.jpg *.jpeg)"))
        self._drawn = drawn
        self._is_removed = False
        self._has_old = kept is not None
        self._seen = QLabel()
        self._seen.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._remove = button(tr("Remove logo"))
        self._remove.clicked.connect(self._take_away)
        self.acts.addWidget(self._remove)
        column = self.layout()
        if column is not None:
            column.addWidget(self._seen)
        self._see(kept)

    @override
    def value(self) -> Any:
        return False if self._is_removed else super().value()

    @override
    def set_value(self, value: Any) -> None:
        if value is False and self._has_old:
            self._take_away()
        else:
            super().set_value(value)

    @override
    def take(self, file: FileDraft) -> None:
        try:
            drawn, changed = self._drawn(file)
        except Invalid as error:
            self.set_problem(str(error))
            return
        self._is_removed = False
        super().take(file)
        self.set_notice(" ".join(changed))
        self._see(drawn.content)

    def _take_away(self) -> None:
        self._is_removed = self._has_old
        super().set_value(None)
        self.set_problem("")
        self.set_notice("")
        self._see(None)
        self.edited.emit()

    def _see(self, content: bytes | None) -> None:
        self._remove.setVisible(content is not None)
        self._seen.setVisible(content is not None)
        if content is None:
            return
        picture = decode_picture(content)
        keeps, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        if picture.width() > _LOGO.width() or picture.height() > _LOGO.height():
            picture = picture.scaled(_LOGO, keeps, smooth)
        self._seen.setPixmap(QPixmap.fromImage(picture))
        # Papers are white in every theme, so this is how it will look.
        self._seen.setStyleSheet("background: white; border-radius: 6px; padding: 12px;")
        self._seen.setAccessibleName(tr("The logo as it will appear on documents"))
