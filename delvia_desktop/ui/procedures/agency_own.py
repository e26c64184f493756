"""The first step of adding an agency: what we own, and who can add a partner for us."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.procedures.facts import admins_beside
from delvia_desktop.domain.records.findings import Finding
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import business_centers
from delvia_desktop.ui.access.forms.asset_form import asset_form, confirmation_form
from delvia_desktop.ui.access.forms.business_center_form import business_center_form
from delvia_desktop.ui.forms.asked import asking
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.procedures.agency_steps import own_assets
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.items_layout import widget_at
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.notes import Action, Banner, Banners

_UNCONFIRMED = "OWN-05"
"""The finding about an asset whose ownership was not confirmed."""


class AgencyOwn(QWidget):
    """Our Business Centers, their Admins and the assets they own, with what adds to them."""

    def __init__(self, session: Session, open_form: Callable[[Form], object]) -> None:
        """Show what is recorded now."""
        super().__init__()
        self._session, self._open_form = session, open_form
        ours = business_centers.own_business_centers(session.live)
        owned = own_assets(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in (
            *_centers(session, ours),
            ntr("We own {n} asset.", "We own {n} assets.", len(owned)),
        ):
            column.addWidget(text_label(line))
        self._banners = Banners()
        self._shows_all = False
        column.addLayout(self._banners)
        center = self._act(
            tr("Add our Business Center…"), lambda: business_center_form(session), is_next=not ours
        )
        asset = self._act(
            tr("Add asset…"), lambda: asset_form(session), is_next=bool(ours) and not owned
        )
        acts = QWidget()
        row = Flow(acts)
        row.addWidget(center)
        row.addWidget(asset)
        column.addWidget(acts)
        column.addStretch(1)
        self.missing = missing_words(session)
        self.first: QPushButton | None = center if not ours else asset if not owned else None
        """What comes next while something is missing."""
        session.watch.changed.connect(self._tell)
        self._tell()

    def _act(self, words: str, form: Callable[[], Form], *, is_next: bool) -> QPushButton:
        made = button(words, "primary" if is_next else "")
        made.setEnabled(self._session.can_act)
        made.clicked.connect(lambda: self._open_form(form()))
        return made

    def _tell(self) -> None:
        """Tell that ownership was not confirmed, with what records that it was, one by one."""
        attention = self._session.watch.attention
        found = [
            each
            for each in (attention.open if attention is not None else ())
            if each.rule == _UNCONFIRMED and each.next_step.act == Act.CONFIRM_OWNERSHIP
        ]
        if not found or not self._session.can_act:
            self._banners.show_banners([])
            return
        if self._shows_all or len(found) == 1:
            self._banners.show_banners([self._banner(each, each.message) for each in found])
            return
        rest = len(found) - 1
        more = ntr("And {n} more finding.", "And {n} more findings.", rest)
        show_all = (tr("Show all"), self._show_all)
        self._banners.show_banners(
            [self._banner(found[0], f"{found[0].message} {more}", [show_all])]
        )

    def _banner(self, finding: Finding, words: str, more: Sequence[Action] = ()) -> Banner:
        act: Action = (finding.next_step.text, partial(self._confirm, finding))
        return Banner(words, term("severity", finding.severity).tone, [act, *more], finding.id)

    def _show_all(self) -> None:
        """Tell each of them with its own act, and keep doing so."""
        self._shows_all = True
        self._tell()
        banner = widget_at(self._banners, 0)
        if isinstance(banner, Banner):
            banner.take_focus()

    def _confirm(self, finding: Finding) -> None:
        """Open the form that confirms our ownership here, as the asset's place would."""
        asset = self._session.live.records.find(Asset, id=finding.next_step.id)
        if asset is not None:
            form = confirmation_form(self._session, asset)
            self._open_form(asking(self._session, form, finding.next_step))


def missing_words(session: Session) -> str:
    """Say what of our own is missing before an agency can be added; else nothing."""
    if not business_centers.own_business_centers(session.live):
        return tr("Add your own Business Center first.")
    if not own_assets(session):
        return tr("Add at least one asset that your Business Center owns.")
    return ""


def _centers(session: Session, ours: Sequence[BusinessCenter]) -> list[str]:
    """Return our Business Centers with those who can add a partner in each."""
    situation = session.live.situation()
    lines = []
    for center in ours:
        keys = admins_beside(situation, center.id, None)
        names = sorted((situation.picture.people[key].name for key in keys), key=str.casefold)
        text = tr("{center} · Admins: {names}", center=center.name, names=", ".join(names) or "—")
        lines.append(text)
    return lines or [tr("Our own Business Center is not recorded yet.")]
