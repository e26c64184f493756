"""What a place is: a list, its detail, and forms beside them."""
