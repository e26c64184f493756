#!/usr/bin/env python3
"""Says whether a Delvia document is unaltered, who signed it, and prints its data.

    python3 verify_paper.py PAPER.pdf [--json] [--original ISSUED.pdf]

Needs nothing but Python 3.8 or newer. Exits with 0 if the paper is unaltered, 1 if it was altered
or is not a Delvia document, 2 if a file cannot be read or written, 3 for a signed copy in which
everything fits that can be checked here. A signed copy is the paper that was issued, byte for byte,
and after it what each signature added, which may change what the pages show: --original writes the
former, without the signatures.

Unaltered means: as it was sealed. Anybody can make a paper that says something else and seal it
anew. Whether a register issued this very file, only that register can say:
delvia paper verify PAPER.pdf --register REGISTER
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
import zlib

SEAL = re.compile(rb"%Delvia-SHA-256 ([0-9a-f]{64})\n")
RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
HEX = re.compile(rb"<(?:[0-9A-F]+|[0-9a-f]+)>")
DIGESTS = {
    bytes.fromhex("608648016503040201"): "sha256",
    bytes.fromhex("608648016503040202"): "sha384",
    bytes.fromhex("608648016503040203"): "sha512",
}
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
COMMON_NAME = bytes.fromhex("550403")
OCTETS, WIDE, FIRST = 0x04, 0x1E, 0xA0
MANY = 0x80
LARGEST, MOST_PARTS = 100000000, 1500000
SIGNED = 3


def sealed_length(content: bytes) -> int:
    """The bytes up to the end of the first seal that is right; 0 if there is none."""
    before, told = hashlib.sha256(), 0
    for line in SEAL.finditer(content):
        before.update(content[told : line.start()])
        told = line.start()
        if before.hexdigest().encode() == line.group(1):
            return line.end()
    return 0


def data_of(content: bytes) -> dict | None:
    """The data attached to the paper, or None; also if several files are attached to it."""
    found = []
    for match in re.finditer(rb"(?<!end)stream\r?\n", content):
        head = content[max(0, match.start() - 600) : match.start()]
        if b"/EmbeddedFile" in head[head.rfind(b" obj") :]:
            found.append(match.end())
            if len(found) > 1:
                return None
    try:
        plain = zlib.decompressobj().decompress(memoryview(content)[found[0] :], LARGEST)
        if sum(map(plain.count, (b",", b"[", b"{"))) > MOST_PARTS:
            return None
        data = json.loads(plain.decode("ascii"))
    except (zlib.error, ValueError, RecursionError, IndexError):
        return None
    return data if isinstance(data, dict) and data.get("format") == "delvia-paper" else None


def code_of(data: dict) -> str:
    """The code that the page of a paper with this data shows."""
    plain = json.dumps(data, sort_keys=True, separators=(",", ":")).encode("ascii")
    letters = base64.b32encode(hashlib.sha256(plain).digest()[:5]).decode()
    return f"{letters[:4]}-{letters[4:]}"


def signatures_of(content: bytes, length: int) -> list[dict]:
    """What each signature after the paper says, in the order in which they were made.

    Each must cover everything before its end but itself, and hold the digest of just that.
    """
    found = []
    start = length
    for match in sorted(RANGE.finditer(content, length), key=lambda m: int(m[2]) + int(m[3])):
        first, second, rest = (int(number) for number in match.groups())
        end = second + rest
        covers = (
            start < first < second < end <= len(content)
            and start < match.start() < end
            and HEX.fullmatch(content, first, second) is not None
        )
        signer, matches = "", False
        if covers:
            signed = (content[:first], content[second:end])
            signer, matches = read_signature(content[first + 1 : second - 1], signed)
        found.append(
            {
                "signer": signer,
                "covers_everything_before": covers,
                "digest_matches": matches,
                "covers_whole_file": covers and end == len(content),
                "genuine": None,
            }
        )
        start = end
    return found


def read_signature(digits: bytes, signed: tuple[bytes, bytes]) -> tuple[str, bool]:
    """Whose certificate a signature has, and whether its digest is that of the signed bytes."""
    try:
        message = items(bytes.fromhex(digits.decode("ascii")), only_first=True)
        data = items(inside(items(message[0][1]), FIRST)[0][1])
        signer = items(items(data[-1][1])[0][1])
        kind = DIGESTS[items(signer[2][1])[0][1]]
        attributes = [items(content) for _, content in inside(signer, FIRST)]
        values = [each[1][1] for each in attributes if each[0][1] == MESSAGE_DIGEST]
        digest = hashlib.new(kind)
        for part in signed:
            digest.update(part)
        matches = [items(value) for value in values] == [[(OCTETS, digest.digest())]]
        return name_of(data, items(signer[1][1])), matches
    except (ValueError, IndexError, KeyError):
        return "", False


def items(data: bytes, *, only_first: bool = False) -> list[tuple[int, bytes]]:
    """The parts of a DER value, each as its tag and its content."""
    found = []
    place = 0
    while place < len(data) and not (only_first and found):
        tag, size, place = data[place], data[place + 1], place + 2
        if size >= MANY:
            count = size - MANY
            size = int.from_bytes(data[place : place + count], "big")
            place += count
            if not count:
                raise ValueError("a value without an end")
        if place + size > len(data):
            raise ValueError("a value that is cut short")
        found.append((tag, data[place : place + size]))
        place += size
    return found


def inside(parts: list[tuple[int, bytes]], tag: int) -> list[tuple[int, bytes]]:
    """The parts of the first part with a tag."""
    return items([content for each, content in parts if each == tag][0])  # noqa: RUF015 - IndexError


def name_of(data: list[tuple[int, bytes]], named: list[tuple[int, bytes]]) -> str:
    """The common name in the certificate that a signer names by its issuer and number."""
    for _, certificate in inside(data, FIRST):
        parts = items(items(certificate)[0][1])
        if parts[0][0] == FIRST:
            parts = parts[1:]
        if [parts[2], parts[0]] != named:
            continue
        for _, subject in items(parts[4][1]):
            for _, pair in items(subject):
                kind, value = items(pair)
                if kind[1] == COMMON_NAME:
                    text = value[1].decode("utf-16-be" if value[0] == WIDE else "utf-8", "replace")
                    return "".join(c for c in text if c.isprintable())
    return ""


def report(content: bytes) -> dict:
    """Everything that is known of a paper; `unaltered` is None where it cannot be said here."""
    length = sealed_length(content)
    data = data_of(content[:length] if length else content)
    is_paper = length > 0 and data is not None
    signatures = signatures_of(content, length) if is_paper else []
    fits = bool(signatures) and signatures[-1]["covers_whole_file"]
    for each in signatures:
        fits &= each["covers_everything_before"] and each["digest_matches"]
    return {
        "unaltered": None if fits else is_paper and length == len(content),
        "issued_part_unaltered": is_paper,
        "issued_bytes": length if is_paper else 0,
        "issued_by_register": None,
        "signatures": signatures,
        "data": data,
    }


def tell(known: dict, content: bytes) -> None:
    """Print what is known of a paper in sentences."""
    data, signatures = known["data"], known["signatures"]
    if known["unaltered"] is None:
        print("The document in this file is unaltered up to its seal. Signatures follow it.")
    elif known["unaltered"]:
        print("The document is unaltered.")
    elif known["issued_part_unaltered"]:
        print("The file was altered: something was added that no signature covers.")
        print("The document in it is unaltered up to its seal.")
    elif data and SEAL.search(content):
        print("The document was altered after it was issued.")
    else:
        print("This is not a Delvia document, or part of it is missing.")
    for each in signatures:
        who = each["signer"] or "someone whose certificate cannot be read"
        if each["covers_everything_before"] and each["digest_matches"]:
            print(f"Signed with the certificate of {who}; what was signed is unaltered.")
        else:
            print(f"A signature with the certificate of {who} does not match what it covers.")
    if signatures:
        print("Only Delvia or a PDF reader can tell whether a signature is genuine; only Delvia")
        print("whether signing changed what the pages show. --original writes it as issued.")
    if known["issued_part_unaltered"]:
        print(f"{said(data, 'number') or 'Draft'}  {said(data, 'title')}")
        print(f"Access on {said(data, 'on')}, known as of {said(data, 'as_of')}")
        print(f"Register state {said(data, 'register_state')}")
        if not said(data, "number"):
            print("This is a draft. It has no number and was never issued.")
            return
        print(f"The code at the end of its last page must be {code_of(data)}")
        print(
            "Anyone can make and seal such a document. Only its register can tell whether it issued"
        )
        print("this file: delvia paper verify FILE.pdf --register REGISTER")


def said(data: dict, name: str) -> str:
    """What the data say, without characters that would act on a terminal."""
    return "".join(c if c.isprintable() else "?" for c in str(data.get(name)))


def main(arguments: list[str]) -> int:
    """Check the paper that is named and return the exit code."""
    names = [argument for argument in arguments if argument != "--json"]
    original = ""
    if "--original" in names[:-1]:
        place = names.index("--original")
        original = names[place + 1]
        del names[place : place + 2]
    if len(names) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(names[0], "rb") as file:
            content = file.read()
        known = report(content)
        if original and known["issued_part_unaltered"]:
            with open(original, "xb") as file:
                file.write(content[: known["issued_bytes"]])
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    if "--json" in arguments:
        print(json.dumps(known, indent=2))
    else:
        sys.stdout.reconfigure(errors="replace")  # what a terminal has no letters for
        tell(known, content)
    if known["unaltered"] is None:
        return SIGNED
    return 0 if known["unaltered"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
