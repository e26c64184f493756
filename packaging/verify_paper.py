#!/usr/bin/env python3
"""Says whether a paper of Delvia is as it was made, and prints its data.

    python3 verify_paper.py PAPER.pdf [--json]

Needs nothing but Python 3.8 or newer. Exits with 0 if the paper is unaltered, 1 if it was altered
or is no paper of Delvia, 2 if the file cannot be read. Whether a register issued it, only that
register can say: delvia paper verify PAPER.pdf --register REGISTER
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
import zlib

SEAL = b"%Delvia-SHA-256 "


def is_unaltered(content: bytes) -> bool:
    """Whether the last line is the SHA-256 of everything before it."""
    length = len(SEAL) + 65
    before, line = content[:-length], content[-length:]
    digest = hashlib.sha256(before).hexdigest().encode()
    return line == SEAL + digest + b"\n"


def data_of(content: bytes) -> dict | None:
    """The data attached to the paper, or None."""
    for match in re.finditer(rb"stream\r?\n", content):
        head = content[max(0, match.start() - 600) : match.start()]
        if b"/EmbeddedFile" not in head[head.rfind(b" obj") :]:
            continue
        try:
            data = json.loads(zlib.decompressobj().decompress(content[match.end() :]))
        except (zlib.error, ValueError):
            continue
        if isinstance(data, dict) and data.get("format") == "delvia-paper":
            return data
    return None


def code_of(data: dict) -> str:
    """The code that the page of a paper with this data shows."""
    plain = json.dumps(data, sort_keys=True, separators=(",", ":")).encode("ascii")
    letters = base64.b32encode(hashlib.sha256(plain).digest()[:5]).decode()
    return f"{letters[:4]}-{letters[4:]}"


def main(arguments: list[str]) -> int:
    """Check the paper that is named and return the exit code."""
    names = [argument for argument in arguments if argument != "--json"]
    if len(names) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(names[0], "rb") as file:
            content = file.read()
    except OSError as error:
        print(f"{names[0]} cannot be read: {error.strerror}", file=sys.stderr)
        return 2
    sound, data = is_unaltered(content), data_of(content)
    if "--json" in arguments:
        print(json.dumps({"unaltered": sound, "data": data}, ensure_ascii=False, indent=2))
        return 0 if sound else 1
    if sound:
        print("The paper is as it was made.")
    elif SEAL in content[-200:]:
        print("The paper was altered after it was made.")
    else:
        print("This is no paper of Delvia, or a part of it is missing.")
    if sound and data:
        print(f"{data['number']}  {data['title']}")
        print(f"Its page shows the code {code_of(data)}")
        print(f"Access on {data['on']}, known as of {data['as_of']}")
        print(f"Register state {data['register_state']}")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
