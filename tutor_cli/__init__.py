"""tutor: a math tutor in the terminal that answers by writing and running code."""

__version__ = "0.1.0"
