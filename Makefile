# `make demo` and `make test` set up all they need and run on a bare machine with Python 3.11 or newer.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test check slow bench model evaluation reports clean

demo: $(VENV)/.installed  ## build an archive from the sample reports and search it
	$(BIN)/kexie-nlp demo

test: $(VENV)/.developing  ## the quick tests
	$(BIN)/python -m pytest -q --numprocesses auto --maxprocesses 4 --dist worksteal

check: test  ## the gate before a commit: style, types, tests, all examples in the docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -m "slow or not slow" tests/test_docs.py tests/test_notebooks.py

slow: $(VENV)/.developing  ## the tests that take minutes
	$(BIN)/python -m pytest -q -m slow

bench: $(VENV)/.developing  ## speed, as ratios to peers in one run
	$(BIN)/python benchmarks/run.py

model: $(VENV)/.developing  ## train models/ anew from corpora/marked
	$(BIN)/kexie-nlp train corpora/marked --model models

evaluation: $(VENV)/.developing  ## measure the tagger and write docs/evaluation.md anew
	$(BIN)/python benchmarks/evaluation_report.py

reports: $(VENV)/.developing  ## render corpora/reports anew from their sources
	$(BIN)/python corpora/build_reports.py

clean:
	rm -rf $(VENV) build dist kexie-archive .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv and pip is needed (Debian: apt-get install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	@touch $@
