"""A virtual screen of one's own: display, window manager, message bus, and a home."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Mapping
from pathlib import Path

_GLANCE = 0.05
_LAST = 10
"""Seconds that a process is given to end by itself before it is killed."""


class Screen:
    """A display with a window manager and a bus, in a home that nobody used before."""

    def __init__(self, size: tuple[int, int], kept: Path) -> None:
        """Start all of it; what the programs print is kept in a folder."""
        self.size = size
        # Below the folder for temporary files: addresses of sockets may have about 100 letters.
        self.room = Path(tempfile.mkdtemp(prefix="hands-"))
        self.home = self.room / "home"
        self._kept = kept
        self._running: list[subprocess.Popen[bytes]] = []
        folders = {
            "HOME": self.home,
            "XDG_CONFIG_HOME": self.home / ".config",
            "XDG_DATA_HOME": self.home / ".local" / "share",
            "XDG_STATE_HOME": self.home / ".local" / "state",
            "XDG_CACHE_HOME": self.home / ".cache",
            "XDG_RUNTIME_DIR": self.room / "run",
            "TMPDIR": self.room / "tmp",
        }
        for folder in folders.values():
            folder.mkdir(parents=True, mode=0o700)
        self.environment = {
            **{name: str(folder) for name, folder in folders.items()},
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "USER": "mara",
            "LOGNAME": "mara",
            "TZ": os.environ.get("TZ", "UTC"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONFAULTHANDLER": "1",
        }
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def _begin(self) -> None:
        width, height = self.size
        # Without -noreset the display begins anew whenever its last client leaves, and refuses
        # the window manager that comes in that moment.
        number = self._told_by_pipe(
            "Xvfb", "-displayfd", "{pipe}", "-screen", "0", f"{width}x{height}x24",
            "-fbdir", str(self.room), "-nolisten", "tcp", "-noreset",
        )  # fmt: skip
        self.environment["DISPLAY"] = f":{number}"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._told_by_pipe(
            "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address={pipe}"
        )
        self.start("openbox", "--sm-disable")
        self._await_window_manager()

    def _told_by_pipe(self, *command: str) -> str:
        """Start what tells in a pipe that it is ready, and return the line that it tells."""
        reader, writer = os.pipe()
        words = [word.replace("{pipe}", str(writer)) for word in command]
        self.start(*words, pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as told:
            line = told.readline().strip()
        if not line:
            raise RuntimeError(f"{command[0]} did not start")
        return line

    def _await_window_manager(self) -> None:
        """Wait until windows are managed: one that comes before would have no frame and no keys."""
        ask = ("xdotool", "get_desktop")
        while subprocess.run(
            ask, env=self.environment, capture_output=True, check=False
        ).returncode:
            if self._running[-1].poll() is not None:
                raise RuntimeError("the window manager did not start")
            time.sleep(_GLANCE)

    def start(
        self, *command: str, pass_fds: tuple[int, ...] = (), more: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program here, in the home; it is ended with the screen."""
        output = self._kept / f"{Path(command[0]).name}.txt"
        with output.open("ab") as printed:
            started = subprocess.Popen(
                command,
                cwd=self.home,
                env={**self.environment, **(more or {})},
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                pass_fds=pass_fds,
                start_new_session=True,
            )
        self._running.append(started)
        return started

    def choose_on_the_desktop(self, *, is_dark: bool = False, points: int = 10) -> None:
        """Choose colours and the size of text in the settings, as Plasma writes them."""
        font = f"Sans Serif,{points},-1,5,50,0,0,0,0,0"
        lines = ["[General]", f"font={font}", f"menuFont={font}", f"smallestReadableFont={font}"]
        if is_dark:
            lines += ["ColorScheme=BreezeDark", "[KDE]"]
            lines += ["LookAndFeelPackage=org.kde.breezedark.desktop"]
            for part in ("Window", "View"):
                lines += [f"[Colors:{part}]", "BackgroundNormal=32,35,38"]
                lines += ["ForegroundNormal=252,252,252"]
        (self.home / ".config" / "kdeglobals").write_text("\n".join(lines), encoding="utf-8")

    def hand(self, *words: str) -> None:
        """Move the hand: keys and mouse, as events of the display."""
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=60)

    def pixels(self) -> tuple[int, int, list[bytes]]:
        """Return width, height and the lines of the screen, each pixel as red, green, blue."""
        dump = (self.room / "Xvfb_screen0").read_bytes()
        head = struct.unpack(">25I", dump[:100])
        size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        lines = []
        for number in range(height):
            begin = size + colours * 12 + number * line
            raw = dump[begin : begin + width * 4]
            shown = bytearray(width * 3)
            shown[0::3], shown[1::3], shown[2::3] = raw[2::4], raw[1::4], raw[0::4]
            lines.append(bytes(shown))
        return width, height, lines

    def picture(self, file: Path) -> None:
        """Save what is on the screen as a PNG file."""
        width, height, lines = self.pixels()

        def part(kind: bytes, data: bytes) -> bytes:
            check = struct.pack(">I", zlib.crc32(kind + data))
            return struct.pack(">I", len(data)) + kind + data + check

        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
        parts = part(b"IHDR", head) + part(b"IDAT", body) + part(b"IEND", b"")
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)

    def printed(self) -> str:
        """Return what the programs printed."""
        files = sorted(self._kept.iterdir())
        return "\n".join(f"== {file.stem}\n{file.read_text(errors='replace')}" for file in files)

    def close(self) -> None:
        """End everything that was started here, the youngest first, and clear the room away."""
        for each in reversed(self._running):
            for end in (signal.SIGTERM, signal.SIGKILL):
                if each.poll() is None:
                    os.killpg(each.pid, end)
                try:
                    each.wait(_LAST)
                except subprocess.TimeoutExpired:
                    continue
                break
        shutil.rmtree(self.room, ignore_errors=True)
