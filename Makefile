# What a person does with this repository, one word each; `make` alone lists the words.

PORT ?= 8000
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
LOCK := .cache/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --upgrade

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz docs page check fix bench lock clean

help:  ## list these words
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime  ## draw a synthetic network, print its best relays, serve it on PORT (8000)
	$(BIN)/ricochet demo --port $(PORT)

# A worker waits for disks, servers and pages a sixth of its time: three keep two cores busy.
test: $(VENV)/.development  ## run the whole suite; with CI=true nothing may be skipped for want of a server
	@$(BIN)/pip freeze --exclude-editable | grep -E '^(duckdb|igraph|neo4j|numba|numpy|pandas|pyarrow)=='
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

fuzz: $(VENV)/.development  ## ask the interface over 10,000 generated questions, and hold answers against its description
	$(BIN)/python -m tests.api.fuzzing

docs: $(VENV)/.development  ## write docs/api.md from the interface's description
	$(BIN)/python -m ricochet.manual

page:  ## check, test and build the page that is served and the script of the exported one, which takes npm
	cd web && npm ci --silent && npm run --silent check && npm run --silent test && npm run --silent build

check: $(VENV)/.development  ## lint, formatting, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.development  ## mend what the linter and the formatter can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.development  ## measure, and write benchmarks/results.md
	$(BIN)/python -m benchmarks

lock: .cache/lock/bin/uv  ## pin the newest allowed versions, with hashes
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra test --extra check --constraint requirements.txt --output-file requirements-dev.txt

clean:  ## remove what these words made, apart from the locks
	rm -rf $(VENV) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(BIN)/pip:
	@test -n "$(PYTHON)" || { echo "Ricochet needs Python 3.11 or later: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt pyproject.toml | $(BIN)/pip
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/.development: requirements-dev.txt pyproject.toml | $(BIN)/pip
	$(INSTALL) --require-hashes -r requirements-dev.txt
	$(INSTALL) --no-deps --editable .
	@touch $@

.cache/lock/bin/uv:
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet --disable-pip-version-check uv
