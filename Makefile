# Needs make and Python 3.10 or newer with venv and pip; everything else is installed into .venv.
PYTHON ?= python3
SHELL := /bin/sh
PIP := -m pip --disable-pip-version-check
INSTALL := $(PIP) install -qq
BIN := .venv/bin
PY := $(BIN)/python
# Output of steps that run side by side is kept together, where make can.
JOBS := -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) --no-print-directory
# What the tests need; the extras are there so that no backend is skipped.
TESTED := -e '.[trio,uvloop,cli,otel]' --group test
QUICK := -m pytest -q -m 'not asterisk and not slow' -p no:cacheprovider

.PHONY: help demo test check ruff mypy pyright verifytypes check-trio-typing generated pytest quick test-lowest test-others asterisk generate format bench fuzz dist licences audit clean

help:
	@echo "make demo         the main job on a simulated Asterisk, in about 10 s"
	@echo "make test         everything that checks the project (real Asterisk too: root on Debian)"
	@echo "make check        ruff, mypy, pyright, types of all public names, freshness of generated files"
	@echo "make pytest       the tests on this Python alone; ARGS='-k name' is passed on"
	@echo "make test-lowest  the tests with the lowest versions of the dependencies"
	@echo "make test-others  the quick tests on every other Python 3.10 to 3.14 found"
	@echo "make check-trio-typing  whether a Trio application with trio-typing installed type-checks"
	@echo "make generate     write the generated classes and their reference anew"
	@echo "make format       format and sort imports"
	@echo "make bench        the benchmark, against other clients (an hour); ARGS='--help' is passed on"
	@echo "make fuzz         coverage-guided fuzzing, a minute each target; ARGS='--seconds 300 frames' is passed on"
	@echo "make dist         sdist and wheel into dist/, built twice and checked"
	@echo "make licences     the licences of the runtime dependencies"
	@echo "make audit        licences and known vulnerabilities of the runtime dependencies; asks the network"
	@echo "make clean        remove environments and caches"
	@echo "PYTHON=python3.12 make ... uses another interpreter than python3"

# -- environments: a stamp in each says what it was made from ------------------------------------------------

define make_venv
	@command -v $(1) >/dev/null || { echo "make: no $(1) here; Python 3.10 or newer is needed (PYTHON=... names it)" >&2; exit 1; }
	@$(1) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	  { echo "make: $(1) is $$($(1) -V 2>&1); Python 3.10 or newer is needed (PYTHON=... names it)" >&2; exit 1; }
	@$(1) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "make: $(1) has no venv or no pip; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(1) -m venv --clear $(2)
	@# Dependency groups need pip 25.1.
	@$(2)/bin/python $(INSTALL) --upgrade 'pip>=25.1'
endef

# What is installed here is older than the newest interpreters: it needs one that existed at the time.
define make_older_venv
	@python=$$($(PYTHON) -c 'import sys; print(sys.executable if sys.version_info < (3, 13) else "")') || exit 1; \
	[ -n "$$python" ] || python=$$(tools/interpreters.sh | sed -n '1s/^3\.1[0-2] //p'); \
	[ -n "$$python" ] || { echo "make: $(2) Python 3.10 to 3.12" >&2; exit 1; }; \
	$(MAKE) --no-print-directory venv-at PYTHON="$$python" AT=$(1)
endef

.venv/.made:
	$(call make_venv,$(PYTHON),.venv)
	@touch $@

.venv/.demo: pyproject.toml .venv/.made
	@echo "installing into .venv"
	@$(PY) $(INSTALL) -e '.[trio]'
	@touch $@

.venv/.dev: pyproject.toml .venv/.made
	@echo "installing everything into .venv"
	@$(PY) $(INSTALL) -e '.[trio,uvloop,cli,otel]' --group dev
	@touch $@ .venv/.demo

.venv-lowest/.made: pyproject.toml tools/lowest.py
	$(call make_older_venv,.venv-lowest,the lowest versions need)
	@.venv-lowest/bin/python tools/lowest.py >.venv-lowest/constraints.txt
	@.venv-lowest/bin/python $(INSTALL) $(TESTED) -c .venv-lowest/constraints.txt
	@touch $@

.venv-trio-typing/.made: pyproject.toml
	$(call make_older_venv,.venv-trio-typing,trio-typing and its mypy need)
	@.venv-trio-typing/bin/python $(INSTALL) -e . --group trio-typing
	@touch $@

.bench-venv/.made: pyproject.toml
	$(call make_venv,$(PYTHON),.bench-venv)
	@.bench-venv/bin/python $(INSTALL) -e '.[trio,uvloop]'
	@touch $@

# Without a network there is none, which the audit then says.
.venv-audit/.made: pyproject.toml
	@$(PYTHON) -m venv --clear .venv-audit
	@if .venv-audit/bin/python $(INSTALL) --timeout 15 --retries 1 --upgrade 'pip>=25.1' && \
	  .venv-audit/bin/python $(INSTALL) --timeout 15 --retries 1 --group audit; then touch $@; fi

