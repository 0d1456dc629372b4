"""The governors' page: a term in pictures, and of nobody."""
