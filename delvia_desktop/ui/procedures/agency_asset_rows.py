"""The assets that an agency can be given, one row each, under a filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.words.text import is_found
from delvia_desktop.domain.words.vocabulary import (
    Level,
    asset_type,
    level_label,
    level_meaning,
    type_label,
)
from delvia_desktop.i18n import tr
from delvia_desktop.ui.access.forms.share_form import level_options
from delvia_desktop.ui.fields.calm_box import CalmBox
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.filter_field import FilterField
from delvia_desktop.ui.procedures.agency_steps import id_of
from delvia_desktop.ui.toolkit import shortcuts, theme
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.beside import Beside
from delvia_desktop.ui.widgets.labels import grouped, text_label
from delvia_desktop.ui.widgets.long_tick import LongTick
from delvia_desktop.ui.widgets.shown_text import directed

_TYPE_LETTERS = 28
"""Average letters that a type needs with the word that it is proposed."""

_LEVEL_BESIDE, _END_LETTERS = 24, 30
"""Average letters of a level with a planned end beside it, and those of the end."""

_LEVEL_LETTERS = 12
"""Letters for which the box of a level has room at least."""

_SHORT_ROLE, _MEANING_ROLE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2

_AT_A_GLANCE = 8
"""Assets that need no filter."""


class AssetEnd(DayField):
    """The planned end of one asset: that of all assets, until it is typed or cleared here."""

    def __init__(self, asset: Asset, understood: Callable[[str], str]) -> None:
        """Begin hidden: only what is shared can end. Its room is kept, so that no row moves."""

        def until(text: str) -> str:
            return tr("until {day}", day=understood(text))

        label = tr("Planned end of {asset}", asset=asset.name)
        super().__init__(label, until, tr("no planned end"))
        self._asset = asset.name
        self.be_in_row()
        self.is_own = False
        self.edited.connect(self._be_own)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    @override
    def _words(self) -> str:
        # Why it is none is said when the field is left: a row that grew would move the others.
        return super()._words() if not self.unread() else "…"

    def follow(self, text: str) -> None:
        """Show the planned end of all assets, unless this one has its own."""
        if not self.is_own:
            self.set_value(text)

    def be(self, text: str) -> None:
        """Show the asset's own planned end, as it was typed before."""
        self.is_own = True
        self.set_value(text)

    def problem_words(self) -> str:
        """Return what is no date as it is told among several assets."""
        return f"{self._asset}: {self.unread()}"

    def _be_own(self) -> None:
        self.is_own = True
        self.set_problem("")


class LevelBox(CalmBox):
    """The levels of an asset: the list says what each means, the box only what it is called."""

    def __init__(self, asset: Asset) -> None:
        """Offer the levels of an asset, the narrowest chosen."""
        super().__init__()
        self._type = asset.asset_type
        # What a level means must not make the list wider than the window.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEVEL_LETTERS)
        # On Linux a box is told by what is chosen, and no label stands above this one.
        spoken.name(self, tr("Level of {asset}", asset=asset.name))
        spoken.describe(self, tr("Level of {asset}", asset=asset.name))
        for option in level_options(asset_type(self._type)):
            self._offer(option.text, option.meaning, str(option.value))

    def level(self) -> Level:
        """Return the level that is chosen; the codes of a set stand side by side."""
        return tuple(str(self.currentData() or "").split())

    def choose(self, level: Level) -> None:
        """Choose a level, the narrowest for none; a set of several is offered from now on."""
        codes = " ".join(level)
        if codes and self.findData(codes) < 0:
            self._offer(level_label(self._type, level), level_meaning(self._type, level), codes)
        self.setCurrentIndex(self.findData(codes) if codes else 0)

    def meaning(self) -> str:
        """Return what the chosen level allows."""
        return str(self.currentData(_MEANING_ROLE) or "")

    def meanings(self) -> list[str]:
        """Return what each level allows."""
        return [str(self.itemData(n, _MEANING_ROLE)) for n in range(self.count())]

    def _offer(self, text: str, meaning: str, codes: str) -> None:
        self.addItem(f"{text} – {meaning}", codes)
        self.setItemData(self.count() - 1, text, _SHORT_ROLE)
        self.setItemData(self.count() - 1, meaning, _MEANING_ROLE)

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = directed(str(self.currentData(_SHORT_ROLE) or ""))


