"""One line of a source on trial: matched with records, compared, and recorded in a planned edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partnerships import OVER
from delvia_desktop.domain.access.partnerships import state_on as partnership_state
from delvia_desktop.domain.plans.cells import (
    ReadCells,
    Ways,
    code_meant,
    is_error,
    level_text,
    no_level,
    read_cells,
)
from delvia_desktop.domain.plans.columns import KEY, RENAMED, columns_by_name, line
from delvia_desktop.domain.plans.foreign_days import is_unclear
from delvia_desktop.domain.plans.lines import (
    OWNER,
    PLATFORM,
    STATE,
    SourceLine,
    SourceScope,
    kind_told,
    name_in,
)
from delvia_desktop.domain.plans.parts import part_of
from delvia_desktop.domain.plans.plan import Item, ItemState
from delvia_desktop.domain.records.kinds import Record, kind_words, references
from delvia_desktop.domain.words.errors import Invalid, Missing, Refused
from delvia_desktop.domain.words.text import folded
from delvia_desktop.domain.words.vocabulary import asset_type
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.plans.agreeing import Agreeing
from delvia_desktop.services.plans.finding import NAMED, NEEDED
from delvia_desktop.services.plans.owners import not_known, take_owner
from delvia_desktop.services.plans.questions import (
    ABOVE,
    LEAVE,
    NEW,
    TODAY,
    Questions,
    is_of_name,
    listed_though_ended,
    since_when,
    what_is_blank,
    what_mark_means,
    which_center,
    which_order,
)
from delvia_desktop.services.plans.told import NamesTold
from delvia_desktop.services.plans.trial import Stopped, Trial, kind_by
from delvia_desktop.storage.journal.planned_edit import PlannedEdit

_UNDONE = frozenset({ItemState.CONFLICT, ItemState.PROBLEM})
_DONE = frozenset({ItemState.NEW, ItemState.CHANGED})
_LONGEST_MARK = 40
"""Characters of what stands for a level in somebody's table; more is no level but a sentence."""

_SINCE: Mapping[str, str] = {
    "share": "granted_on",
    "assignment": "granted_on",
    "shop-partner": "granted_on",
    "seat": "accepted_on",
}
"""The day from which access counts, without which it is a plan."""

_GONE = frozenset({
    "removed", "revoked", "ended", "inactive", "expired", "gone", "closed", "deleted", "unbound",
    "rejected", "left", "entfernt", "beendet", "inaktiv", "retiré", "revocado", "terminated",
})  # fmt: skip
"""What tables say of access that is no more."""
_STATUS = {"asset": "account_status", "business-center": "bc_status"}
"""The vocabulary of what TikTok shows as the status of records that have one."""
_INVITED = frozenset({"pending", "invited", "eingeladen", "invité", "ausstehend"})


