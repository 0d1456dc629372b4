"""What governors see: numbers of a term, and of nobody."""
