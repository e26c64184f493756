"""A command of the menus: its words, its keys, and the reason where it cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from delvia_desktop.i18n import tr

Refuse = Callable[[str], object]


def possible() -> str:
    """Return no reason: what can always be done."""
    return ""


def without_mnemonic(text: str) -> str:
    """Return the words of an act as they are read: without the mark of the key that finds it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


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
