"""Laptops: this one's own secret, and those the school knows."""
