"""The lists by the names under which the window counts and the command line prints them."""

from delvia_desktop.storage.lists.lists import LISTS

__all__ = ["LISTS"]
