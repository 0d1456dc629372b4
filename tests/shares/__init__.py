"""Every service on each kind of share: the table, and the works beside the writes."""
