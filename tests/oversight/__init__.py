"""Tests of those who watch over the policy."""
