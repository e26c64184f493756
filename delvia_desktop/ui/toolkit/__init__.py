"""What the window takes from Qt and the desktop: colours, keys, dialogs, threads, drawing."""
