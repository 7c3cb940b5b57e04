"""From a sentence to a tree: tokens, expressions, sentence patterns."""
