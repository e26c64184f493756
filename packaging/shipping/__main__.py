"""Makes and checks what is installed: `python3 dev.py package`.

python3 dev.py package            everything, into dist, and every check of it
python3 dev.py package --check    every check again, on what lies in dist
python3 dev.py package --only deb only the steps and the checks with a word in their names
"""

from __future__ import annotations

import sys
from pathlib import Path

import dev
from shipping import project

ENVIRONMENT = project.BUILD / "env"
NEEDED = {
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "update-mime-database": "shared-mime-info",
    "dpkg-shlibdeps": "dpkg-dev",
    "lintian": "lintian",
    "makensis": "nsis",
    "strip": "binutils",
    "patchelf": "patchelf",
    "xz": "xz-utils",
}
"""Programs that make or check, and the Debian packages that bring them."""
LINKED = {
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libgtk-3.so.0": "libgtk-3-0",
}
"""What parts of the bundle load that not every screen needs: the package tells who brings it."""


def main(words: list[str]) -> None:
    """Set up an environment of its own, begin anew there, and do what the words say."""
    if Path(sys.prefix) != ENVIRONMENT:
        dev.set_up(ENVIRONMENT, "sign,package")
        dev.install_libraries({**dev.PROGRAMS, **NEEDED}, {**dev.LIBRARIES, **LINKED})
        inside = ENVIRONMENT / dev.BIN.name / dev.PYTHON.name
        dev.run(inside, "-m", "shipping", *words, PYTHONPATH=str(project.PACKAGING))
        return
    from shipping import steps  # noqa: PLC0415 - what it needs is there only now

    only = words[words.index("--only") + 1] if "--only" in words[:-1] else ""
    if "--check" not in words:
        steps.make_all(only)
    sys.exit(not steps.check_all(only))


if __name__ == "__main__":
    if {"-h", "--help"}.intersection(sys.argv):
        sys.exit(__doc__)
    main(sys.argv[1:])
