"""What happens: the loop, the events, cancellation, repair."""
