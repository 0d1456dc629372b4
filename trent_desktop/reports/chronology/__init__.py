"""What happened with one person, over all cases that a member may read, on her laptop."""
