# Two commands: `make serve` shows the site, `make test` checks everything. `make` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve site site-admin check hook test test-all pictures lock

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

serve: $(VENV)/run ## Build the site, serve it, and rebuild it at every save
	@$(BIN)/mkdocs serve

site: $(VENV)/run ## Build the site into site/
	@$(BIN)/nhanrong build

site-admin: site ## The same, with the web form at /quan-tri/ (needs npm)
	@$(BIN)/nhanrong admin

check: $(VENV)/run ## Check the data
	@$(BIN)/nhanrong check

hook: $(VENV)/run ## Have Git check before every commit
	@hooks=$$(git rev-parse --git-path hooks) && mkdir -p "$$hooks" && hook="$$hooks/pre-commit" && \
	  if [ -e "$$hook" ] && ! grep -q before-commit.sh "$$hook"; then echo "Đã có $$hook; không ghi đè."; exit 1; fi && \
	  printf '#!/bin/sh\nexec sh scripts/before-commit.sh\n' > "$$hook" && chmod +x "$$hook" && echo "Đã đặt $$hook"

test: $(VENV)/test ## Set everything up and run every check and test
	@sh scripts/ensure-tools.sh $(BIN)/python
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest

test-all: test ## The same, and what needs npm
	@sh tests/html/validate.sh $(BIN)
	@NHANRONG_NPM=1 $(BIN)/pytest tests/admin

pictures: $(VENV)/test ## Take the pictures of the guides anew (needs npm, LibreOffice and pdftoppm)
	@NHANRONG_NPM=1 $(BIN)/pytest tests/pictures/make_pictures.py

lock: ## Write the locked requirements anew (needs uv on the PATH)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml --group build --output-file requirements/run.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml --group build --group test --output-file requirements/test.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Cần Python 3.11 trở lên. Chạy: make $(MAKECMDGOALS) PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo 'Thiếu python3-venv. Chạy: sudo apt-get install -y python3-venv'; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	@echo 'Cài các thư viện vào $(VENV) (chỉ lần đầu, khoảng nửa phút)…'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/test: requirements/test.lock $(VENV)/run
	@echo 'Cài thêm các công cụ kiểm thử…'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.lock
	@touch $@
