"""A copy of the register that went its own way, merged into it as one act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from delvia_desktop.domain.plans.one_at_a_time import once
from delvia_desktop.domain.plans.references import referred
from delvia_desktop.domain.plans.three_way import Disagreement, Side
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.words.errors import Conflict, DelviaError, Refused, RegisterError
from delvia_desktop.i18n import tr
from delvia_desktop.services.plans.records_around import name_of, users_of
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.register import stores


class Taken(NamedTuple):
    """A record that a merge changes: as it is and as it will be; None where it is not there."""

    before: Any
    after: Any


@dataclass(frozen=True)
class MergePlan:
    """What a copy has that the register has not, in the keys of the register.

    Both were the same up to the revision `base`. `decisions` are the sides by the keys of those
    `conflicts` that are decided, `obstacles` say what no choice of a side settles; with either of
    them open, nothing can be merged. `files` are those that come along, by their SHA-256.
    """

    copy: str
    base: int
    register_state: str
    taken: tuple[Taken, ...]
    conflicts: tuple[Disagreement, ...]
    decisions: Mapping[str, Side]
    obstacles: tuple[str, ...]
    files: frozenset[str]

    @property
    def undecided(self) -> tuple[Disagreement, ...]:
        """The conflicts that nobody decided yet."""
        return tuple(each for each in self.conflicts if each.key not in self.decisions)

    @property
    def has_differences(self) -> bool:
        """Whether the copy has anything that the register has not, or that is to be decided."""
        return bool(self.taken or self.undecided or self.obstacles)


def expect_another(register: Register, file: Path) -> None:
    """Refuse to merge a register with itself; raises Refused."""
    with suppress(OSError):
        if register.path is not None and file.samefile(register.path):
            raise Refused(tr("This is the register itself. Choose another copy of it."))


def is_copy(register: Register, file: Path) -> bool:
    """Tell whether a file is another copy of a register, as far as it can be read."""
    try:
        expect_another(register, file)
        open_copy(register, file).leave()
    except DelviaError:
        return False
    return True


def open_copy(register: Register, file: Path) -> Register:
    """Read another copy of a register, as it is now; raises Refused if it cannot be merged."""
    expect_another(register, file)
    try:
        opened = stores.open_to_read(file)
    except RegisterError as error:  # it speaks of a register, and it is not the one that is open
        words = tr("“{file}” cannot be merged: {reason}", file=file.name, reason=str(error))
        raise Refused(words) from error
    other = Register(opened, register.who, register.clock)
    ours, theirs = register.store.connection, other.store.connection
    if not journal.last_common(ours, theirs):
        other.leave()
        raise Refused(
            tr("{file} is a copy of another register. Nothing was changed.", file=file.name)
        )
    return other


def merge_copy(edit: Edit, plan: MergePlan, content: Callable[[str], bytes]) -> None:
    """Do what a plan says as one act; `content` returns the bytes of a file of the copy.

    Raises Refused if something is not decided, Conflict if the register changed meanwhile.
    """
    if plan.undecided or plan.obstacles:
        raise Refused(tr("The copies disagree. Nothing was changed."))
    if edit.last.digest != plan.register_state:
        raise Conflict(tr("The register was changed meanwhile. Compare it with the copy again."))
    # What was recorded in the copy was vouched for there.
    texts = {text for _, after in plan.taken if after for text in _texts(encode(after))}
    edit.author = replace(edit.author, vouched=edit.author.vouched | texts)
    for sha256 in sorted(plan.files):
        edit.keep_content(content(sha256))
    _do(edit, plan.taken)
    edit.name(tr("Merged the copy “{file}”", file=plan.copy))


def _do(edit: Edit, taken: Sequence[Taken]) -> None:
    """Change what is taken in such an order that each change fits what is there by then."""
    gone = [before for before, after in taken if after is None]
    first = [record for record in reversed(gone) if not users_of(edit.records, record)]
    for record in first:
        edit.remove(record)
    new = {name_of(after) for before, after in taken if before is None}
    changed = [each for each in taken if each.before and each.after]
    # What ends makes room for what can be but once at a time, changed or new.
    changed.sort(key=lambda each: once(each.after, lambda period: period, edit.today) is not None)
    late = {name_of(r) for _, r in changed if any((k, n) in new for _, k, n in referred(r))}
    for before, after in changed:
        if name_of(after) not in late:
            edit.put(before, after)
    for _, after in (each for each in taken if each.before is None):
        edit.add(after)
    for before, after in changed:
        if name_of(after) in late:
            edit.put(before, after)
    for record in reversed(gone):
        if record not in first:
            edit.remove(record)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - a JSON value
    if isinstance(value, str):
        yield value
    for part in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _texts(part)
