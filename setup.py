"""Which packages there are is found; everything else stands in pyproject.toml."""

from __future__ import annotations

from setuptools import find_packages, setup

# The two beside the package in the source tree, which lie inside it once installed.
BESIDE = ["delvia_desktop._resources", "delvia_desktop._packaging"]

setup(packages=[*find_packages(include=["delvia_desktop", "delvia_desktop.*"]), *BESIDE])
