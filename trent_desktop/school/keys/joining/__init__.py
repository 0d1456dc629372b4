"""Joining a school with a printed slip."""
