"""Evidence: what can be kept with a record, what is refused, and that nothing is lost or run."""

from __future__ import annotations

import os
import sqlite3
import zlib
from pathlib import Path

import pytest

from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.evidence.emails import read_email
from delvia_desktop.domain.evidence.evidence import (
    LARGEST,
    Attachment,
    CaptionDraft,
    FileDraft,
    Note,
    NoteDraft,
    Subject,
)
from delvia_desktop.domain.evidence.media import NAME_LIMIT, clean_name, media_type
from delvia_desktop.domain.words.errors import Conflict, Invalid, Refused, RegisterError
from delvia_desktop.services.access import partners
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.history import history
from delvia_desktop.services.register.register import open_register


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    rows = zlib.compress(b"".join(b"\x00" + b"\x40\x80\xc0" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MAIL = (
    b"From: Tom Hale <tom@brightside.example>\r\nTo: mara@nova.example\r\n"
    b"Date: Tue, 3 Feb 2026 09:14:00 +0100\r\nSubject: Access\r\n\r\nWe see the account.\r\n"
)
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "__substg1.0_".encode("utf-16-le")


def subject(nova) -> Subject:
    return Subject("partner", nova.partner.id)


def keep(nova, *drafts: FileDraft) -> list[Attachment]:
    return nova.register.perform(evidence.attach, subject(nova), drafts)


def problem(error) -> str:
    return " ".join(problem.text for problem in error.value.problems)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(), "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
        (b"GIF89a" + bytes(10) + b";", "image/gif"),
        (b"RIFF\x0e\x00\x00\x00WEBPVP8 " + bytes(10), "image/webp"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "image/heic"),
        (PDF, "application/pdf"),
        (MAIL, "message/rfc822"),
        (OUTLOOK, "application/vnd.ms-outlook"),
        ("Zażółć gęślą jaźń".encode(), "text/plain"),
        ("Köln".encode("cp1252"), "text/plain"),
        ("Tōkyō".encode("utf-16"), "text/plain"),
    ],
)
def test_a_file_is_known_by_its_content_whatever_its_name(nova, content, kind):
    [kept] = keep(nova, FileDraft("anything.dat", content))
    assert kept.media_type == kind
    assert nova.register.content(kept.sha256) == content
    assert not nova.register.check()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.png", b"", "empty"),
        ("screenshot.png", b"MZ\x90\x00" + bytes(300), "program"),
        ("screenshot.png", b"\x7fELF" + bytes(300), "program"),
        ("note.txt", b"#!/bin/sh\nrm -rf x\n", "program or script"),
        ("clean up.bat", b"del *.*\r\n", "script"),
        ("page.txt", b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        ("drawing.png", b"<?xml version='1.0'?><svg onload='x()'/>", "web page or drawing"),
        ("contract.docx", b"PK\x03\x04" + bytes(300), "Save its content as a PDF"),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "Accepted: images"),
        ("data.bin", bytes(range(256)), "Accepted: images"),
        ("cut.png", png()[:-20], "incomplete"),
        ("cut.pdf", PDF[:20], "incomplete"),
        ("cut.webp", b"RIFF\xff\xff\x00\x00WEBPVP8 ", "incomplete"),
        ("film.png", png() + bytes(LARGEST), "the limit is 25 MB"),
        ("long.txt", b"word " * 300_000, "too long"),
        ("access.txt", b"Login nova\nPassword: Sommer2024!", "appears to contain a password"),
        ("mail.eml", MAIL + b"The password is Sommer2024!\r\n", "appears to contain a password"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(nova, name, content, words):
    before = nova.register.revision
    with pytest.raises(Invalid) as error:
        keep(nova, FileDraft(name, content))
    assert words in problem(error)
    assert nova.register.revision == before
    rows = nova.register.store.connection.execute("SELECT count(*) FROM contents").fetchone()
    assert rows == (0,)


@pytest.mark.parametrize(
    ("raw", "kind", "name"),
    [
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\temp\\shot.PNG", "image/png", "shot.PNG"),
        ("holiday\u202egnp.exe", "image/png", "holidaygnp.exe.png"),
        ("a\nb\x00c.pdf", "application/pdf", "abc.pdf"),
        ("   ", "image/png", "Unnamed.png"),
        ("ภาพ หน้าจอ.jpeg", "image/jpeg", "ภาพ หน้าจอ.jpeg"),
    ],
)
def test_a_name_is_kept_without_what_deceives(raw, kind, name):
    assert clean_name(raw, kind) == name


def test_a_name_of_three_hundred_characters_keeps_its_ending(nova):
    [kept] = keep(nova, FileDraft("ł" * 300 + ".png", png()))
    assert len(kept.name) == NAME_LIMIT
    assert kept.name.endswith("ł.png")


def test_the_same_content_twice_on_one_record_is_told(nova):
    keep(nova, FileDraft("a.png", png()))
    with pytest.raises(Invalid) as error:
        keep(nova, FileDraft("b.png", png()))
    assert "as “a.png”" in problem(error)
    with pytest.raises(Invalid):
        keep(nova, FileDraft("c.txt", b"one"), FileDraft("d.txt", b"one"))
    other = Subject("asset", nova.ad_account.id)
    [again] = nova.register.perform(evidence.attach, other, [FileDraft("b.png", png())])
    stored = nova.register.store.connection.execute("SELECT count(*) FROM contents").fetchone()
    assert (again.name, stored) == ("b.png", (1,))


def test_a_record_has_room_for_a_hundred_files(nova):
    keep(nova, *(FileDraft(f"{n}.txt", f"note {n}".encode()) for n in range(100)))
    with pytest.raises(Invalid) as error:
        keep(nova, FileDraft("one more.txt", b"more"))
    assert "100 files are already attached here" in problem(error)


def test_a_file_proves_a_step_that_has_a_day(nova):
    where = Subject("share", nova.share.id)
    [kept] = nova.register.perform(
        evidence.attach, where, [FileDraft("a.png", png(), step="granted_on")]
    )
    assert kept.step == "granted_on"
    with pytest.raises(Invalid):
        nova.register.perform(evidence.change_caption, kept, CaptionDraft(step="verified_gone_on"))
    described = nova.register.perform(
        evidence.change_caption, kept, CaptionDraft("granted_on", "The list in TikTok")
    )
    assert described.caption == "The list in TikTok"
    change = history.changes_in(nova.register, nova.register.revision)[0]
    assert (change.name, [f.field for f in change.fields]) == ("a.png", ["Caption"])


def test_undo_redo_the_past_and_a_copy_know_the_files(nova):
    opened = nova.register
    before = opened.revision
    [kept] = keep(nova, FileDraft("a.png", png()))
    opened.perform(evidence.remove_file, kept)
    assert evidence.files_of(opened.records, subject(nova)) == ()
    opened.undo()
    assert evidence.files_of(opened.records, subject(nova)) == (kept,)
    opened.undo()
    opened.redo()
    past = opened.as_of(before + 1)
    assert evidence.files_of(past.records, subject(nova)) == (kept,)
    assert past.content(kept.sha256) == png()
    assert not past.check()
    past.close()
    assert not opened.check()


def test_notes_are_written_corrected_and_deleted_the_newest_first(nova):
    opened, where = nova.register, subject(nova)
    first = opened.perform(evidence.write_note, where, NoteDraft("Called Tom.\nAll is well.  "))
    second = opened.perform(evidence.write_note, where, NoteDraft("Called again."))
    assert [k.id for k in evidence.kept_with(opened.records, where)] == [second.id, first.id]
    changed = opened.perform(evidence.change_note, first, NoteDraft("Called Tom twice."))
    assert (changed.written_by, changed.text) == ("Mara", "Called Tom twice.")
    assert history.changes_in(opened, opened.revision)[0].name == "Note on Brightside"
    opened.perform(evidence.delete_note, second)
    assert evidence.notes_of(opened.records, where) == (changed,)
    with pytest.raises(Invalid):
        opened.perform(evidence.write_note, where, NoteDraft(" \n "))


def test_a_record_with_evidence_is_not_deleted_and_no_undo_leaves_evidence_alone(nova):
    opened = nova.register
    partner = opened.perform(partners.record_partner, PartnerDraft(name="Kite"))
    recorded = opened.revision
    where = Subject("partner", partner.id)
    note = opened.perform(evidence.write_note, where, NoteDraft("By mistake?"))
    with pytest.raises(Refused, match="evidence or notes"):
        opened.perform(partners.delete_partner, partner)
    with pytest.raises(Conflict, match="Evidence or notes"):
        opened.revert(recorded)
    opened.perform(evidence.delete_note, note)
    deleted = opened.revision
    opened.perform(partners.delete_partner, partner)
    with pytest.raises(Conflict, match="Evidence or notes"):
        opened.revert(deleted)
    assert opened.records.select(Note) == ()
    assert not opened.check()


def test_a_content_that_is_altered_or_gone_is_found_at_opening(nova, tmp_path):
    [kept] = keep(nova, FileDraft("a.png", png()))
    nova.register.perform(evidence.remove_file, kept)
    path = nova.register.path
    nova.register.close()

    def damaged(name: str, statement: str) -> str:
        copy = tmp_path / name
        copy.write_bytes(path.read_bytes())
        connection = sqlite3.connect(copy)
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'contents'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute(statement)
        connection.commit()
        connection.close()
        with pytest.raises(RegisterError) as error:
            open_register(copy, "Mara")
        return str(error.value)

    assert "The file of attachment/1 is missing" in damaged("gone.delvia", "DELETE FROM contents")
    altered = damaged("altered.delvia", "UPDATE contents SET bytes = x'00'")
    assert "An attached file was altered" in altered


def test_a_file_that_vanishes_a_folder_and_a_pipe_are_told(tmp_path, monkeypatch):
    gone = tmp_path / "gone.png"
    gone.write_bytes(png())
    real = os.open

    def vanish(path, *more, **named):
        gone.unlink(missing_ok=True)
        return real(path, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", vanish)
        with pytest.raises(Refused, match=r"“gone\.png” cannot be read"):
            evidence.read_file(gone)
    with pytest.raises(Refused, match="is not a file"):
        evidence.read_file(tmp_path)
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(Refused, match="is not a file"):
        evidence.read_file(tmp_path / "pipe.png")
    large = tmp_path / "large.png"
    with large.open("wb") as opened:
        opened.truncate(LARGEST + 1)
    with pytest.raises(Refused, match="the limit is 25 MB"):
        evidence.read_file(large)


def test_a_copy_is_written_whole(nova, tmp_path: Path):
    [kept] = keep(nova, FileDraft("a.png", png()))
    evidence.save_file(nova.register, kept, tmp_path / "copy.png")
    assert (tmp_path / "copy.png").read_bytes() == png()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"Content-Type: text/html\r\n\r\n<p>One<br>two<script>x()</script>", "One\ntwo"),
        (b"Content-Type: text/plain; charset=nonsense\r\n\r\nhello", "hello"),
        (b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x", ""),
        (b"\r\nplain", "plain"),
    ],
)
def test_strange_e_mails_are_read_without_loading_anything(body, text):
    mail = b"From: a@b.example\r\nSubject: =?utf-8?q?=C5=81?=\r\n" + body
    assert media_type(mail) == "message/rfc822"
    assert text in read_email(mail).text
