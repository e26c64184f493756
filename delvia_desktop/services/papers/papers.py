"""Papers: prepared from a picture, issued under a number, kept for ever."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from delvia_desktop.domain.evidence.file_names import cut_name, plain_name
from delvia_desktop.domain.matrix.matrix import Matrix
from delvia_desktop.domain.papers.content import Head
from delvia_desktop.domain.papers.kinds import matrix_record
from delvia_desktop.domain.papers.notices import PaperNotice
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.words.errors import Conflict, Refused
from delvia_desktop.i18n import tr
from delvia_desktop.reports.drawing import content_paper
from delvia_desktop.reports.drawing.appearance import Look
from delvia_desktop.services.papers import access_records
from delvia_desktop.services.papers.letterheads import letterhead_of, logo_of
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit


@dataclass(frozen=True)
class Prepared:
    """A paper as it will be issued, or the issued one that says exactly the same already.

    `kind` says which kind it is, `notices` are what to look at before it is issued.
    """

    content: bytes
    pages: int
    record: AccessRecord
    request: PaperRequest
    kind: str
    notices: tuple[PaperNotice, ...] = ()

    @property
    def is_issued(self) -> bool:
        """Whether it has its number for good."""
        return self.record.id != 0

    @property
    def is_draft(self) -> bool:
        """Whether it is marked as a draft, which is never issued."""
        return self.request.edition.is_draft

    @property
    def number(self) -> str:
        """The number under which it is or will be issued; a draft has none."""
        return tr("Draft") if self.is_draft else self.record.number

    @property
    def title(self) -> str:
        """What it is called in a window."""
        return f"{self.number} · {self.record.title}"

    @property
    def file_name(self) -> str:
        """The name under which it is saved, without what a file system may refuse."""
        return file_name_of(self.number, *kind_and_title(self.record, self.kind))

    @property
    def standing(self) -> str:
        """Whether it is issued, and when that happens."""
        if self.is_issued:
            return tr("{number} is issued and stored in the register.", number=self.number)
        if self.is_draft:
            return tr("Draft: marked on every page, without a number, not stored in the register.")
        return tr(
            "Not issued yet. Saving, printing or emailing it issues it as {number} and stores "
            "it in the register.",
            number=self.number,
        )


@dataclass(frozen=True)
class PrintedView:
    """A view on paper as it was seen; it has no number and is not kept in the register."""

    content: bytes
    pages: int
    title: str

    @property
    def file_name(self) -> str:
        """The name under which it is saved, without what a file system may refuse."""
        return file_name_of(self.title)

    @property
    def standing(self) -> str:
        """Why it has no number."""
        return tr("Printed view, not issued as an access record.")


Paper = Prepared | PrintedView


def look_of(register: Register, edition: Edition) -> Look:
    """Return the look of papers in an edition, with the letterhead of the register."""
    accent = letterhead_of(register.records).accent
    return Look(edition.page_size, edition.language, accent, logo_of(register))


def print_matrix(register: Register, matrix: Matrix, asked: str) -> PrintedView:
    """Return a matrix printed as a paper; `asked` says in words what of it is shown."""
    brand = register.brand.name
    known = matrix.known
    seen = matrix_record.view(matrix, brand, asked)
    look = look_of(register, Edition(page_size=letterhead_of(register.records).page_size))
    head = Head("", "", brand, "", "", known.on, known.as_of, known.revision, known.register_state)
    return PrintedView(*content_paper.render(seen, head, None, look), seen.title)


def says_the_same(record: AccessRecord, picture: Picture) -> bool:
    """Tell whether a paper was prepared from the same knowledge for the same day."""
    return (record.on, record.register_state) == (picture.on, picture.register_state)


def issue(edit: Edit, prepared: Prepared) -> AccessRecord:
    """Issue a prepared paper under its number, as one act; undo passes it by.

    Raises Conflict if the number was taken meanwhile, Refused for a draft.
    """
    record = prepared.record
    if prepared.is_issued:
        return record
    if prepared.is_draft:
        raise Refused(tr("A draft cannot be issued. Prepare the final document."))
    if edit.records.find(AccessRecord, number=record.number) is not None:
        raise Conflict(tr("Another document was issued in the meantime. Prepare this one again."))
    edit.name(tr("Issued {number} for {title}", number=record.number, title=record.title))
    edit.keep()
    kept, now = edit.keep_content(prepared.content), edit.now.astimezone(UTC)
    return edit.add(replace(record, sha256=kept, issued_at=now))


def save_paper(paper: Paper, target: Path, replacing: Replacing = Replacing.NOTHING) -> None:
    """Write a paper to a file of its own; raises Refused or DiskTrouble."""
    outputs.save(target, paper.content, replacing)


def issued_paper(register: Register, key: int) -> Prepared:
    """Return an issued paper with the very bytes that the register keeps."""
    record = register.records.get(AccessRecord, key)
    request = access_records.request_for(record)
    kind = access_records.kind_of(register.records, record)
    return Prepared(register.content(record.sha256), record.pages, record, request, kind)


def kind_and_title(record: AccessRecord, kind: str) -> tuple[str, ...]:
    """Return what tells papers about the same apart in file names: kind and title.

    A name of a record alone does not tell which paper it is; the title of the others does.
    """
    if (record.subject_kind or "partner") in {"partner", "run", "person", "asset"}:
        return kind, record.title
    return (record.title,)


def file_name_of(*words: str) -> str:
    """Return the name of a paper's PDF file from words, nothing unsafe in it, cut if too long."""
    return f"{cut_name(plain_name(' '.join(words).replace(': ', ' - ')))}.pdf"
