"""What a form does after it was saved, if its second button saves it: the next record, or step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.toolkit import shortcuts

F = TypeVar("F")


class SavingOn:
    """The second button of a form: it saves as the form's own act does, and more is to follow."""

    def __init__(self, panel: FormPanel, words: str = "", then: str = "") -> None:
        """Offer the button in a form, with other words than its usual ones if there are any.

        What comes `then` is said beside it.
        """
        self._panel = panel
        self.is_wanted = False
        """Whether it was this button that saves."""
        made = panel.foot.another_button
        if words:
            made.setText(words)
            made.setAccessibleName(words)
        made.setAccessibleDescription(then)
        panel.foot.say_then(then)
        made.clicked.connect(self._save)
        made.show()
        shortcuts.SUBMIT_AND_ANOTHER.bind_inside(panel, self._save)

    def _save(self) -> None:
        self.is_wanted = True
        try:
            self._panel.submit()
        finally:
            self.is_wanted = False


class Another(SavingOn, Generic[F]):
    """Records are often added several at a time: one is saved, and the form for the next opens."""

    def __init__(self, panel: FormPanel, following: Callable[[], F]) -> None:
        """Offer the button in a form; `following` makes the form for the next record."""
        super().__init__(panel)
        self.following = following
