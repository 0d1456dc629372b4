"""Where the school is kept: keys, the shared database, the store on this laptop."""
