"""``make bench-solver``: how much of DeepMind's mathematics_dataset is answered rightly.

    make bench-solver SEED=11 PER_MODULE=10 SPLIT=interpolate MODEL=ollama/qwen3

Questions are made afresh from the seed (Saxton et al. 2019: 56 modules of school mathematics,
each question with one exact answer), asked by ``tutor eval``, and counted by module: the
solver, and beside it MODEL if one is named. Published on the interpolate split: Transformer
0.76, TP-Transformer 0.82. With ``--floor`` it fails below that share, as CI wants it.

The generator is not a dependency of tutor: it is installed into an environment of its own,
under ``build/``, and mended in five places to run on today's NumPy and SymPy.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

ENVIRONMENT = Path(__file__).resolve().parents[1] / "build" / "mathematics-dataset"
TUTOR = str(Path(sys.executable).with_name("tutor"))
GENERATOR = "mathematics-dataset==1.0.1"

MENDED = (
    ("from sympy.solvers.diophantine import", "from sympy.solvers.diophantine.diophantine import"),
    (r"\bnp\.object\b", "object"),
    (r"\bnp\.int\b", "int"),
    (r"(?m)(\w+)\.itemset\((\w+), (.*)\)$", r"\1[\2] = \3"),
    (
        r"diophantine_solve_linear_2d\(c=coefficient, a=a, b=b, t=t\)",
        "diophantine_solve_linear_2d(c=sympy.Integer(int(coefficient)), a=sympy.Integer(int(a)), "
        "b=sympy.Integer(int(b)), t=sympy.Integer(int(t)))",
    ),
)

GENERATE = """
import json, random, sys
import numpy
from mathematics_dataset.modules import modules
split, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(seed)
numpy.random.seed(seed)
def leaves(tree, prefix=""):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from leaves(value, prefix + key + "__")
        else:
            yield prefix + key, value
for name, make in leaves(modules.test() if split == "interpolate" else modules.test_extra()):
    made = 0
    while made < count:
        try:
            problem = make()
        except Exception:
            continue
        print(json.dumps({"module": name, "question": str(problem.question), "answer": str(problem.answer)}))
        made += 1
"""


def generator() -> str:
    """The Python that has the generator; installed and mended on first use."""
    python = ENVIRONMENT / "bin" / "python"
    finished = ENVIRONMENT / "mended"
    if not finished.exists():
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*install, "--no-deps", GENERATOR], check=True)
        subprocess.run([*install, "numpy", "sympy", "absl-py", "six"], check=True)
        (polynomials,) = ENVIRONMENT.glob(
            "lib/python*/site-packages/mathematics_dataset/sample/polynomials.py"
        )
        text = polynomials.read_text()
        for pattern, replacement in MENDED:
            text = re.sub(pattern, replacement, text)
        polynomials.write_text(text)
        finished.touch()
    return str(python)


def questions(split: str, per_module: int, seed: int) -> str:
    """The questions, as JSON lines."""
    command = [generator(), "-W", "ignore", "-c", GENERATE, split, str(per_module), str(seed)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def evaluated(lines: str, model: str, workers: int) -> dict[str, Any]:
    """The summary that ``tutor eval`` gives."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "questions.jsonl"
        file.write_text(lines)
        command = [TUTOR, "eval", str(file), "--model", model, "--workers", str(workers), "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=folder)
        if done.returncode:
            sys.exit(done.returncode)
        summary: dict[str, Any] = json.loads(done.stdout)
        if failures := [line for line in results(Path(folder)) if not line["correct"]]:
            for line in failures[:20]:
                print(
                    f"{model}: {line['verdict']}: {line['question']!r} is {line['answer']}", file=sys.stderr
                )
        return summary


def results(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "questions.results.jsonl").read_text().splitlines()]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--per-module", type=int, default=5)
    parser.add_argument("--split", choices=["interpolate", "extrapolate"], default="interpolate")
    parser.add_argument("--model", default="", help="a model to put beside the solver")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--floor", type=float, default=0.0, help="fail below this share of right answers")
    chosen = parser.parse_args([] if arguments is None else arguments)
    lines = questions(chosen.split, chosen.per_module, chosen.seed)
    models = ["solver", *([chosen.model] if chosen.model else [])]
    summaries = {model: evaluated(lines, model, chosen.workers) for model in models}
    print(f"mathematics_dataset, {chosen.split}, seed {chosen.seed}, {chosen.per_module} a module\n")
    print(f"{'module':<44}" + "".join(f"{model[-20:]:>22}" for model in models))
    for module in sorted(summaries["solver"]["topics"]):
        shares = (summaries[model]["topics"][module]["accuracy"] for model in models)
        print(f"{module:<44}" + "".join(f"{share:>22.2f}" for share in shares))
    print(f"{'total':<44}" + "".join(f"{summaries[model]['accuracy']:>22.4f}" for model in models))
    print(
        f"{'wrong (the rest was declined)':<44}"
        + "".join(f"{summaries[model]['wrong']:>22}" for model in models)
    )
    print(f"{'a second':<44}" + "".join(f"{summaries[model]['rate']:>22.1f}" for model in models))
    if summaries["solver"]["accuracy"] < chosen.floor:
        sys.exit(f"The solver is below {chosen.floor}.")


if __name__ == "__main__":
    main(sys.argv[1:])
