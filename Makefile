# Candidates, in order: the first that runs and is new enough. One may be named: make run PYTHON=…
PYTHON ?= python3 python3.13 python3.12 python3.11

PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
# Nothing unpinned is ever fetched, so nothing is ever built but this project itself.
INSTALL := $(PIP) install -qq --require-hashes --only-binary :all: --requirement
COMPILE := $(PY) -m piptools compile $(FLAGS)

.PHONY: help run test check docs bench format lock clean

help: ## show these targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

run: .venv/.run ## open the app in the browser; the first time, set it up
	@$(PY) -m graph ui

test: .venv/.dev ## run all tests, those in a real browser too
	@CHROMIUM=$$($(PY) -m tests.chromium) && export CHROMIUM && \
	ENDUSE_REQUIRE_BROWSER=1 $(PY) -m pytest --numprocesses auto --dist loadfile

check: .venv/.dev ## format, lint, types, imports, tests: what a change must pass
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	.venv/bin/lint-imports
	@$(MAKE) --no-print-directory test

docs: .venv/.dev ## write the pages that are made from the data
	$(PY) -m graph.questions > docs/questions.md
	$(PY) -m graph.indicator_page > docs/indicators.md
	$(PY) -m graph.shapes_file > data/shapes.ttl.new && mv data/shapes.ttl.new data/shapes.ttl
	$(PY) -m graph.vocabulary_page > docs/vocabulary.md
	$(PY) -m tests.notebook

bench: .venv/.dev ## measure the path search beside its peers: a quarter of an hour
	$(PY) -m benchmarks.paths --out docs/performance-paths.md

format: .venv/.dev ## put code into the house format
	$(PY) -m ruff format
	$(PY) -m ruff check --fix

lock: .venv/.dev ## pin what pyproject.toml asks for (FLAGS=--upgrade: the newest)
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	echo followthemoney==4.11.2 | $(PY) -m piptools compile $(FLAGS) --no-config --no-header \
		--no-emit-options --generate-hashes --quiet --strip-extras --unsafe-package pyicu \
		--output-file requirements-ftm.lock -

clean: ## remove everything that the other targets made
	rm -rf .venv .artifacts .hypothesis .import_linter_cache .mypy_cache .pytest_cache \
		.ruff_cache build dist
	find benchmarks graph loaders tests -name __pycache__ -prune -exec rm -rf {} +

.venv/.run: requirements.lock pyproject.toml
	@for python in $(PYTHON); do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
		python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "enduse needs Python 3.11 or newer; tried: $(PYTHON)." >&2; \
		echo "Install it, or name the one to use: make run PYTHON=/path/to/python" >&2; \
		exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot make a virtual environment: venv or ensurepip is missing." >&2; \
		$$python -c 'import sys; print("On Debian or Ubuntu: apt install python%d.%d-venv" \
			% sys.version_info[:2], file=sys.stderr)'; \
		exit 1; \
	fi; \
	echo "Setting up .venv with $$python: a minute or two, this once."; \
	$$python -m venv .venv
	@$(INSTALL) requirements.lock
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock requirements-ftm.lock
	@echo "Adding the tools for tests and checks to .venv."
	@$(INSTALL) requirements-dev.lock
	@$(PY) -m venv .venv/ftm
	@.venv/ftm/bin/python -m pip --disable-pip-version-check --no-input install -qq --no-deps \
		--require-hashes --only-binary :all: --requirement requirements-ftm.lock
	@touch $@
