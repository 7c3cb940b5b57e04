# make ask   answers a question    (Q="..." asks another)
# make test  runs the tests
# Each does its own set-up: Python 3.11+, make and a package index are all it takes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEED ?= 11
PER_MODULE ?= 5
SPLIT ?= interpolate
Q ?= What's 10 - 4 raised to the 2.7

export Q  # as it is, quotes and all

.PHONY: ask test check lint types record test-live bench bench-solver screenshots clean

ask: $(VENV)/installed
	@$(BIN)/tutor ask "$$Q"

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

record: $(VENV)/installed-dev
	$(BIN)/python -m tests.live.record $(NAMES)

test-live: $(VENV)/installed-dev
	$(BIN)/python -m tests.live.fetch
	$(BIN)/python -m pytest -m live -s tests/live

screenshots: $(VENV)/installed-dev
	$(BIN)/python docs/screens.py $(NAMES)

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

bench-solver: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.solver_accuracy --seed $(SEED) --per-module $(PER_MODULE) --split $(SPLIT) $(if $(MODEL),--model $(MODEL))

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tutor needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
