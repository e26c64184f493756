"""What is installed: made, checked, and how each part of it is called, on one system or another."""
