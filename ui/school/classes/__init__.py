"""Pupils and classes by hand."""
