"""The yearly review of the filter: what was allowed and blocked, by whom, why, and until when."""
