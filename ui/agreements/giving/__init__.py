"""Printing agreements, what was printed, families."""
