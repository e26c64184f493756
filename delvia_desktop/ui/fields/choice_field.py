"""The field for one of several things, and what it offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.fields import Field

_LETTERS = 8
"""Letters for which a box has room at least; two of them share a line of the narrowest form."""


@dataclass(frozen=True)
class Option:
    """One thing to choose: its value, its words, and what it means.

    One that `asks` stands for that nothing was chosen yet.
    """

    value: Any
    text: str
    meaning: str = ""
    asks: bool = False


def to_choose(options: Sequence[Option], words: str) -> list[Option]:
    """Return options of which none is meant before one is chosen, as `words` ask; or the only one.

    The first of a list by name would be recorded by one click though nothing speaks for it.
    """
    return list(options) if len(options) == 1 else [Option(None, words, asks=True), *options]


class ChoiceField(Field):
    """One of several things, found by typing."""

    otherwise: Callable[[str], object] | None = None
    """Takes typed words that mean none of the things, such as the name of a new one."""

    def __init__(
        self, label: str, options: Sequence[Option], hint: str = "", *, searchable: bool = False
    ) -> None:
        """Begin with the first option; many options, or `searchable` ones, are found by typing."""
        from delvia_desktop.ui.fields import calm_box, typing_box  # noqa: PLC0415 - much of Qt

        self._plain_hint = hint
        many = len(options) > 8  # noqa: PLR2004 - more than one sees at a glance
        self._typing = typing_box.TypingBox() if searchable or many else None
        self._box = self._typing or calm_box.CalmBox()
        # Long names must not make the form wider than the window.
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(_LETTERS)
        self._options: list[Option] = []
        super().__init__(label, self._box, hint)
        self.set_options(options)
        self._box.currentIndexChanged.connect(lambda _: self._changed())
        if self._typing is not None:
            self._typing.editTextChanged.connect(lambda _: self._say_meaning())
            self._typing.tabbed.connect(self.settle)
            if (line := self._typing.lineEdit()) is not None:
                line.editingFinished.connect(self.leave)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other things; the chosen one stays if it is among them."""
        before = self.value() if self._options else None
        self._box.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._options = list(options)
        if self._typing is not None:
            self._typing.offer(_distinct(options))
        else:
            self._box.clear()
            self._box.addItems(_distinct(options))
        self._box.blockSignals(False)  # noqa: FBT003
        self.set_value(before if before is not None else (options[0].value if options else None))

    @override
    def value(self) -> Any:
        place = self._place()
        return self._options[place].value if place is not None else None

    @override
    def set_value(self, value: Any) -> None:
        for place, option in enumerate(self._options):
            if option.value == value:
                self._choose(place)
                self._say_meaning()
                return

    @override
    def settle(self) -> None:
        """Take what the typed words mean, or say that they mean none or several."""
        place = self._place()
        if place is not None:
            self._choose(place)
        elif self.unread() and self.otherwise is not None:
            self.otherwise(self._box.currentText().strip())
        super().settle()

    @override
    def unread(self) -> str:
        is_typed = self._typing is not None and bool(self._typing.currentText().strip())
        return tr("Choose one from the list.") if is_typed and self._place() is None else ""

    def _place(self) -> int | None:
        if self._typing is not None:
            if not self._typing.currentText().strip():
                asking = (place for place, option in enumerate(self._options) if option.asks)
                return next(asking, None)
            return self._typing.meant()
        place = self._box.currentIndex()
        return place if 0 <= place < len(self._options) else None

    def _choose(self, place: int) -> None:
        if self._typing is not None:
            self._typing.choose(place, asks=self._options[place].asks)
        else:
            self._box.setCurrentIndex(place)

    def _changed(self) -> None:
        self._say_meaning()
        self.edited.emit()

    def _say_meaning(self) -> None:
        chosen = self.value()
        if self._typing is None:
            place = self._place()
            self._box.show_asking(asks=place is not None and self._options[place].asks)
        if any(option.meaning for option in self._options):
            meanings = (o.meaning for o in self._options if o.value == chosen)
            self.set_hint(next(meanings, "") or self._plain_hint)


def _distinct(options: Sequence[Option]) -> list[str]:
    """Return the words of options so that no two are the same: what is read is what is meant."""
    texts = [option.text for option in options]
    often = Counter(text.strip().casefold() for text in texts)
    for place, option in enumerate(options):
        if often[option.text.strip().casefold()] > 1 and option.meaning:
            texts[place] = f"{option.text} — {option.meaning}"
    seen: set[str] = set()
    for place, text in enumerate(texts):
        words, number = text, 2
        while words.strip().casefold() in seen:
            words, number = f"{text} ({number})", number + 1
        seen.add(words.strip().casefold())
        texts[place] = words
    return texts
