"""Every kind of write against every fault of a share, on the real services in real processes."""
