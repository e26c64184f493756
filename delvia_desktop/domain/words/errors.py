"""Everything that can go wrong and has a sentence for the person who meets it.

DelviaError            its text is meant for the person; anything else is a bug
  Invalid              a draft has problems, each tied to a field
  Conflict             what was to be replaced is no longer what is stored
  Missing              no such record
  Refused              a rule of the record forbids the act
  RegisterError        the register file cannot be used as asked
    NotARegister       not one of ours, or not readable as one
    NewerRegister      written by a newer program
    DamagedRegister    its content fails the check
    LockedRegister     another program is writing to it
    ReadOnlyRegister   it was opened for reading only
    ChangedOutside     it was replaced, rolled back or removed while open
    DiskTrouble        the disk is full or failed
    BackupFailed       the acts stand, but their backup could not be made
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field

from delvia_desktop.i18n import ntr


class DelviaError(Exception):
    """An error whose text is meant for the person."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of a draft; it must be solved before the draft is recorded.

    `doubted` is the text that looks like a secret: the person can vouch that it is none.
    """

    field: str
    text: str
    doubted: str = dataclass_field(default="", repr=False)


@dataclass(frozen=True)
class Notice:
    """What looks odd in one field of a draft; the draft may be recorded all the same.

    `is_likely` marks what may well be as it should be: it is said, and nobody has to answer it.
    """

    field: str
    text: str
    is_likely: bool = False


class Invalid(DelviaError):
    """A draft has problems; all of them are told at once."""

    def __init__(self, problems: tuple[Problem, ...], notices: tuple[Notice, ...] = ()) -> None:
        """Keep the problems, of which there is at least one, and what looked odd besides."""
        self.problems = problems
        self.notices = notices
        super().__init__("\n".join(problem.text for problem in problems))

    def headline(self) -> str:
        """Say how many problems there are."""
        count = len(self.problems)
        return ntr("{n} problem to fix first", "{n} problems to fix first", count)


class Conflict(DelviaError):
    """What was to be replaced is no longer what is stored."""


class Missing(DelviaError):
    """No such record."""


class Refused(DelviaError):
    """A rule of the record forbids the act; the text says which and what to do first."""


class RegisterError(DelviaError):
    """The register file cannot be used as asked."""


class NotARegister(RegisterError):
    """The file is not a Delvia register, or cannot be read as one."""


class NewerRegister(RegisterError):
    """The file was written by a newer program."""


class DamagedRegister(RegisterError):
    """The content of the file fails the check of structure or digests."""


class LockedRegister(RegisterError):
    """Another program is writing to the file."""


class ReadOnlyRegister(RegisterError):
    """The file was opened for reading only."""


class ChangedOutside(RegisterError):
    """The file was replaced, rolled back or removed while it was open."""


class DiskTrouble(RegisterError):
    """The disk is full, failed, or does not let us write."""


class BackupFailed(RegisterError):
    """What was recorded stands in the file, but its backup could not be made."""
