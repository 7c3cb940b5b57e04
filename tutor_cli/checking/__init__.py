"""Whether an answer is right: finding it in a message, and comparing it by value."""
