"""What is recorded and what is right: frozen records and pure functions over them."""
