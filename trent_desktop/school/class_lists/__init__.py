"""Class lists as the office exports them, read as they come (domain 5.1 and 5.2)."""
