"""Start the window."""

from __future__ import annotations

from delvia_desktop.ui.main import main

main()
