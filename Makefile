# Needs make and Python 3.11 or newer; everything else goes into .venv.
# Another Python: make run PYTHON=python3.12

.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CHECKED := pipeline tests corpus
# The first of these that is new enough; a PYTHON that you name is taken as it is.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)

# The environment is built anew when this folder has moved, or when you name another Python than it was built with.
BUILT_IN := $(shell sed -n 1p $(READY) 2>/dev/null)
BUILT_WITH := $(shell sed -n 2p $(READY) 2>/dev/null)
ifneq ($(BUILT_IN),$(CURDIR))
.PHONY: $(READY)
else ifneq ($(filter command% environment,$(origin PYTHON)),)
ifneq ($(BUILT_WITH),$(PYTHON))
.PHONY: $(READY)
endif
endif

.PHONY: help
help: ## Show what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.PHONY: run
run: $(READY) ## Mine the letters in corpus/ into output/ (the sample letters while corpus/ is empty)
	@$(BIN)/kamermijn run $(ARGS)

.PHONY: test
test: $(READY) ## Run the tests, on all cores (ARGS="-n 0 tests/test_numbers.py": some of them, in one process)
	@$(BIN)/python -m pytest -q -n auto --dist loadfile $(ARGS)

.PHONY: lint
lint: $(READY) ## Check style, format and types
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy

.PHONY: score
score: $(READY) ## Measure against the annotated letters, where ../shared is there
	@$(BIN)/python pipeline/scoring.py $(ARGS)

.PHONY: bounds
bounds: $(READY) ## Work out anew where the patterns of rules/ can match, after a change there
	@$(BIN)/python pipeline/bounds.py

.PHONY: bench
bench: $(READY) ## Measure speed, growth and memory in one run, into tests/bench/results.md (ARGS=--full: 10,000 letters too)
	@$(BIN)/python tests/bench $(ARGS)

.PHONY: live-check
live-check: $(READY) ## Try with three requests whether the official services are as kamermijn assumes
	@$(BIN)/kamermijn fetch --live-check

.PHONY: model
model: $(READY) ## Train the model that ships anew from ../shared/treebank (TREEBANK=folder), on one core, in about 20 minutes
	@$(MAKE) -C pipeline/training model PYTHON=$(abspath $(BIN))/python $(if $(TREEBANK),TREEBANK=$(abspath $(TREEBANK)))

.PHONY: ocr
ocr: $(READY) ## Measure OCR on the annotated letters, printed and scanned, where ../shared is there
	@$(BIN)/python tests/bench/scans.py $(ARGS)

.PHONY: fuzz
fuzz: $(READY) ## Read 10,000 files changed at random; none may crash, hang or take memory without end
	@$(BIN)/python tests/fuzz.py $(ARGS)

.PHONY: samples
samples: $(READY) ## Draw the sample PDFs in corpus/voorbeelden anew
	@$(BIN)/python corpus/voorbeelden/make.py

.PHONY: readme
readme: $(READY) ## Write the example in the README as it comes out now
	@$(BIN)/python pipeline/readme.py

.PHONY: snapshot
snapshot: $(READY) ## Write what the samples give now, for the check to compare changes with
	@$(BIN)/python pipeline/snapshot.py

.PHONY: clean
clean: ## Remove the environment and every cache; corpus/ and output/ stay
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@if [ -z "$(PYTHON)" ]; then echo "kamermijn needs Python 3.11 or newer; name one: make run PYTHON=/path/to/python3.12" >&2; exit 2; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is no Python 3.11 or newer; name another: make run PYTHON=python3.12" >&2; exit 2; }
	@echo "Building $(VENV) with $(PYTHON) (once; this can take a few minutes) ..."
	@rm -f $(READY)
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@printf '%s\n' "$(CURDIR)" "$(PYTHON)" > $(READY)
