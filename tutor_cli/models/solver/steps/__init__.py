"""The steps to a result: asked for, derived in the sandbox, and told."""
