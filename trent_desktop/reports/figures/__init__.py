"""What reports come to in numbers: the one place that counts them."""
