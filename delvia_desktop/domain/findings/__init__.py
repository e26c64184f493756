"""What is wrong, what is coming, and how healthy the register is."""
