# Siaga: every target builds what it needs; `make` alone explains itself.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input

.PHONY: help run test check bench soak range evaluate lock debian judges clean

help: ## explain the targets
	@echo "Siaga: did anyone get in, and how do you know?"; echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: $(VENV)/run.done ## build everything and check the example estate
	@$(BIN)/python examples/run.py

test: $(VENV)/dev.done debian judges ## install what tests need and run them all, with the architecture checks
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope

check: $(VENV)/dev.done ## format, lint, types, architecture, rules: fast checks without running the product
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	@$(BIN)/python -m siaga.detection.engine.try_rules

bench: $(VENV)/dev.done ## measure speed against peers (GoAccess, ripgrep), and the vault; figures go to docs/benchmarks.md
	@if [ "$$(id -u)" = 0 ]; then apt-get install -y -qq goaccess ripgrep >/dev/null; fi
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/vault_verify.py
	@log=$$(mktemp); trap 'rm -f "$$log"' EXIT; \
	  PYTHONPATH=benchmarks $(BIN)/python -c 'import pathlib, sys, mixed_lines; \
	  mixed_lines.write(pathlib.Path(sys.argv[1]), 2_000_000)' "$$log"; \
	  $(BIN)/python benchmarks/vault_hunt.py "$$log"
	@$(BIN)/python benchmarks/vault_seal.py

evaluate: $(VENV)/dev.done ## measure detection on corpora beside the checkout, strangers' sets and the last range run
	@$(BIN)/python benchmarks/evaluate_corpora.py
	@$(BIN)/python benchmarks/evaluate_strangers.py
	@if [ -f out/range/truth.json ]; then $(BIN)/python benchmarks/evaluate_range.py out/range; else \
	  echo "no range run in out/range: make range first"; fi

range: $(VENV)/dev.done ## run the estate of real servers with scripted intrusions (root) and judge siaga by it
	@./range/install.sh
	@$(BIN)/python range/run.py --out out/range
	@$(BIN)/python benchmarks/evaluate_range.py out/range

soak: $(VENV)/dev.done ## long runs: a thousand crashes of a vault, fuzzing for ten minutes, ten million lines within 600 MB
	@SIAGA_CRASH_ROUNDS=1000 $(BIN)/python -m pytest -q -n 2 tests/crash
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/soak.txt || \
	  echo "atheris could not be installed: fuzzing goes without the guidance of coverage"
	@$(BIN)/python benchmarks/soak.py

lock: $(VENV)/dev.done ## pin all dependencies anew, with hashes
	@$(PIP) install uv
	@for kind in run dev; do \
	  extra=$$( [ $$kind = dev ] && echo "--extra dev" || true ); \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --extra build $$extra pyproject.toml -o requirements/$$kind.txt; done

debian:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  ./range/install.sh >/dev/null 2>&1 || \
	  echo "Debian's packages could not be installed: tests that need what is missing will be skipped"; \
	else echo "not root or not Debian: tests with real servers will be skipped"; fi

# aics-witness, another's witness that judges ours, needs a newer Python than Siaga does.
JUDGES_PYTHON ?= $(PYTHON) python3.14 python3.13 python3.12
judges: requirements/judges.txt
	@if [ out/judges/done -nt requirements/judges.txt ]; then exit 0; fi; \
	for python in $(JUDGES_PYTHON); do \
	  "$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null || continue; \
	  "$$python" -m venv out/judges && out/judges/bin/python -m pip --disable-pip-version-check --quiet --no-input \
	    install --require-hashes --only-binary :all: -r requirements/judges.txt && touch out/judges/done && exit 0; \
	done; echo "no Python 3.12 or newer, or aics-witness could not be installed: it will not judge the witness"

clean: ## remove what the targets made
	@rm -rf $(VENV) out build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	  else echo "python3-venv is missing: install it (apt-get install python3-venv)"; exit 2; fi; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: $(VENV)/bin/python requirements/run.txt pyproject.toml
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/dev.done: $(VENV)/bin/python requirements/dev.txt pyproject.toml
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.done
