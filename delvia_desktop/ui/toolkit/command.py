"""A command of the menus: its words, its keys, and the reason where it cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from delvia_desktop.i18n import tr

Refuse = Callable[[str], object]


def possible() -> str:
    """Return no reason against a command, as it can always be done."""
    return ""


def without_mnemonic(text: str) -> str:
    """Return the words of a command as they are read, without its letter's mark."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def with_mnemonics(texts: Sequence[str], beside: Iterable[str] = ()) -> list[str]:
    """Return a menu's commands, each with a letter that finds it and nothing else there.

    It is the first letter of a word if it can be, and the sooner a text comes the more it has its
    choice. `beside` is what stands there with a letter already. Only where all letters of a text
    are taken by such as have no other, it has none.
    """
    taken = {text[place + 1].casefold() for text in beside if (place := _marked(text)) >= 0}
    places = [_letters(text, taken) for text in texts]
    owners: dict[str, int] = {}

    def has_found(number: int, tried: set[str]) -> bool:
        for letter in places[number]:
            if letter not in tried:
                tried.add(letter)
                if letter not in owners or has_found(owners[letter], tried):
                    owners[letter] = number
                    return True
        return False

    for number in range(len(texts)):
        has_found(number, set())
    marks = {number: places[number][letter] for letter, number in owners.items()}
    parts = [(text[: (at := marks.get(n, 0))], text[at:]) for n, text in enumerate(texts)]
    return [
        before.replace("&", "&&") + "&" * (number in marks) + after.replace("&", "&&")
        for number, (before, after) in enumerate(parts)
    ]


def _letters(text: str, taken: Collection[str]) -> dict[str, int]:
    """Return where the free letters of a text stand, those that begin a word first."""
    places = [place for place, letter in enumerate(text) if letter.isalpha()]
    places.sort(key=lambda place: text[:place][-1:].isalpha())
    found: dict[str, int] = {}
    for place in places:
        if text[place].casefold() not in taken:
            found.setdefault(text[place].casefold(), place)
    return found


def _marked(text: str) -> int:
    """Return where the mark of a letter stands, below 0 if there is none."""
    return text.replace("&&", "  ").find("&")


class Command(QAction):
    """Done from its menu or by its keys; what cannot be done now says why to both.

    `why_not` returns a short reason, empty where it can be done. It stands behind the words in the
    menu, and is told to a person who presses the keys, in a `sentence` if there is a better one.
    """

    def __init__(
        self,
        menu: QMenu,
        words: str,
        act: Callable[[], object],
        keys: Sequence[str] = (),
        *,
        why_not: Callable[[], str] = possible,
        sentence: Callable[[], str] = possible,
    ) -> None:
        """Add it to a menu; `title` is what it is called there, `look` shows how it stands."""
        super().__init__(words, menu)
        self.title = self.words = words
        self._why_not, self._sentence = why_not, sentence
        menu.addAction(self)
        sequences = [QKeySequence(each) for each in keys]
        self.setShortcuts(sequences)
        self.triggered.connect(lambda _=False: act())
        # A command that is disabled has no keys: this one has them meanwhile.
        self._refusal = QAction(menu)
        self._refusal.setShortcuts(sequences)
        self._refusal.setEnabled(False)

    def refuse_by(self, window: QWidget, refuse: Refuse) -> None:
        """Tell in a window why it is not done, where its keys are pressed all the same."""
        window.addAction(self._refusal)
        self._refusal.triggered.connect(lambda _=False: refuse(self.refusal()))

    def refusal(self) -> str:
        """Return the sentence that says why it cannot be done now."""
        if told := self._sentence():
            return told
        plain = without_mnemonic(self.words).rstrip("…")
        return tr("{command} is not possible now: {reason}.", command=plain, reason=self._why_not())

    def look(self, words: str = "") -> None:
        """Show whether it can be done now; under other words, if some are given."""
        self.words = words or self.words
        reason = self._why_not()
        text = tr("{command} ({reason})", command=self.words, reason=reason.replace("&", "&&"))
        self.setText(text if reason else self.words)
        self.setEnabled(not reason)
        self._refusal.setEnabled(bool(reason))
