"""The link above the items of a review as long as only some of them are shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from delvia_desktop.i18n import ntr
from delvia_desktop.ui.widgets.labels import button


class SomeItems:
    """Which items are shown; without any all are, and there is no link."""

    def __init__(self, show_all: Callable[[], object]) -> None:
        """Begin with all; `show_all` is what the link does."""
        self.keys: Sequence[int] = ()
        self.link = button("", "link")
        self.link.clicked.connect(lambda _=False: show_all())
        self.link.hide()

    def take(self, keys: Sequence[int] = ()) -> None:
        """Show only these, or all."""
        self.keys = keys
        count = len(keys)
        words = ntr("Only {n} item is shown. Show all", "Only {n} items are shown. Show all", count)
        self.link.setText(words)
        self.link.setAccessibleName(words)
        self.link.setVisible(bool(keys))

    def where(self) -> Mapping[str, object]:
        """Return what limits the list of items to them."""
        return {"those": json.dumps(list(self.keys))} if self.keys else {}
