"""Class lists as the office exports them, read as they come (rule 17)."""
