"""Asking an assistant every question of a set, and judging what it answers."""
