"""Changing what agreements say."""
