"""What a new school does first, and how much of it is done."""
