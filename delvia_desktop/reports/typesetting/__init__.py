"""Text set in fonts: which font, in which direction, in which shapes, on which line."""
