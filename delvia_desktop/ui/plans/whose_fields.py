"""What a person says of a whole list: what it shows, whose it is, and whether it is complete."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.words.vocabulary import asset_types
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.business_centers import own_business_centers
from delvia_desktop.services.plans.intake import Whose, of_partner
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import CheckField, LineField
from delvia_desktop.ui.plans.fields_grid import FieldsGrid
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import text_label

_ROWS, _PARTNER, _MEMBERS, _TYPE = "rows", "partner", "members", "type"


class WhoseFields(QWidget):
    """The fields that say what counts for every line of a list."""

    edited = Signal()

    def __init__(self, session: Session, *, compares: bool) -> None:
        """Ask first whose list it is where it is compared; else each row may tell."""
        super().__init__()
        self._session = session
        rows = Option(_ROWS, tr("As each row says"))
        first = Option(None, tr("Choose…"), asks=True) if compares else rows
        self._what = ChoiceField(
            tr("What the list shows"),
            [
                first,
                Option(_PARTNER, tr("Assets shared with a partner")),
                Option(_MEMBERS, tr("Members of our Business Center")),
                Option(_TYPE, tr("All assets of a type")),
                *([rows] if compares else []),
            ],
        )
        partners = session.live.records.select(Partner)
        offered = sorted((Option(each.id, each.name) for each in partners), key=lambda o: o.text)
        self._partner = ChoiceField(
            tr("Partner"), [Option(None, tr("Choose…"), asks=True), *offered], searchable=True
        )
        types = [Option(code, tr(kind.label)) for code, kind in asset_types().items()]
        self._type = ChoiceField(
            tr("Asset type"), [Option(None, tr("Choose…"), asks=True), *types], searchable=True
        )
        self._complete = CheckField(
            tr("The list is complete"), tr("What is on record and not in the list is shown too.")
        )
        self._complete.set_value(compares)
        self._ours: dict[str, LineField] = {}
        if not own_business_centers(session.live):
            hint = tr("In TikTok's address: org_id=")
            self._ours = {
                "business_center": LineField(tr("Our Business Center")),
                "business_center_id": LineField(tr("Our Business Center ID"), hint),
            }
        self._lay_out()
        for each in (self._what, self._partner, self._type, self._complete, *self._ours.values()):
            each.edited.connect(self._change)
        self._show_fitting()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if self._ours:
            words = tr(
                "Shares and seats need your own Business Center, and none is on record. Enter it."
            )
            column.addWidget(text_label(words, muted=True))
            column.addLayout(FieldsGrid(*self._ours.values()))
        column.addLayout(FieldsGrid(self._what, self._partner, self._type))
        column.addWidget(self._complete)

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._what.setFocus(reason)

    def show_partner(self, key: int) -> None:
        """Say that the list is that of a partner."""
        self._what.set_value(_PARTNER)
        self._partner.set_value(key)
        self._change()

    def show_members(self) -> None:
        """Say that the list is that of the members of our Business Center."""
        self._what.set_value(_MEMBERS)
        self._change()

    def whose(self) -> Whose:
        """Return what was said."""
        what, live = self._what.value(), self._session.live
        said = Whose()
        if what == _PARTNER and self._partner.value() is not None:
            said = of_partner(live, self._partner.value())
        elif what == _MEMBERS:
            said = Whose("seat")
        elif what == _TYPE and self._type.value() is not None:
            said = Whose("asset", {"asset_type": self._type.value()})
        typed = {name: field.value().strip() for name, field in self._ours.items()}
        ours = {name: text for name, text in typed.items() if text}
        constants = {**said.constants, **ours}
        return replace(said, constants=constants, is_complete=bool(self._complete.value()))

    def missing(self) -> str:
        """Return what must be said before, empty if nothing is missing."""
        what = self._what.value()
        if what is None:
            return tr("Choose what the list shows.")
        if what == _PARTNER and self._partner.value() is None:
            return tr("Choose the partner.")
        if what == _TYPE and self._type.value() is None:
            return tr("Choose the asset type.")
        return ""

    def _change(self) -> None:
        self._show_fitting()
        self.edited.emit()

    def _show_fitting(self) -> None:
        what = self._what.value()
        self._partner.setVisible(what == _PARTNER)
        self._type.setVisible(what == _TYPE)
        self._complete.setVisible(what not in {None, _ROWS})
        if what in {None, _ROWS}:
            self._complete.set_value(bool(what is None))
