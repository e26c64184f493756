"""The name of a person, completed from those that are recorded; any other name may be typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter
from typing_extensions import override

from delvia_desktop.domain.words.text import is_found, is_same
from delvia_desktop.ui.fields.fields import LineField
from delvia_desktop.ui.widgets.completions import Completions


class NameField(LineField):
    """A line that offers names while one types, and says of whom that has left that they have."""

    def __init__(self, label: str, here: Sequence[str], left: Mapping[str, str], hint: str) -> None:
        """Offer who is `here`; `left` says of other names what to know about them."""
        self._here, self._left, self._always = here, left, hint
        super().__init__(label, hint)
        self._found = QStringListModel(self)
        # What fits is found here: Qt knows no other spellings.
        completer = QCompleter(self._found, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._line.setCompleter(completer)
        self._completions = Completions(completer)
        self._line.textEdited.connect(self._narrow)
        self._line.textChanged.connect(lambda _: self._say_who())

    @override
    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._say_who()

    def _narrow(self, typed: str) -> None:
        found = [name for name in self._here if typed.strip() and is_found(typed, name)]
        is_whole = len(found) == 1 and is_same(found[0], typed)
        self._found.setStringList([] if is_whole else found)

    def _say_who(self) -> None:
        name = self._line.text()
        said = next((text for known, text in self._left.items() if is_same(known, name)), "")
        self.set_hint(said or self._always)
