"""Papers on their way out by e-mail: the mail program is opened, sending is left to the person.

Nothing here touches a network. The attachment lies in a folder of its own that only its owner can
read; the mail program may read it as late as when the person sends, so it stays for a day.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.papers.sealing import digest_of, short_code, unseal
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.mail_file import Letter, unsent
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.file import files
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.file.own_folder import own_folder

if TYPE_CHECKING:
    # Old attachments are removed when a window closes, which must not load what draws papers.
    from delvia_desktop.services.papers.papers import Prepared

_PATIENCE = 4.0
"""Seconds after which a program that still runs is taken to have opened: some stay until closed."""

_STAYS = 86_400
"""Seconds that an attachment stays at least: a mail that is being written still needs it."""

_started: list[subprocess.Popen[bytes]] = []


class Opened(Enum):
    """What the system could open."""

    MAIL = "mail"
    FOLDER = "folder"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Outcome:
    """What was opened, and where the attachment lies."""

    opened: Opened
    file: Path

    @property
    def words(self) -> str:
        """What came of it, for the person."""
        if self.opened == Opened.MAIL:
            return tr("Your email program is opening a message with {file}. Check it and send "
                      "it there.", file=self.file.name)  # fmt: skip
        if self.opened == Opened.FOLDER:
            return tr("No email program could be opened. Attach the file yourself: {file}",
                      file=str(self.file))  # fmt: skip
        return tr("Neither an email program nor the folder could be opened. The file is here: "
                  "{file}",
                  file=str(self.file))  # fmt: skip


def letter_with(register: Register, paper: Prepared) -> Letter:
    """Return the e-mail for sending a paper; raises Refused unless it is issued or a draft."""
    if not paper.is_issued and not paper.is_draft:
        raise Refused(tr("Issue the document first, or email a marked draft."))
    brand = register.brand.name
    partner = (
        register.records.find(Partner, id=paper.record.partner)
        if paper.record.partner is not None
        else None
    )
    if paper.is_draft:
        words = tr(
            "Attached is a draft of the access record “{title}” of {brand}. It has no number "
            "and is for information only.",
            title=paper.record.title,
            brand=brand,
        )
    else:
        words = tr(
            "Attached is the access record {number}, “{title}”, of {brand}.\n\nThe code at the "
            "end of the document is {code}. To check that the file has not been altered since "
            "it was issued, compare its SHA-256 with the one in our register:\n{sha256}\n\nTo "
            "acknowledge the access record, reply that you agree, or return the signed document.",
            number=paper.number,
            title=paper.record.title,
            brand=brand,
            code=short_code(digest_of(unseal(paper.content).data)),
            sha256=paper.record.sha256,
        )
    to = partner.contact_email if partner is not None else ""
    return Letter(to, f"{brand}: {paper.title}", words, paper.file_name, paper.content)


def open_letter(letter: Letter) -> Outcome:
    """Open the e-mail for sending in the mail program, else show the attachment's folder.

    Takes some seconds, so it belongs beside a window. Raises DiskTrouble.
    """
    sweep()
    folder = _folder_of_its_own()
    file = folder / letter.name
    files.write_file(file, letter.content)
    if _open_mail(letter, file):
        return Outcome(Opened.MAIL, file)
    return Outcome(Opened.FOLDER if _open(folder) else Opened.NOTHING, file)


def sweep() -> None:
    """Remove the attachments of papers sent before, once no mail program needs them."""
    before = time.time() - _STAYS
    with suppress(OSError):
        for folder in tuple(_place().iterdir()):
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)


def _place() -> Path:
    return own_folder() / "mail"


def _folder_of_its_own() -> Path:
    with told():
        _place().mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=_place()))


def _open_mail(letter: Letter, file: Path) -> bool:
    if sys.platform in {"darwin", "win32"}:
        mail = file.with_suffix(".eml")
        files.write_file(mail, unsent(letter))
        return _open(mail)
    head = ["--utf8", "--subject", letter.subject, "--body", letter.text, "--attach", str(file)]
    return _run("xdg-email", *head, *filter(None, [letter.to]))


def _open(path: Path) -> bool:
    """Let the system open a file or a folder with the program that it has for it."""
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - a file of ours, with the program the person chose
        except OSError:
            return False
        return True
    return _run("open" if sys.platform == "darwin" else "xdg-open", str(path))


def _run(name: str, *arguments: str) -> bool:
    """Start a program of the system; tell whether it is there and did not fail at once."""
    program = shutil.which(name)
    if program is None:
        return False
    try:
        # No shell reads the arguments, and what they hold is text of the register.
        process = subprocess.Popen(  # noqa: S603 - the system's own opener
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        _started.append(process)
        return True
