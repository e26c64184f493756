"""The papers of a handover saved: each as a file in one folder, or all in one PDF."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from delvia_desktop.domain.evidence.evidence import Subject
from delvia_desktop.domain.evidence.file_names import cut_name
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.words.errors import DiskTrouble, Refused
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers import papers
from delvia_desktop.services.papers.access_records import kind_of
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import AlreadyThere, Replacing
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.file.error_sentences import told as told_of_disk

_REFUSED = frozenset('<>:"/\\|?*')
"""Characters that some file system has no room for in a name."""

Files = dict[str, bytes]
"""What is saved, by the names under which it is."""


def files_of(register: Register, chosen: Sequence[AccessRecord], *, with_signed: bool) -> Files:
    """Return the files to save of a handover: its papers, and what is kept with them."""
    found: Files = {}
    for record in chosen:
        found[_name_of(register, record)] = register.content(record.sha256)
        if with_signed:
            found |= _kept_with(register, record)
    return found


def make_folder(folder: Path) -> None:
    """Make the folder in which a handover is saved, its owner's only, unless it is there.

    Raises Refused or DiskTrouble.
    """
    outputs.expect_name(folder)
    with told_of_disk():
        folder.mkdir(mode=0o700, exist_ok=True)


def taken(folder: Path, wanted: Files) -> list[str]:
    """Return the names already taken in a handover's folder; raises DiskTrouble."""
    with told_of_disk():
        return [
            name
            for name, content in wanted.items()
            if os.path.lexists(folder / name) and not _holds(folder / name, content)
        ]


def save_in_folder(folder: Path, wanted: Files, replacing: Replacing = Replacing.NOTHING) -> None:
    """Save a handover's files in a folder; raises Refused, or DiskTrouble with what is there.

    A file with the same content stays as it is.
    """
    with told_of_disk():
        new = {n: content for n, content in wanted.items() if not _holds(folder / n, content)}
    if replacing is Replacing.NOTHING and (names := taken(folder, new)):
        raise AlreadyThere(
            tr("These files already exist: {files}. Nothing was written.", files=", ".join(names))
        )
    for name, content in new.items():
        outputs.expect_place(folder / name, replacing, content)
    saved = [name for name in wanted if name not in new]
    for name, content in new.items():
        progress(len(saved), len(wanted))
        try:
            outputs.save(folder / name, content, replacing)
        except DiskTrouble as error:
            if not saved:
                raise
            text = tr("{problem} Saved before that: {files}.", problem=str(error),
                      files=", ".join(saved))  # fmt: skip
            raise DiskTrouble(text) from error
        saved.append(name)


def save_as_one(
    register: Register,
    chosen: Sequence[AccessRecord],
    target: Path,
    replacing: Replacing = Replacing.NOTHING,
    *,
    with_signed: bool,
) -> None:
    """Save a handover's papers as one PDF with bookmarks, the originals inside.

    Raises Refused or DiskTrouble.
    """
    outputs.expect_place(target, replacing)
    content = gathered(register, chosen, with_signed=with_signed)
    outputs.save(target, content, replacing)


def gathered(register: Register, chosen: Sequence[AccessRecord], *, with_signed: bool) -> bytes:
    """Return a handover's papers as one PDF to save; raises Refused without any, or Cancelled."""
    from delvia_desktop.reports.drawing.gathering import GatheredPaper, gather  # noqa: PLC0415 - loads pypdf

    if not chosen:
        raise Refused(tr("Choose at least one document."))
    parts = [
        GatheredPaper(
            f"{record.number} · {kind_of(register.records, record)} · {record.title}",
            record.edition.language,
            _name_of(register, record),
            register.content(record.sha256),
            _kept_with(register, record) if with_signed else {},
        )
        for record in chosen
    ]
    numbers = ", ".join(record.number for record in chosen)
    brand = register.brand.name
    title = tr("Handover documents of {brand}: {numbers}", brand=brand, numbers=numbers)
    newest = max(record.issued_at for record in chosen)
    return gather(title, brand, newest, parts)


def _name_of(register: Register, record: AccessRecord) -> str:
    kind = kind_of(register.records, record)
    return papers.file_name_of(record.number, *papers.kind_and_title(record, kind))


def _holds(file: Path, content: bytes) -> bool:
    """Tell whether an ordinary file has this content already."""
    return file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content


def _kept_with(register: Register, record: AccessRecord) -> Files:
    """Return the files that are kept with a paper, by names that begin with its number."""
    found: Files = {}
    taken_already = {papers.file_name_of(record.number, record.title).casefold()}
    for kept in evidence.files_of(register.records, Subject("access-record", record.id)):
        plain = "".join("_" if c in _REFUSED else c for c in f"{record.number} {kept.name}")
        path = PurePosixPath(plain)
        stem = cut_name(path.stem)
        name = stem + path.suffix
        count = 1
        # Some file systems take names for the same that differ in capitals.
        while name.casefold() in taken_already:
            count += 1
            name = f"{stem} ({count}){path.suffix}"
        taken_already.add(name.casefold())
        found[name] = register.content(kept.sha256)
    return found
