"""Runs in the bundle before the program: what it starts must not load the bundle's libraries.

PyInstaller puts its folder first among those in which the system looks for libraries. A file
manager or a reader of PDF that is opened from the window would inherit that.
"""

import os
import sys

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    if _before is not None:
        os.environ[_name] = _before
    elif getattr(sys, "frozen", False):
        os.environ.pop(_name, None)