class _LevelCell(QWidget):
    """A level with what it means below it, and room for the longest of what others mean."""

    def __init__(self, box: LevelBox) -> None:
        super().__init__()
        self._box = box
        self._words = text_label("", size=0.9, muted=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(box)
        column.addWidget(self._words)
        box.currentIndexChanged.connect(lambda _: self._say())
        self._say()

    def _say(self) -> None:
        self._words.setText(self._box.meaning())
        self._keep_room()

    def _keep_room(self) -> None:
        metrics, flags = self._words.fontMetrics(), Qt.TextFlag.TextWordWrap
        heights = (
            metrics.boundingRect(0, 0, self.width(), 0, flags, text).height()
            for text in self._box.meanings()
        )
        self._words.setMinimumHeight(max(heights, default=0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._box.minimumSizeHint().width(), super().minimumSizeHint().height())


class OfferedAsset(NamedTuple):
    """What stands in the row of an asset; `parts` are its cells."""

    asset: Asset
    tick: QCheckBox
    level: LevelBox
    end: AssetEnd
    kind: QLabel
    parts: tuple[QWidget, ...]

    def fits(self, sought: str) -> bool:
        """Tell whether the name, the type or the id of the asset contains each word sought."""
        asset = self.asset
        told = f"{asset.name}\n{type_label(asset.asset_type)}\n{id_of(asset)}"
        return all(is_found(word, told) for word in sought.split())


class AssetRows(QWidget):
    """The rows, none of which moves when it is ticked, under a filter where there are many."""

    edited = Signal()
    """Something was ticked, chosen or typed."""

    counted = Signal()
    """Other assets are ticked, or at other levels."""

    def __init__(self, assets: Sequence[Asset], understood: Callable[[str], str]) -> None:
        """Offer assets in this order with the narrowest level of each."""
        super().__init__()
        self.rows = [self._row(asset, understood) for asset in assets]
        self.filter = FilterField(tr("Filter our assets"), lambda _: (), shortcuts.FILTER.first)
        shortcuts.FILTER.bind(self, self.filter.setFocus)
        self.filter.settled.connect(self._narrow)
        self.filter.left.connect(self._go_to_found)
        self._found = text_label("", muted=True)
        self._found.setWordWrap(False)
        above = QWidget()
        line = QHBoxLayout(above)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.filter, 1)
        line.addWidget(self._found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(above)
        above.setVisible(len(self.rows) > _AT_A_GLANCE)
        column.addWidget(self._panel())
        self._narrow()

    def ticked(self) -> list[OfferedAsset]:
        """Return the rows of the assets that are ticked, whether they are seen or not."""
        return [row for row in self.rows if row.tick.isChecked()]

    def show_all(self) -> None:
        """Show every row, whatever was typed into the filter."""
        self.filter.clear()
        self._narrow()

    def _panel(self) -> QWidget:
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setAccessibleName(tr("Our assets"))
        grid = QGridLayout(panel)
        for place, share in enumerate((3, 2, 8)):
            grid.setColumnStretch(place, share)
        for number, row in enumerate(self.rows):
            for place, part in enumerate(row.parts):
                # What stands under a date does not move what stands beside it.
                part.setMinimumHeight(theme.field_height())
                grid.addWidget(part, number, place, Qt.AlignmentFlag.AlignTop)
        return panel

    def _row(self, asset: Asset, understood: Callable[[str], str]) -> OfferedAsset:
        named = LongTick(asset.name, tr("Share {asset}", asset=asset.name))
        tick, level, end = named.box, LevelBox(asset), AssetEnd(asset, understood)
        tick.toggled.connect(end.setVisible)
        tick.toggled.connect(lambda _: self.counted.emit())
        tick.toggled.connect(lambda _: self.edited.emit())
        level.currentIndexChanged.connect(lambda _: self.counted.emit())
        level.activated.connect(lambda _: tick.setChecked(True))  # who chooses a level shares it
        level.activated.connect(lambda _: self.edited.emit())
        end.edited.connect(self.edited)
        spoken.describe(tick, type_label(asset.asset_type), id_of(asset))
        kind = text_label(about_words(asset), muted=True)
        kind.setMinimumWidth(kind.fontMetrics().averageCharWidth() * _TYPE_LETTERS)
        cell = self._beside(level, end)
        return OfferedAsset(asset, tick, level, end, kind, (named, kind, cell))

    def _beside(self, level: LevelBox, end: AssetEnd) -> QWidget:
        """Return a level with the planned end beside it, below it where there is no room."""
        letter = self.fontMetrics().averageCharWidth()
        cell = QWidget()
        row = Beside(letter * _LEVEL_BESIDE, letter * _END_LETTERS, 8)
        shown = _LevelCell(level) if level.count() else text_label(tr("Use"), muted=True)
        (level if level.count() else shown).setMinimumHeight(theme.field_height())
        row.addWidget(shown)
        row.addWidget(end)
        cell.setLayout(row)
        if not level.count():
            level.setParent(cell)  # nothing can be chosen of it, and it goes with its row
            level.hide()
        return cell

    def _narrow(self) -> None:
        sought = self.filter.text()
        for row in self.rows:
            for part in row.parts:
                part.setVisible(row.fits(sought))
        shown = len(self._shown())
        self._found.setText(tr("{n} of {all}", n=shown, all=len(self.rows)))
        self._found.setVisible(bool(sought))

    def _shown(self) -> list[OfferedAsset]:
        return [row for row in self.rows if not row.parts[0].isHidden()]

    def _go_to_found(self) -> None:
        if shown := self._shown():
            shown[0].tick.setFocus()


def about_words(asset: Asset, *, is_suggested: bool = False) -> str:
    """Return what a row says of an agency's asset: its type, and the id to tell it apart."""
    kind = type_label(asset.asset_type)
    words = tr("{type} · suggested", type=kind) if is_suggested else kind
    return "\n".join(filter(None, (words, grouped(id_of(asset)))))
