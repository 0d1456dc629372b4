"""Every write lands once: each is called, killed at every place, and called again."""
