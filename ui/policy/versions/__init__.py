"""Versions of the policy: the draft, what it changes, its equality check, its approval."""
