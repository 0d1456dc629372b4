"""Pupils and classes by hand, and steps that can be undone."""
