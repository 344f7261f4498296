# One verb a habit; `make` lists them. CI runs the same verbs.
.DEFAULT_GOAL := help
SHELL := /bin/sh

BIN := .venv/bin
JOBS ?= 2
IMAGE ?= marpd
IMAGE_TOOL ?= docker
IMAGE_FLAGS ?=
UV ?= $(BIN)/uv

# What is set up is known by its content, so a second call costs nothing and a changed lock is never missed.
KEY := $(shell cat requirements-dev.lock pyproject.toml debian-packages.txt scripts/venv.sh | cksum | tr ' ' '-')
PACKAGES := .venv/.packages-$(KEY)
READY := .venv/.ready-$(KEY)

$(PACKAGES):
	@PYTHON='$(PYTHON)' scripts/venv.sh
	@rm -f .venv/.packages-* .venv/.ready-* && touch $@

$(READY): $(PACKAGES)
	@$(BIN)/python scripts/browser_and_fonts.py
	@touch $@

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: $(PACKAGES) ## make .venv from the lock; see that a browser and the fonts are there
	@$(BIN)/python scripts/browser_and_fonts.py
	@touch $(READY)

.PHONY: demo
demo: $(READY) ## start the service, render examples/ to build/ as PDF and PowerPoint, stop it
	@$(BIN)/python scripts/demo.py

.PHONY: serve
serve: $(READY) ## run the service on loopback
	@$(BIN)/marpd serve

.PHONY: test
test: $(READY) ## all tests, with the real Chromium
	$(BIN)/pytest -n $(JOBS)

.PHONY: test-fast
test-fast: $(PACKAGES) ## the tests that need no browser
	$(BIN)/pytest -n $(JOBS) -m 'not browser'

.PHONY: check
check: lint types ## all that CI checks before the tests

.PHONY: format
format: $(PACKAGES) ## put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: lint
lint: $(PACKAGES) ## style, import contracts, spelling
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/validate-pyproject pyproject.toml

.PHONY: types
types: $(PACKAGES) ## mypy, strict
	$(BIN)/mypy

.PHONY: bench
bench: $(READY) ## the benchmarks
	$(BIN)/python -m benchmarks.render
	$(BIN)/python -m benchmarks.pptx

.PHONY: flood
flood: $(READY) ## ten hostile and honest clients a slot for two minutes
	$(BIN)/python -m tests.hostile.flood --seconds 120

.PHONY: soak
soak: $(READY) ## two thousand renders on one service
	$(BIN)/python -m tests.hostile.soak --renders 2000

.PHONY: faults
faults: $(READY) ## two hundred renders while browsers are killed
	$(BIN)/python -m tests.hostile.faults

.PHONY: parity
parity: $(READY) ## compare with the reference implementation's recorded output
	$(BIN)/python -m tests.parity

# The pins stay as they are unless pyproject.toml asks otherwise; `make lock UPGRADE=--upgrade` renews them all.
LOCK = UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV) pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate $(UPGRADE)

.PHONY: lock
lock: $(UV) ## write the lock files anew from pyproject.toml
	$(LOCK) pyproject.toml --extra twemoji --extra mermaid --output-file requirements.lock
	$(LOCK) pyproject.toml --extra twemoji --extra mermaid --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group build --constraint requirements-dev.lock --output-file requirements-build.lock

$(BIN)/uv: | $(PACKAGES)
	$(BIN)/python -m pip install --quiet 'uv~=0.13.9'

.PHONY: image
image: ## build the container image (IMAGE_TOOL=docker, podman or buildah)
	$(IMAGE_TOOL) build --tag $(IMAGE) $(IMAGE_FLAGS) .

.PHONY: clean
clean: ## remove build/ and the caches; .venv stays
	rm -rf build dist .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
