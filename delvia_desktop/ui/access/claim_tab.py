"""Who owns an asset, and its way to us: claims as dated steps, with what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.access.claims import OVER, Claim, ClaimState, route_of, state_on
from delvia_desktop.domain.lists.rows import ClaimRow, Wanted
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.ui.access.grant_acts import record_deeds
from delvia_desktop.ui.access.record_columns import claim_columns
from delvia_desktop.ui.lists.deed_row import DeedRow
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.place.place import show_row
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.notes import Action


class ClaimTab(QWidget):
    """The claims of one asset, the newest chosen."""

    def __init__(self, session: Session, open_form: Callable[..., None]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._session = session
        self.table = ListTable(
            tr("Claims of the asset"),
            claim_columns(),
        )
        remember_look(self.table, "claims of asset")
        self.table.kind = "claim"
        self._open_form = partial(open_form, beside=self.table)
        self.deeds = DeedRow()
        self._course = text_label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._course)
        column.addWidget(self.deeds)
        self.table.chosen.connect(lambda _: self._show())

    def show_asset(self, key: int, begins: Sequence[Action] = ()) -> None:
        """Show the claims of an asset; `begins` is what records the first of them."""
        self.table.say_empty(tr("No claims. Only assets that are not ours can be claimed."), begins)
        wanted = Wanted(self._session.on, where={"asset": key}, descending=True)
        before = self.records()
        self.table.show_rows(self._session.shown.rows(ClaimRow, wanted), self.table.key())
        found = self.records()
        if found and (found != before or self.table.key() is None):
            self.table.choose(found[0][1])  # the newest is what goes on
        self._show()

    def records(self) -> list[tuple[str, int]]:
        """Return the kind and id of every claim of the asset."""
        count = self.table.list_model.rowCount()
        return [("claim", self.table.list_model.row(place).id) for place in range(count)]

    def _show(self) -> None:
        key = self.table.key()
        claim = self._session.shown.records.find(Claim, id=key) if key is not None else None
        deeds = []
        words = ""
        if claim is not None:
            deeds = record_deeds(self._session, "claim", int(claim.id), self._open_form)
            words = _course(claim, state_on(claim, self._session.on))
        self._course.setText(words)
        self._course.setVisible(bool(words))
        show_row(self.deeds, deeds)


def _course(claim: Claim, state: ClaimState) -> str:
    """Return the way of a claim so far in one line, and what comes next."""
    steps = (
        (claim.found_on, tr("identified")),
        (claim.asked_on, tr("requested")),
        (claim.refused_on, tr("refused")),
        (claim.escalated_on, tr("escalated")),
        (claim.agreed_on, tr("agreed")),
        (claim.transfer_on, tr("in transfer")),
        (claim.received_on, tr("received")),
        (claim.verified_on, tr("verified")),
        (claim.dropped_on, tr("withdrawn")),
    )
    done = "  →  ".join(f"{word} {show_day(on)}" for on, word in steps if on is not None)
    if state in OVER:
        return done
    route = route_of(claim)
    return "\n".join((done, tr(route.plain), tr("Source: {source}", source=tr(route.source))))
