"""Copies of the school as screens show them: before sign-in and after it."""
