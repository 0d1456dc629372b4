"""Putting a copy of the school back: what it holds, what would change, and doing it (rules 95-97)."""
