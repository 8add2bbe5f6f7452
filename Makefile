# Needs make and Python 3.10 or newer with venv and pip; everything else is installed into .venv.
PYTHON ?= python3
SHELL := /bin/sh
PIP := -m pip --disable-pip-version-check
INSTALL := $(PIP) install -qq
BIN := .venv/bin
PY := $(BIN)/python
# Output of steps that run side by side is kept together, where make can.
JOBS := -j3 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) --no-print-directory
# What the tests need; the extras are there so that no backend is skipped.
TESTED := -e '.[trio,uvloop,cli,otel]' --group test
QUICK := -m pytest -q -m 'not asterisk and not slow' -p no:cacheprovider
# Where another interpreter, or other versions, run the same code: what can differ there (tests/_reach.py).
OTHER := $(QUICK) --reach=other

.PHONY: help demo test check ruff mypy pyright verifytypes check-trio-typing generated pytest quick slow real test-lowest test-others test-without-trio test-all asterisk generate format bench fuzz dist licences audit docs clean

help:
	@echo "make demo         the main job on a simulated Asterisk, in about 10 s"
	@echo "make test         everything that checks the project (real Asterisk too: root on Debian)"
	@echo "make check        ruff, mypy, pyright, types of all public names, freshness of generated files"
	@echo "make pytest       the tests on this Python alone; ARGS='-k name' is passed on"
	@echo "make quick        the tests that need no Asterisk and take a few seconds at most"
	@echo "make test-lowest  what can differ with the lowest versions of the dependencies"
	@echo "make test-others  what can differ on every other Python 3.10 to 3.14 found"
	@echo "make test-without-trio  the same on asyncio, where Trio is not installed"
	@echo "make test-all     the wheel, installed by itself and used, on every Python 3.10 to 3.14 found"
	@echo "make check-trio-typing  whether a Trio application with trio-typing installed type-checks"
	@echo "make generate     write the generated classes and their reference anew"
	@echo "make format       format and sort imports"
	@echo "make bench        the benchmark, against other clients (an hour); ARGS='--help' is passed on"
	@echo "make fuzz         coverage-guided fuzzing, a minute each target; ARGS='--seconds 300 frames' is passed on"
	@echo "make docs         the site of the documents into docs/_build/html; a warning fails it"
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
	MAKEFLAGS= $(MAKE) --no-print-directory venv-at PYTHON="$$python" AT=$(1)
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

.venv-without-trio/.made: pyproject.toml
	$(call make_venv,$(PYTHON),.venv-without-trio)
	@.venv-without-trio/bin/python $(INSTALL) -e '.[uvloop,cli,otel]' --group test
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

# No part of `make test`: tests/docs/test_site.py builds the same, and looks at what came out.
docs: .venv/.dev
	@echo "== documents: docs/_build/html/index.html"
	@$(PY) -m sphinx -q -E -n -W --keep-going -b html -d docs/_build/doctrees docs docs/_build/html

bench: .bench-venv/.made
	@.bench-venv/bin/python -m benchmarks $(ARGS)

fuzz: .fuzz-venv/.made
	@.fuzz-venv/bin/python -m fuzz $(ARGS)

# -- checking --------------------------------------------------------------------------------------------------

# Real servers are waited for most of the time; two others run beside, and leave the processor to those who want it.
test: .venv/.dev
	@rm -f .venv/failed-tests
	@FAILED_TESTS="$(CURDIR)/.venv/failed-tests" $(MAKE) $(JOBS) --keep-going real beside || { \
	  echo "== failed"; grep -s . .venv/failed-tests || echo "no test, but what make says above"; exit 1; }

.PHONY: beside
beside: .venv/.dev
	@nice -n 10 $(MAKE) --keep-going slow quick test-lowest test-others test-without-trio check check-trio-typing \
	  test-all licences

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
	@$(PY) -m tools.check_dist dist

test-all: dist
	@echo "== the wheel on every Python"
	@this=$$($(PY) -c 'import sys; print("3.%d" % sys.version_info[1])'); \
	$(PY) -m tools.try_dist dist/*.whl $(PY) $$(tools/interpreters.sh | sed "/^$$this /d; s/^[^ ]* //")

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

slow: .venv/.dev
	@echo "== slow tests"
	@$(PY) -m pytest -q -m 'slow and not asterisk' -p no:cacheprovider

real: .venv/.dev asterisk
	@echo "== tests against real Asterisk"
	@$(PY) -m pytest -q -m asterisk -p no:cacheprovider

test-lowest: .venv-lowest/.made
	@echo "== tests with the lowest versions: $$(.venv-lowest/bin/python -V), $$(tr '\n' ' ' <.venv-lowest/constraints.txt)"
	@.venv-lowest/bin/python $(OTHER)

test-without-trio: .venv-without-trio/.made
	@echo "== tests without Trio"
	@! .venv-without-trio/bin/python -c 'import trio' 2>/dev/null || { echo "make: Trio is there" >&2; exit 1; }
	@.venv-without-trio/bin/python $(QUICK) --reach=without-trio

VERSIONS := 3.10 3.11 3.12 3.13 3.14

# One for each version, so that they run side by side.
test-others: $(VERSIONS:%=test-on-%)

$(VERSIONS:%=test-on-%): test-on-%: venv-on-%
	@[ -e .venv-$*/.wanted ] || exit 0; \
	echo "== tests on $$(.venv-$*/bin/python -V)"; \
	.venv-$*/bin/python $(OTHER)

# None where there is no such Python, or where it is the one of .venv. Apart from the tests: what calls make again is not
# kept together.
.PHONY: $(VERSIONS:%=venv-on-%)
$(VERSIONS:%=venv-on-%): venv-on-%: .venv/.dev
	@venv=.venv-$*; rm -f "$$venv/.wanted"; \
	this=$$($(PY) -c 'import sys; print("3.%d" % sys.version_info[1])'); \
	[ "$*" != "$$this" ] || exit 0; \
	python=$$(tools/interpreters.sh | sed -n 's/^$* //p'); \
	[ -n "$$python" ] || { echo "== no Python $* here"; exit 0; }; \
	if [ ! -e "$$venv/.made" ] || [ pyproject.toml -nt "$$venv/.made" ]; then \
	  MAKEFLAGS= $(MAKE) --no-print-directory venv-at PYTHON="$$python" AT="$$venv" || exit 1; \
	  "$$venv/bin/python" $(INSTALL) $(TESTED) || exit 1; \
	  touch "$$venv/.made"; \
	fi; \
	touch "$$venv/.wanted"

# Unpacking needs root on Debian. Whether it must work is for the tests to say: with CI=true they fail without.
asterisk:
	@if why=$$(bash tests/asterisk/asterisk.sh check 2>&1); then \
	  bash tests/asterisk/asterisk.sh install 22 16 || true; \
	else \
	  echo "== real Asterisk: $$why"; \
	fi

clean:
	@rm -rf .venv .venv-* .bench-venv .fuzz-venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build docs/_build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
