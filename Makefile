# The commands of this project. Each one installs what it needs first; a second time that costs nothing.
#   make run     the program, on a copy of the sample study (without a screen: the whole main job, written out)
#   make test    everything that must hold, the built program folder included
#   make quick   format, lint, types, layers and the swift tests of the inner rooms; nothing twice
#   make shots   pictures of every screen, light and dark, into shots/
#   make bench   the ratios we watch, as a table and as bench.json
#   make build   the program as a folder that runs without Python, in dist/facilitator

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

.PHONY: run test quick checks shots bench build clean venv
.DEFAULT_GOAL := run

run: venv
	@sh .make/run

test: venv
	@sh .make/libraries qt fonts sound build
	@$(MAKE) --no-print-directory checks
	@$(PYTEST) -n 2 --dist loadgroup

quick: venv checks
	@sh .make/quick

checks:
	@$(BIN)/ruff format --check --quiet --output-format=concise || { echo "Not formatted: run .venv/bin/ruff format"; exit 1; }
	@$(BIN)/ruff check --quiet --output-format=concise
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > .lint-imports.log || { cat .lint-imports.log; exit 1; }

shots: venv
	@sh .make/libraries qt fonts
	@$(BIN)/python -m tests.shots

bench: venv
	@sh .make/libraries qt sound
	@$(BIN)/python .make/bench.py

build: venv
	@sh .make/libraries qt build
	@$(BIN)/python .make/build.py

clean:
	@rm -rf build dist shots bench.json .lint-imports.log .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache

venv:
	@sh .make/venv
