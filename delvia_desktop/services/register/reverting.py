"""Acts that are taken back or done again: what each is called, and how much it changes."""

from __future__ import annotations

from dataclasses import dataclass

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.register.store import Store


@dataclass(frozen=True)
class Reverting:
    """A use case that puts back what a revision changed; `size` counts the records."""

    number: int
    act: journal.Act
    title: str
    size: int

    def __call__(self, edit: Edit) -> None:
        """Do it in an edit; raises Conflict if one of the records was changed since."""
        edit.act, edit.reverts, edit.title = self.act, self.number, self.title
        edit.put_back(self.number)


def undoing(store: Store) -> Reverting:
    """Return what takes back the last act; raises Refused if there is none."""
    if store.head.undo_top is None:
        raise Refused(tr("There is nothing to undo."))
    return _reverting(store, store.head.undo_top, "undo")


def redoing(store: Store) -> Reverting:
    """Return what does again what was undone last; raises Refused if there is none."""
    if store.head.redo_top is None:
        raise Refused(tr("There is nothing to redo."))
    return _reverting(store, store.head.redo_top, "redo")


def reverting(store: Store, number: int) -> Reverting:
    """Return what takes back any past revision; raises Refused if it cannot be."""
    revision = journal.revision_at(store.connection, number)
    if revision is None or revision.act == "keep":
        raise Refused(tr("This revision cannot be reverted."))
    title = tr("Reverted “{title}”", title=revision.title)
    return Reverting(number, "revert", title, journal.size_of(store.connection, number))


def title_of(store: Store, number: int | None) -> str:
    """Return what a revision is called, empty for none."""
    revision = journal.revision_at(store.connection, number) if number is not None else None
    return revision.title if revision else ""


def _reverting(store: Store, number: int, act: journal.Act) -> Reverting:
    return Reverting(
        number, act, title_of(store, number), journal.size_of(store.connection, number)
    )
