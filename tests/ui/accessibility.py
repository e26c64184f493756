"""What a screen reader would find without a name."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_SPEAKING = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
_PARTS = (QComboBox, QAbstractSpinBox, QAbstractItemView)
"""Controls whose inner parts are told with them."""


def unnamed(widget: QWidget) -> list[str]:
    """Return the controls in a widget, and itself, that have no accessible name."""
    controls = [widget, *widget.findChildren(QWidget)]
    return [_words(control) for control in controls if _speaks(control) and not _name(control)]


def unreachable(widget: QWidget) -> list[str]:
    """Return the visible, enabled buttons in a widget that Tab never reaches."""
    return [
        _words(button)
        for button in widget.findChildren(QAbstractButton)
        if button.isVisibleTo(widget)
        and button.isEnabled()
        and _speaks(button)
        and not button.focusPolicy().value & 1
        and not _is_reached_by_arrows(button)
        and not button.property("keys")  # a key of its field does the same
    ]


def _is_reached_by_arrows(button: QAbstractButton) -> bool:
    """Tell whether Tab stops at another one of its group, from which the arrow keys go on."""
    group = button.group()
    others = group.buttons() if group is not None and group.exclusive() else []
    return any(other.focusPolicy().value & 1 for other in others)


def _speaks(control: QWidget) -> bool:
    if not isinstance(control, _SPEAKING) or isinstance(control, QHeaderView):
        return False
    # What Qt itself puts into a control (its arrow, its clear button) belongs to that control.
    if control.objectName().startswith("qt_"):
        return False
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, (*_PARTS, QLineEdit)):
            return False
        above = above.parentWidget()
    return True


def _name(control: QWidget) -> str:
    # The wrapper of this call may outlive the control, so it is asked at once.
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def _words(control: QWidget) -> str:
    path = [type(control).__name__]
    above = control.parentWidget()
    while above is not None:
        path.append(above.objectName() or type(above).__name__)
        above = above.parentWidget()
    return " in ".join(path)
