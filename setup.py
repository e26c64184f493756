"""Which packages there are is found; everything else stands in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

# The two beside the package in the source tree, which lie inside it once installed.
BESIDE = ["delvia_desktop._resources", "delvia_desktop._packaging"]


class BuildWithNews(build_py):
    """Puts the change log, which the window shows, among the resources of what is built."""

    def run(self) -> None:
        """Build, and copy it where nothing is linked to the source tree."""
        super().run()
        if not self.editable_mode:
            resources = Path(self.build_lib) / "delvia_desktop" / "_resources"
            self.copy_file("CHANGELOG.md", str(resources / "CHANGELOG.md"))


setup(
    packages=[*find_packages(include=["delvia_desktop", "delvia_desktop.*"]), *BESIDE],
    cmdclass={"build_py": BuildWithNews},
)
