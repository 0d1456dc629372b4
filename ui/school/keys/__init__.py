"""Roles, the recovery code, and known laptops."""