.fuzz-venv/.made: pyproject.toml
	$(call make_venv,$(PYTHON),.fuzz-venv)
	@.fuzz-venv/bin/python $(INSTALL) -e . --group fuzz
	@echo '*' >.fuzz-venv/.gitignore
	@touch $@

.PHONY: venv-at
venv-at:
	$(call make_venv,$(PYTHON),$(AT))

# -- running ---------------------------------------------------------------------------------------------------

demo: .venv/.demo
	@$(PY) -m anyio_ami.demo

generate: .venv/.dev
	@$(PY) -m generator

format: .venv/.dev
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

bench: .bench-venv/.made
	@.bench-venv/bin/python -m benchmarks $(ARGS)

fuzz: .fuzz-venv/.made
	@.fuzz-venv/bin/python -m fuzz $(ARGS)

# -- checking --------------------------------------------------------------------------------------------------

# The servers are unpacked while the quick tests and the other checks run, two at a time; what needs them, or takes
# long, comes last and by itself.
test: .venv/.dev
	@failed=0; \
	$(MAKE) $(JOBS) --keep-going asterisk quick test-lowest test-others check check-trio-typing dist licences || failed=1; \
	$(MAKE) --no-print-directory pytest ARGS="-m 'asterisk or slow'" || exit 1; \
	[ $$failed = 0 ] || { echo "make: these tests passed, but something above failed" >&2; exit 1; }

check: ruff mypy pyright verifytypes generated

ruff: .venv/.dev
	@echo "== ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

mypy: .venv/.dev
	@echo "== mypy"
	@$(BIN)/mypy

pyright: .venv/.dev
	@echo "== pyright"
	@$(BIN)/pyright --pythonpath $(PY)

# It looks for the package where the first `python` on PATH finds it.
verifytypes: .venv/.dev
	@echo "== types of all public names"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pyright --verifytypes anyio_ami --ignoreexternal >.venv/verifytypes || \
	  { cat .venv/verifytypes; exit 1; }

check-trio-typing: .venv-trio-typing/.made
	@echo "== a Trio application with trio-typing"
	@.venv-trio-typing/bin/mypy --config-file tests/typing/trio-typing.ini tests/typing/trio_application.py

generated: .venv/.dev
	@echo "== generated files"
	@$(PY) -m generator --check

dist: .venv/.dev
	@echo "== sdist and wheel"
	@$(PY) tools/check_dist.py dist

licences: .venv/.dev
	@echo "== licences of the runtime dependencies"
	@$(PY) tools/licences.py

# No part of `make test`: its answer changes while nothing here does.
audit: licences .venv-audit/.made
	@echo "== known vulnerabilities of the runtime dependencies"
	@$(PY) -m tools.audit .venv-audit

pytest: .venv/.dev
	@echo "== tests"
	@$(PY) -m pytest $(ARGS)

quick: .venv/.dev
	@echo "== quick tests"
	@$(PY) $(QUICK)

test-lowest: .venv-lowest/.made
	@echo "== tests with the lowest versions: $$(.venv-lowest/bin/python -V), $$(tr '\n' ' ' <.venv-lowest/constraints.txt)"
	@.venv-lowest/bin/python $(QUICK)

VERSIONS := 3.10 3.11 3.12 3.13 3.14

# One for each version, so that they run side by side.
test-others: $(VERSIONS:%=test-on-%)

$(VERSIONS:%=test-on-%): test-on-%: .venv/.dev
	@this=$$($(PY) -c 'import sys; print("3.%d" % sys.version_info[1])'); \
	[ "$*" != "$$this" ] || exit 0; \
	python=$$(tools/interpreters.sh | sed -n 's/^$* //p'); \
	[ -n "$$python" ] || { echo "== no Python $* here"; exit 0; }; \
	echo "== tests on Python $*"; \
	venv=.venv-$*; \
	if [ ! -e "$$venv/.made" ] || [ pyproject.toml -nt "$$venv/.made" ]; then \
	  $(MAKE) --no-print-directory venv-at PYTHON="$$python" AT="$$venv" || exit 1; \
	  "$$venv/bin/python" $(INSTALL) $(TESTED) || exit 1; \
	  touch "$$venv/.made"; \
	fi; \
	"$$venv/bin/python" $(QUICK)

# Unpacking needs root on Debian. Whether it must work is for the tests to say: with CI=true they fail without.
asterisk:
	@if why=$$(bash tests/asterisk/asterisk.sh check 2>&1); then \
	  bash tests/asterisk/asterisk.sh install 22 16 || true; \
	else \
	  echo "== real Asterisk: $$why"; \
	fi

clean:
	@rm -rf .venv .venv-* .bench-venv .fuzz-venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
