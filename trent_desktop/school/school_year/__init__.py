"""A new school year."""
