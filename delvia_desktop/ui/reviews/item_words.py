"""What is said below the items of a review about the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt

from delvia_desktop.domain.findings.review_risks import finding_words, findings_of, left_words
from delvia_desktop.domain.records.reviews import Decision, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.succession import decided_again, decided_before
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.reviews import reviews
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import text_label

MEASURED = 200
"""Items whose words are measured beforehand."""

_USUAL, _MOST = 2, 3
"""Lines of words that have room in any case, and those that have it before they are said."""


class ItemWords:
    """The words below the items: how far one is, and what is to be known of the one chosen.

    The room of the longest is kept beforehand, so that no item moves as another one is chosen.
    """

    def __init__(self, session: Session) -> None:
        """Begin without words."""
        self._session = session
        self.label = text_label("", muted=True)
        self.label.setProperty("uncovered", True)  # noqa: FBT003 - it says what the next one is
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)

    def tell(self, progress: str, lines: Sequence[ReviewLine]) -> None:
        """Say how far one is, and what is to be known of each of some items."""
        told = [item_words(self._session, line) for line in lines]
        self.label.setText("\n".join(filter(None, (progress, *told))))
        needed = self.label.heightForWidth(self.label.width())
        self.label.setMinimumHeight(max(self.label.minimumHeight(), needed))

    def measure(self, lines: Sequence[ReviewLine]) -> None:
        """Keep the room that the words of any of these items need, within limits."""
        metrics, flags = self.label.fontMetrics(), Qt.TextFlag.TextWordWrap
        room, line_height = QRect(0, 0, max(self.label.width(), 1), 0), metrics.lineSpacing()
        heights = [
            metrics.boundingRect(room, flags, item_words(self._session, line)).height()
            for line in lines
        ]
        needed = line_height + max(heights, default=0)
        self.label.setMinimumHeight(min(max(needed, line_height * _USUAL), line_height * _MOST))


def item_words(session: Session, line: ReviewLine) -> str:
    """Say in words below a review's item what was decided, and all that is wrong with it."""
    told: list[str] = []
    decided = reviews.decision_words(line)
    if decided:
        told.append(f"{decided} ·")
    elif reviews.ended_lines(session.shown, [line]):
        told.append(tr("This access has already ended. Choose “Revoke” to follow up its removal."))
    attention = session.watch.attention
    if attention is None:
        return " ".join(told)
    told += _beside(attention.situation, line)
    findings = findings_of(attention, line)
    told += [finding_words(found) for found in findings if found.message not in decided]
    left = left_words(attention.situation, line)
    if left and left.removesuffix(".") not in " ".join(told):
        told.append(left)
    return " ".join(told).removesuffix(" ·")


def _beside(situation: Situation, line: ReviewLine) -> list[str]:
    """Say what a newer review decided otherwise, or what this one decides anew."""
    newer, before = decided_again(situation, line), decided_before(situation, line)
    if newer is not None:
        return [tr("Decided again on {day}: {decision}.", **_of(newer))]
    if before is not None and before.decision != (line.decision or Decision.KEPT):
        return [tr("The previous review decided on {day}: {decision}.", **_of(before))]
    return []


def _of(line: ReviewLine) -> dict[str, str]:
    day = show_day(line.decided_on) if line.decided_on is not None else "—"
    return {"day": day, "decision": tr(term("decision", line.decision).label)}
