"""Bringing a class list in."""
