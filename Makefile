# make demo | make test | make lint | make bench: each makes what it needs. TEXTS=DIR reads a folder of yours.
PYTHON ?= python3.12
VENV := .venv
BIN := $(VENV)/bin
TEXTS ?= examples
DEMO_RECORD := build/demo.db
REPORT := report.html
POLNEAR ?= ../shared/data/polnear/dev

.PHONY: install demo test lint format bench clean

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "onrecord needs Python 3.12: install it, or name it with PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing onrecord and what it needs into $(VENV) (about 1 GB, a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]' 2>$(VENV)/install.log \
		|| { cat $(VENV)/install.log; exit 1; }
	@touch $@

demo: install
	@mkdir -p build && rm -f $(DEMO_RECORD) $(DEMO_RECORD)-*
	@$(BIN)/onrecord add --record $(DEMO_RECORD) $(TEXTS) || test $$? -eq 1
	@$(BIN)/onrecord info --record $(DEMO_RECORD)
	@echo && $(BIN)/onrecord claims --record $(DEMO_RECORD) --limit 8
	@$(BIN)/onrecord report --record $(DEMO_RECORD) --output $(REPORT)

test: lint
	$(BIN)/pytest

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install
	$(BIN)/python -m evaluation speed $(POLNEAR)
	$(BIN)/python -m evaluation growth

clean:
	rm -rf $(VENV) build dist $(REPORT) .mypy_cache .pytest_cache .ruff_cache .hypothesis
