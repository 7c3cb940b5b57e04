"""From a tree to text: SymPy source for the sandbox, LaTeX for the person."""
