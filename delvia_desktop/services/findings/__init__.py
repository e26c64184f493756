"""What needs attention, what is coming, and the course of health."""
