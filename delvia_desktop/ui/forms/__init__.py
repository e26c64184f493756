"""The forms: widgets to a draft, a draft through the door."""
