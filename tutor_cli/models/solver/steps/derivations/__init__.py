"""Programs that derive the steps of a result, run in the sandbox beside the program that calculates it.

Each module stands alone: it imports only SymPy, and its source is put into the program as it is.
A step is a tuple: the rule's name, then mathematics (SymPy's objects, or LaTeX) that
:mod:`..telling` puts into words. In a rule of an equality the first two are its sides.
Nothing here is imported by tutor itself.
"""
