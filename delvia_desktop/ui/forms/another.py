"""Records are often added several at a time: one is saved, and the form for the next one opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.toolkit import shortcuts

F = TypeVar("F")


class Another(Generic[F]):
    """The button of a form that saves as its own act does and then asks for the next record."""

    def __init__(self, panel: FormPanel, following: Callable[[], F]) -> None:
        """Offer the button in a form; `following` makes the form for the next record."""
        self._panel, self.following = panel, following
        self.is_wanted = False
        """Whether it was this button that saves."""
        panel.foot.another_button.clicked.connect(self._save)
        panel.foot.another_button.show()
        shortcuts.SUBMIT_AND_ANOTHER.bind_inside(panel, self._save)

    def _save(self) -> None:
        self.is_wanted = True
        try:
            self._panel.submit()
        finally:
            self.is_wanted = False
