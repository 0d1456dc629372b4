"""Addresses, hosts, and lines for the school's filter."""
