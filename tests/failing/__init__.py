"""Shares that fail on command: a whole folder (`folder`), and calls of one process (`shim`)."""
