"""Calendar files: read back by a strict reader, updated rather than doubled, whatever is typed."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

from delvia_desktop.domain.findings.coming import Coming
from delvia_desktop.exchange.calendar import calendar_file
from tests.figures import figure

AS_OF = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
SCRIPTS = [
    "Kite Studio ends", "نوفا للتجميل", "ノヴァ化粧品", "โนวา", "Łukasz Żak", "🙂" * 60,
    "Ω, β; γ: δ",
]  # fmt: skip


def events(file: bytes) -> list[dict[str, str]]:
    """Read a calendar by the rules of RFC 5545: lines, folding, escapes."""
    assert file.endswith(b"\r\n")
    raw = file.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    lines: list[bytes] = []
    for line in raw:
        line.decode()  # no letter is cut in two
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b"END:VCALENDAR"
    found: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, _, value = line.decode().partition(":")
        if line == b"BEGIN:VEVENT":
            found.append({})
        elif found and line != b"END:VEVENT":
            assert name not in found[-1]
            found[-1][name] = unescaped(value)
    return found


def unescaped(value: str) -> str:
    text, letters = "", iter(value)
    for letter in letters:
        if letter != "\\":
            text += letter
            continue
        after = next(letters)
        assert after in "\\;,nN"
        text += "\n" if after in "nN" else after
    return text


def made(*words: str, revision: int = 7) -> bytes:
    listed = [
        Coming(date(2028, 2, 29), each, "share", number, "planned_end")
        for number, each in enumerate(words)
    ]
    return calendar_file(listed, "Nova: access", "ab12", AS_OF, revision)


def test_every_script_reads_back_as_it_was_written():
    read = events(made(*SCRIPTS))
    assert [event["SUMMARY"] for event in read] == SCRIPTS
    assert read[0]["DTSTART;VALUE=DATE"] == "20280229"
    assert read[0]["DTEND;VALUE=DATE"] == "20280301"


def test_the_same_content_gives_the_same_bytes_and_a_later_file_updates_the_same_events():
    assert made(*SCRIPTS) == made(*SCRIPTS)
    first, second = events(made("ends")), events(made("ends later", revision=9))
    assert first[0]["UID"] == second[0]["UID"] == "share-0-planned_end@ab12.delvia"
    assert int(second[0]["SEQUENCE"]) > int(first[0]["SEQUENCE"])


def test_hostile_texts_break_no_line_and_add_no_property():
    rng = random.Random(5)
    parts = [
        "\r\nEND:VEVENT\r\n", "\nX-EVIL:1", "\\n", "\\", ";", ",", ":", '"', "\x00", "\x07",
        "\u2028",        "\u202e", "é", "🙂", "BEGIN:VEVENT", "a" * 400, " ", "\t", "\ud800",
    ]  # fmt: skip
    for _ in range(figure("odd calendar texts")):
        text = "".join(rng.choice(parts) for _ in range(rng.randint(1, 12)))
        (event,) = events(made(text))
        assert set(event) == {
            "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART;VALUE=DATE",
            "DTEND;VALUE=DATE", "SUMMARY", "CATEGORIES", "TRANSP",
        }  # fmt: skip
