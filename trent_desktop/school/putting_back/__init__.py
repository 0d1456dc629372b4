"""Putting a copy of the school back: who may, what would change, and doing it."""
