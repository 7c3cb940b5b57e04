"""Runs programs in a real, separate Python, one after another: SymPy is imported once.

Started as ``python -I worker.py``; one JSON line in (``{"code": …}``), one out (``{"output": …}``).
"""

import contextlib
import io
import json
import sys

for line in sys.stdin:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(json.loads(line)["code"], {})
    except Exception as error:
        printed.write(f"\n{type(error).__name__}: {error}")
    print(json.dumps({"output": printed.getvalue()}), flush=True)
