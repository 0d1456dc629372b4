"""Whether the filter does what it should: checks by device, place and user, and a yearly review."""
