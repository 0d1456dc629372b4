"""What waits on this laptop: drafts, the outbox, and its delivery."""
