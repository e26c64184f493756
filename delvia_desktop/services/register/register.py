"""The register as a person has it open: the one door, undo and redo, time travel, and reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.records.brand import THE_BRAND, Brand, BrandDraft, check_brand
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import ChangedOutside, Notice
from delvia_desktop.domain.words.moments import local
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.drawing import undrawn
from delvia_desktop.services.register.latest import Latest, Touched
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.rehearsal import Rehearsal, Rehearsed
from delvia_desktop.services.register.reverting import (
    Reverting,
    redoing,
    reverting,
    title_of,
    undoing,
)
from delvia_desktop.storage.file.file_format import MAJOR, MINOR
from delvia_desktop.storage.journal import journal, replay
from delvia_desktop.storage.journal.edit import Author, Edit, NothingChanged
from delvia_desktop.storage.journal.integrity import Damage
from delvia_desktop.storage.journal.obstacles import Obstacle, obstacle
from delvia_desktop.storage.journal.pictures import take_picture
from delvia_desktop.storage.lists import lists
from delvia_desktop.storage.lists.listing import Listing
from delvia_desktop.storage.register import exports, stores
from delvia_desktop.storage.register.backups import Backup
from delvia_desktop.storage.register.store import Store
from delvia_desktop.storage.tables.records import Records

P = ParamSpec("P")
T = TypeVar("T")
Clock = Callable[[], datetime]


def local_now() -> datetime:
    """Return the present moment in the person's zone, a register's clock."""
    return local(datetime.now(UTC))


@dataclass
class Register:
    """An open register and the person who works in it."""

    store: Store
    who: str
    clock: Clock = local_now
    _vouched: set[str] = field(default_factory=set)
    _listeners: list[Callable[[Touched], None]] = field(default_factory=list)
    latest: Latest = field(default_factory=Latest, repr=False)

    # Asking

    @property
    def path(self) -> Path | None:
        """Where the file is; None for a register in memory."""
        return self.store.path

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, or an empty text."""
        return self.store.read_only

    @property
    def backup(self) -> Backup | None:
        """What is open, if it is a backup, which can be restored in the place of its register."""
        return self.store.backup

    @property
    def is_let_go(self) -> bool:
        """Whether the file was changed outside, so that only what is in hand is shown."""
        return self.store.is_let_go

    @property
    def revision(self) -> int:
        """The number of the last revision."""
        return self.store.head.number

    @property
    def register_state(self) -> str:
        """The digest of the last revision, which stands for everything recorded so far."""
        return self.store.head.digest

    @property
    def schema(self) -> str:
        """The version of the schema that this program writes."""
        return f"{MAJOR}.{MINOR}"

    @property
    def today(self) -> date:
        """The day where the person is."""
        return self.clock().date()

    @property
    def brand(self) -> Brand:
        """The brand whose record this is."""
        return self.records.find(Brand, id=THE_BRAND) or Brand(THE_BRAND, "")

    @property
    def records(self) -> Records:
        """The records as they stand."""
        return self.store.records

    def reading(self) -> Reading:
        """Start to read a draft without recording it, to show notices while the person types."""
        return Reading(self.today, self.is_vouched, undrawn)

    def vouch(self, text: str) -> None:
        """Take the person's word that a text is no secret, for this text only and while it is open.

        Once recorded it is not asked about again: nothing else reaches the register.
        """
        self._vouched.add(text)

    def is_vouched(self, text: str) -> bool:
        """Tell whether the person said of a text that it is no secret."""
        return text in self._vouched or self.store.holds_text(text)

    def picture(self, on: date | None = None) -> Picture:
        """Return everything recorded, to be asked about a day; today if none is given."""
        return take_picture(self.store.connection, on or self.today)

    def situation(self, on: date | None = None) -> Situation:
        """Return the same as rules ask about it; after an act only what it touched is read."""
        return self.latest.on(self.store, on or self.today)

    def rows(self, row: type[T], wanted: Wanted) -> Listing[T]:
        """Return the list whose lines are of a class such as `ShareRow`; nothing is read yet."""
        return lists.rows(self.store.connection, row, wanted)

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a file that is kept in the register."""
        return self.store.content(sha256)

    def check(self) -> list[Damage]:
        """Return everything that is wrong with the file; nothing if it is sound."""
        return self.store.check()

    def trouble(self) -> str:
        """Say what is wrong with the file by now, or return an empty text."""
        return self.store.trouble()

    # Acting

    def perform(
        self,
        use_case: Callable[Concatenate[Edit, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do one act: everything that the use case changes becomes one revision, or nothing does.

        Raises what the use case raises (Invalid, Conflict, Refused), or a RegisterError.
        """
        return self._act(lambda edit: use_case(edit, *args, **kwargs), "")

    def perform_because(
        self,
        reason: str,
        use_case: Callable[Concatenate[Edit, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do one act and keep the person's reason with it; raises Invalid for the reason too."""
        why = self.checked_reason(reason)
        return self._act(lambda edit: use_case(edit, *args, **kwargs), why)

    def checked_reason(self, reason: str) -> str:
        """Return a person's reason as it is kept; raises Invalid."""
        reading = self.reading()
        why = reading.line("reason", reason)
        reading.done()
        return why

    def rehearse(
        self,
        use_case: Callable[Concatenate[Edit, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Return what an act would give, without doing it; raises what the act would raise."""
        with suppress(Rehearsed), self.store.edit(self.author("")) as edit:
            result = use_case(edit, *args, **kwargs)
            raise Rehearsed
        return result

    def notices_of(
        self, use_case: Callable[Concatenate[Edit, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[Notice, ...]:
        """Return what looks odd about an act, without doing it; raises Invalid for what is wrong.

        It goes as far as its checks and writes nothing, so it can be asked while a person types.
        """
        rehearsal = Rehearsal(self.store, self.author(""), self.reading)
        return rehearsal.notices_of(lambda edit: use_case(edit, *args, **kwargs))

    @property
    def undo_title(self) -> str:
        """What an undo would take back, or an empty text."""
        return title_of(self.store, self.store.head.undo_top)

    @property
    def redo_title(self) -> str:
        """What a redo would do again, or an empty text."""
        return title_of(self.store, self.store.head.redo_top)

    @property
    def undo_obstacle(self) -> Obstacle | None:
        """The document that keeps the next undo from ever being done, if there is one."""
        return obstacle(self.store.connection, self.store.head.undo_top)

    @property
    def redo_obstacle(self) -> Obstacle | None:
        """The document that keeps the next redo from ever being done, if there is one."""
        return obstacle(self.store.connection, self.store.head.redo_top)

    def undo(self) -> str:
        """Take back the last act and return its title; raises Refused if there is none."""
        return self._revert(self.undoing())

    def redo(self) -> str:
        """Do again what was undone last and return its title; raises Refused if there is none."""
        return self._revert(self.redoing())

    def undoing(self) -> Reverting:
        """Return what takes back the last act; raises Refused if there is none."""
        return undoing(self.store)

    def redoing(self) -> Reverting:
        """Return what does again what was undone last; raises Refused if there is none."""
        return redoing(self.store)

    def revert(self, number: int) -> str:
        """Take back any past revision; raises Conflict if its records were changed since."""
        return self._revert(reverting(self.store, number))

    def listen(self, listener: Callable[[Touched], None]) -> Callable[[], None]:
        """Call the listener after every act; return what ends that."""
        self._listeners.append(listener)

        def end() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return end

    def refresh(self) -> bool:
        """Take notice of what another program did; return whether there was anything."""
        return self.store.refresh(self.clock())

    # The past, copies, the end

    def known_at(self, moment: datetime) -> journal.KnownAt:
        """Return the last revision at or before a moment, 0 if the register is younger."""
        return self.store.known_at(moment)

    def as_of(self, revision: int) -> Register:
        """Return the register as it was known after a revision, for reading only."""
        return Register(self.store.as_of(revision), self.who, self.clock)

    def copy(self) -> Register:
        """Return a copy in memory for work in the background, for reading only."""
        return self._beside(self.store.copy())

    def reader(self) -> Register:
        """Return the same register for reading beside the window; it costs nothing.

        What is recorded meanwhile shows there: `refresh` tells so, and what was read is of both.
        """
        return self._beside(self.store.reader())

    def _beside(self, store: Store) -> Register:
        return Register(
            store, self.who, self.clock, set(self._vouched), latest=self.latest.branch()
        )

    def back_up(self) -> Path | None:
        """Make a verified backup beside the register; raises BackupFailed."""
        return self.store.back_up(self.clock())

    def back_up_changes(self) -> Path | None:
        """Make a verified backup if anything changed since the last one; raises BackupFailed."""
        return self.store.back_up_changes(self.clock())

    def save_copy(self, target: Path, replacing: Replacing = Replacing.NOTHING) -> None:
        """Write a verified copy of the register under another name; raises Refused or DiskTrouble.

        Of registers it replaces an earlier copy of this one only.
        """
        store = self.store
        outputs.save_register(target, replacing, store.fill_copy, store.has_grown_from)
        store.copy_is_kept()

    def close(self) -> Path | None:
        """Close the file, after a verified backup if anything changed; return the backup.

        Raises BackupFailed, once it is closed.
        """
        return self.store.close(self.clock())

    def leave(self) -> None:
        """Close the file without a backup."""
        self.store.leave()

    def author(self, reason: str) -> Author:
        """Return who acts now and why."""
        return Author(self.who, self.clock(), reason, frozenset(self._vouched))

    def _act(self, use_case: Callable[[Edit], T], reason: str) -> T:
        result: list[T] = []
        try:
            with self.store.edit(self.author(reason)) as edit:
                result.append(use_case(edit))
                touched = Touched(edit.last.number + 1, edit.touched())
        except NothingChanged:
            return result[0]
        except ChangedOutside:
            self.tell(Touched(self.revision, frozenset()))  # only what is in hand is shown now
            raise
        self.tell(touched)
        return result[0]

    def tell(self, touched: Touched) -> None:
        """Tell all who listen what an act changed."""
        self.latest.touch(touched)
        for listener in tuple(self._listeners):
            listener(touched)

    def _revert(self, act: Reverting) -> str:
        self._act(act, "")
        return act.title


def new_register(path: Path, brand: BrandDraft, who: str, clock: Clock = local_now) -> Register:
    """Make and open a register for a brand under a name that must be free.

    Raises Invalid for the brand before anything is written, Refused for a name that belongs to
    another register, or a RegisterError.
    """
    check_brand(brand, Reading(clock().date()))
    outputs.expect_name(path)
    register = Register(stores.create(path, who, clock()), who, clock)
    register.perform(record_brand, brand)
    return register


def open_register(path: Path, who: str, clock: Clock = local_now) -> Register:
    """Open a register as a person has it; raises a RegisterError that says why not."""
    return Register(stores.open_store(path, who, clock()), who, clock)


def check_file(path: Path) -> list[Damage]:
    """Return everything wrong with a register's file; raises RegisterError if it is none."""
    return stores.check_file(path)


def record_brand(edit: Edit, draft: BrandDraft) -> Brand:
    """Record the brand in its open register, or change it there."""
    brand = check_brand(draft, edit.reading())
    before = edit.records.find(Brand, id=THE_BRAND)
    if before is not None:
        edit.name(tr("Changed the brand {name}", name=brand.name))
        return edit.put(before, brand)
    edit.name(tr("Recorded the brand {name}", name=brand.name))
    edit.keep()  # the beginning of a register is not something to undo
    return edit.add(brand)


def rebuild(lines: Iterator[str]) -> Register:
    """Return a register in memory with what exported journal lines add up to."""
    connection = replay.empty_in_memory()
    connection.execute("BEGIN")
    exports.import_lines(connection, lines)
    connection.execute("COMMIT")
    replay.rebuild_state(connection)
    text = tr("This copy is read-only.")
    return Register(Store(connection, None, None, text), "")


def counts_of(register: Register) -> Mapping[str, int]:
    """Return how many records of each kind a register has, by the name of the kind."""
    return register.store.counts()