class LinePlanner:
    """Plans lines one after another, each upon what the lines before it add."""

    def __init__(
        self, edit: PlannedEdit, asking: Questions, lines: Iterable[SourceLine] = ()
    ) -> None:
        """Begin with nothing planned; `lines` are all that may name what one only numbers."""
        self._centers: set[int] = set()
        self._is_center_open = False
        self._trial = Trial(edit, asking, names=NamesTold(lines))
        self.agreeing = Agreeing(self._trial)
        self._edit = edit

    def items(self, number: int, each: SourceLine, ways: Ways) -> list[Item]:
        """Return what is planned for a line; what cannot be done whole is not done at all.

        Whether a name is enough is asked only where the answer changes something.
        """
        if self.agreeing.agrees(number, each, ways):
            return []
        found = self._items(number, each, ways)
        asked = [item.question for item in found if is_of_name(item)]
        if not asked:
            return found
        with self._trial.asking.supposing():
            supposed = self._items(number, each, ways)
        if not any(item.state in _UNDONE | _DONE for item in supposed):
            for key in asked:
                self._trial.asking.withdraw(key, number)
            return supposed
        self._trial.take_back()
        return found

    def _items(self, number: int, each: SourceLine, ways: Ways) -> list[Item]:
        kind = each.kind or kind_told(each.texts, each.texts.get(KEY, ""))
        self._trial.begin(each, Item(ItemState.SAME, kind, name_in(each.texts), number))
        if each.left_out:
            return [self._trial.item(ItemState.LEFT_OUT, why=each.left_out)]
        if not kind:
            why = tr("Nothing here says what it is about.")
            return [self._trial.item(ItemState.PROBLEM, why=why)]
        self._left: list[Item] = []
        try:
            if each.above:
                each = replace(each, texts=self._with_above(each))
                kind = each.kind or kind_told(each.texts, each.texts.get(KEY, ""))
            items = self._planned(kind, each, ways)
            if not any(item.state in _UNDONE for item in items):
                return items
            # What waits for an answer is not done, and neither is what comes with it.
            items = [item for item in items if item.state not in _DONE]
        except Stopped as stop:
            items = [*self._left, *stop.items]
        except Invalid as error:
            items = [
                self._trial.item(ItemState.PROBLEM, field=problem.field, why=problem.text)
                for problem in error.problems
            ]
        except (Refused, Missing) as error:
            items = [self._trial.item(ItemState.PROBLEM, why=str(error))]
        self._trial.take_back()
        return items

    def _with_above(self, each: SourceLine) -> Mapping[str, str]:
        """Return the texts of a line, with what stands above its blanks if they mean the same."""
        texts = dict(each.texts)
        for name, text in each.above.items():
            question = what_is_blank(each.place.table, name)
            answer = self._trial.ask(question)
            if not answer:
                why = tr("It is blank. “{text}” stands above.", text=text)
                item = self._trial.item(
                    ItemState.CONFLICT, field=name, then=text, why=why, question=question.key
                )
                raise Stopped(item)
            if answer == ABOVE:
                texts[name] = text
        return texts

    def missing(self, scope: SourceScope) -> tuple[SourceScope, list[Item]]:
        """Return a scope narrowed to the Business Center of its lines, and what no line names."""
        if len(self._centers) == 1:
            scope = replace(scope, business_center=next(iter(self._centers)))
        elif self._is_center_open:
            return scope, []
        return scope, [
            self._trial.missing(scope.kind, record)
            for record in self._trial.finder.open_within(scope)
            if (scope.kind, record.id) not in self._trial.seen
        ]

    def _planned(self, kind: str, each: SourceLine, ways: Ways) -> list[Item]:
        of, renamed = columns_by_name(kind), RENAMED.get(kind, {})
        texts = {renamed.get(name, name): text for name, text in each.texts.items()}
        said_as = {renamed.get(name, name): name for name in each.texts}
        if renamed:
            orders = {name: ways.orders.get(said) for name, said in said_as.items()}
            ways = replace(ways, orders=orders)
        key = texts.pop(KEY, "")
        state, owner = texts.pop(STATE, ""), texts.pop(OWNER, "")
        texts.pop(PLATFORM, None)
        items = [
            self._left_out(name, text, tr("This has no place in the record."))
            for name, text in texts.items()
            if name not in of
        ]
        items += [self._left_out(name, "", why) for name, why in each.unread.items()]
        why = tr("The cell holds an error of the spreadsheet.")
        self._expect_none({name: why for name, text in texts.items() if is_error(text)}, texts)
        level = texts.pop("level", "") if "level" in of else ""
        self._left = list(items)
        cells = read_cells(of, {n: t for n, t in texts.items() if n in of}, ways)
        self._expect_none(cells.unread, texts)
        for name, why in cells.omitted.items():
            if ways.orders.get(name) is None and is_unclear(texts[name]):
                key = which_order(each.place.table, said_as[name]).key
                raise Stopped(
                    self._trial.item(
                        ItemState.CONFLICT, field=name, then=texts[name], why=why, question=key
                    )
                )
            items.append(self._left_out(name, texts[name], why))
        self._left = list(items)
        self._expect_still_there(kind, state, cells.texts)
        if (group := _STATUS.get(kind)) and (code := code_meant(group, state)):
            cells.texts.setdefault("status", code)
        if kind == "asset" and not take_owner(self._edit.records, owner, cells.texts):
            items.append(self._left_out(OWNER, owner, not_known(owner)))
        record = self._trial.keyed(kind, key, cells.texts)
        if record is not None:
            if level != line(record, self._trial.found).get("level"):
                self._level(level, cells.texts, self._asset_type(record))
            items += self._trial.not_moved(kind, record, cells.texts)
            return items + self._trial.compared(kind, record, cells.texts, {})
        keys, found = self._references(kind, cells)
        items += found
        if kind in NAMED:
            return (
                items + self._trial.named(kind, cells.texts, keys, cells.damaged, may_add=True)[1]
            )
        return items + self._between(kind, cells.texts, keys, state, level)

    def _expect_none(self, unread: Mapping[str, str], texts: Mapping[str, str]) -> None:
        """Stop a line some of whose cells cannot be read, with a problem for each."""
        found = [
            self._trial.item(ItemState.PROBLEM, field=name, then=texts[name], why=why)
            for name, why in unread.items()
        ]
        if found:
            raise Stopped(*found)

    def _left_out(self, name: str, text: str, why: str) -> Item:
        return self._trial.item(ItemState.LEFT_OUT, field=name, then=text, why=why)

    # What a line names

    def _references(self, kind: str, cells: ReadCells) -> tuple[dict[str, int], list[Item]]:
        """Return the records that a line refers to, by field; those that are new are planned."""
        keys: dict[str, int] = {}
        items: list[Item] = []
        for field_name, of in references(kind_by(kind)).items():
            if of.name == "partnership":
                items += self._partnership(kind, cells, keys, field_name)
                continue
            if of.name not in NAMED or (kind == "partner" and field_name == "business_center"):
                continue
            texts, damaged = part_of(kind, (field_name,), of.name, cells)
            if not texts and not damaged:
                if field_name == "business_center" and kind in {"partnership", "seat"}:
                    keys[field_name] = self._our_center()
                    self._centers |= {keys[field_name]} if kind == "seat" else set()
                continue
            if field_name in {"business_center", "owner_business_center"}:
                texts["is_own"] = "yes"
            may_add = field_name in {"asset", "partner", "person", "business_center"} or (
                field_name in {"owner_business_center", "owner_partner"}
            )
            key, found = self._trial.named(of.name, texts, {}, damaged, may_add=may_add)
            keys[field_name] = key
            if kind == "seat" and field_name == "business_center":
                self._centers.add(key)
            items += found
        return keys, items

    def _partnership(
        self, kind: str, cells: ReadCells, keys: dict[str, int], field_name: str
    ) -> list[Item]:
        """Find or plan the partnership that a share belongs to."""
        texts, damaged = part_of(kind, (field_name, "partner"), "partner", cells)
        if not texts and not damaged:
            raise Stopped(
                self._trial.item(ItemState.PROBLEM, field="partner", why=tr("Enter the partner."))
            )
        partner, items = self._trial.named("partner", texts, {}, damaged, may_add=True)
        center_texts, _ = part_of(kind, (field_name, "business_center"), "business-center", cells)
        center: int | None = None
        if center_texts:
            ours = {**center_texts, "is_own": "yes"}
            center, found = self._trial.named("business-center", ours, {}, {}, may_add=True)
            items += found
        current = self._trial.finder.period(partner, center)
        if current is None or (
            partnership_state(current, self._edit.today) in OVER and not _is_past(cells.texts)
        ):
            center = center if center is not None else self._our_center()
            refers = {"partner": partner, "business_center": center}
            current = self._trial.record("partnership", {}, refers)
            items.append(self._trial.new("partnership", self._trial.name("partner", partner)))
        keys[field_name] = current.id
        return items

    def _our_center(self) -> int:
        own = self._edit.records.select(BusinessCenter, is_own=True)
        if len(own) == 1:
            return own[0].id
        if not own:
            why = tr("Record your own Business Center first.")
            raise Stopped(self._trial.item(ItemState.PROBLEM, field="business_center", why=why))
        question = which_center(own)
        answer = self._trial.ask(question)
        self._is_center_open = not answer
        if not answer:
            why, key = tr("Several Business Centers are yours."), question.key
            item = self._trial.item(
                ItemState.CONFLICT, field="business_center", why=why, question=key
            )
            raise Stopped(item)
        return int(answer)

    # What a line is about

    def _between(
        self, kind: str, texts: dict[str, str], keys: Mapping[str, int], state: str, level: str
    ) -> list[Item]:
        needed = [name for name in NEEDED[kind] if name not in keys]
        record = None if needed else self._trial.finder.between(kind, keys, texts)
        if record is not None:
            # The line is about it, so that it is not missing, whatever comes of the line.
            self._trial.seen.add((kind, record.id))
        if "asset" in keys:
            self._level(level, texts, self._edit.records.get(Asset, keys["asset"]).asset_type)
        if needed:
            what = kind_words(references(kind_by(kind))[needed[0]].name)
            why = tr("Enter the {what}.", what=what)
            raise Stopped(self._trial.item(ItemState.PROBLEM, field=needed[0], why=why))
        if record is not None:
            return self._trial.compared(kind, record, texts, {})
        day = _SINCE.get(kind, "")
        self._expect_not_ended(kind, keys, texts, day)
        if kind == "seat" and folded(state) in _INVITED:
            day = "invited_on"
        is_told = texts.get(day) or texts.get("invited_on") or _is_past(texts)
        if day and not is_told:
            question = since_when(kind, by_tiktok=self._trial.asking.by_tiktok)
            answer = self._trial.ask(question, self._trial.reach(kind, texts))
            if not answer:
                why, key = tr("It does not say since when."), question.key
                raise Stopped(
                    self._trial.item(ItemState.CONFLICT, field=day, why=why, question=key)
                )
            if answer == LEAVE:
                why = tr("In TikTok, and not recorded.")
                raise Stopped(self._trial.item(ItemState.LEFT_OUT, why=why, question=question.key))
            if answer == TODAY:
                texts[day] = self._edit.today.isoformat()
        self._trial.record(kind, texts, keys)
        return [self._trial.new(kind, self._trial.line_name, texts)]

    def _expect_not_ended(
        self, kind: str, keys: Mapping[str, int], texts: Mapping[str, str], day: str
    ) -> None:
        """Ask what access is that is recorded as ended and listed all the same."""
        ended = self._trial.finder.ended(kind, keys, texts) if day else None
        if ended is None or _is_past(texts) or texts.get(day, "") > ended.isoformat():
            return
        question = listed_though_ended(kind)
        answer = self._trial.ask(question)
        if answer != NEW:
            state = ItemState.LEFT_OUT if answer else ItemState.CONFLICT
            why = tr("It is recorded as ended on {day}, and listed.", day=show_day(ended))
            item = self._trial.item(state, field=day, why=why, question=question.key)
            raise Stopped(item)

    # Small things

    def _level(self, raw: str, texts: dict[str, str], type_code: str) -> None:
        """Read the level of a line once the type of its asset is known."""
        if not raw:
            return
        surface = texts.get("surface", "")
        level, question = level_text(raw, type_code, surface), None
        is_word = len(raw.strip()) <= _LONGEST_MARK and bool(asset_type(type_code).levels)
        if level is None and is_word:
            question = what_mark_means(raw.strip(), type_code)
            level = self._trial.ask(question) or None
            if level == LEAVE:
                raise Stopped(self._left_out("level", raw, tr("These lines are left out.")))
        if level is None:
            state = ItemState.CONFLICT if question else ItemState.PROBLEM
            key = question.key if question else ""
            why = no_level(raw, type_code, surface)
            raise Stopped(self._trial.item(state, field="level", then=raw, why=why, question=key))
        texts["level"] = level

    def _asset_type(self, record: Record) -> str:
        asset = self._edit.records.find(Asset, id=getattr(record, "asset", 0))
        return asset.asset_type if asset is not None else ""

    def _expect_still_there(self, kind: str, state: str, texts: Mapping[str, str]) -> None:
        """Leave out a line that says of access that it has gone, without saying when."""
        has_ended = kind in _SINCE or kind == "partnership"
        if has_ended and folded(state) in _GONE and not _is_past(texts):
            why = tr("It says “{state}” without a date.", state=state)
            raise Stopped(self._trial.item(ItemState.LEFT_OUT, field=STATE, then=state, why=why))


def _is_past(texts: Mapping[str, str]) -> bool:
    return any(texts.get(day) for day in ("revoked_on", "removed_on", "verified_gone_on"))
