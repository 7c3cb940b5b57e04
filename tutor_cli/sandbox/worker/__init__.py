"""What runs inside the worker process. The tutor process imports none of this.

The modules here import nothing of ours but each other: the worker starts them without
the rest of the package (see ``process.BOOT``), so that it starts quickly and holds nothing.
"""
