"""The frame of the window: its side, head and menus, and the ways from place to place."""
