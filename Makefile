# make build: sets up once, then builds the article.   make test: sets up what tests need once, then tests.
# A stamp file stands for each finished set-up; it grows old when the lock file it was made from changes.

PYTHON ?= python3
SHIPPED := us-mission-to-nato
ARTICLE ?= $(SHIPPED)

BIN := .venv/bin
BUILD_READY := .venv/.build-ready
TEST_READY := .venv/.test-ready
MUTANTS_READY := .venv/.mutants-ready
NODE := tests/conformance/node
NODE_READY := $(NODE)/node_modules/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --only-binary :all:

# What takes half of the time of all tests: the validators, what builds most editions, what tries most losses. Coverage is
# not measured there, so what alone reaches a part of the program has its place in the other half.
BESIDE := $(addprefix tests/,conformance kept proof files/test_crashes.py writers/test_depth.py) \
	$(addprefix tests/cli/test_,build.py check.py interrupt.py many_articles.py pre_commit.py saved_otherwise.py) \
	$(addprefix tests/test_,article_properties.py bad_drafts.py bad_input.py constructs.py faults.py handouts.py) \
	$(addprefix tests/test_,press_lines.py sabotage.py same_bytes.py sound.py tokens.py tour.py)

export PATH := $(CURDIR)/$(BIN):$(PATH)
# Where Python is told to keep no bytecode, each of the many processes that tests start compiles all modules anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: build test soak properties bench sabotage mutants look golden docs lock clean
.DELETE_ON_ERROR:

build: $(BUILD_READY)
	$(BIN)/pipeline build $(ARTICLE)

test: $(BUILD_READY) $(TEST_READY) $(NODE_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	rm -f .coverage .coverage.*
	# One half beside the other, on two cores; it tells afterwards. Without coverage: what lays out pages takes nearly twice
	# as long when it is watched line by line.
	$(BIN)/python -m pytest $(BESIDE) > .beside.log 2>&1 & beside=$$!; \
	$(BIN)/python -m coverage run -m pytest $(BESIDE:%=--ignore=%); rest=$$?; \
	wait $$beside; other=$$?; cat .beside.log; \
	test $$rest -eq 0 && test $$other -eq 0
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

$(BUILD_READY): requirements/build.txt requirements/system.py pyproject.toml
	$(PYTHON) requirements/system.py build
	$(PYTHON) -m venv .venv
	$(INSTALL) -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	touch $@

$(TEST_READY): $(BUILD_READY) requirements/test.txt
	$(BIN)/python requirements/system.py test
	$(INSTALL) -r requirements/test.txt
	touch $@

# The browser is Debian's; nothing fetched here runs a script of its own while it is installed.
$(NODE_READY): $(NODE)/package-lock.json $(TEST_READY)
	PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix $(NODE) --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

# Pictures for the eye: every page of every edition, web page and e-book as several readers see them, the terminal. Of the
# article that ships the pictures in README are made anew too.
look: $(BUILD_READY) $(NODE_READY)
	$(BIN)/python -m tests.look $(ARTICLE)
	$(if $(filter $(SHIPPED),$(ARTICLE)),cp $(addprefix look/$(SHIPPED)/,editions.png handouts.png) docs)

# The pictures of a small article with which the tests compare what it looks like now; look at the difference before.
golden: $(BUILD_READY) $(NODE_READY)
	$(BIN)/python -m tests.look.golden

# Hundreds of articles of all kinds, in every edition: nothing may be found wrong with any. SEED=7 writes others.
properties: $(BUILD_READY) $(TEST_READY)
	PROPERTIES=1 $(BIN)/python -m pytest tests/test_article_properties.py

# Articles of a size that nobody writes by hand, at full size; all damages to the traces of two articles; all editions built
# twice, and each plain one alone.
soak: $(BUILD_READY) $(TEST_READY)
	SOAK=1 $(BIN)/python -m pytest --durations=0 tests/test_stress.py tests/test_same_bytes.py tests/proof/test_damage.py

# What the proof costs, as shares of a build of all editions and of print, at 22 pages and at three hundred; fails when
# that is more than its bound.
bench: $(BUILD_READY)
	$(BIN)/python -m benchmarks.account

# Damages to finished files, and how many of them `verify` finds; SEED=7 takes others, CASE=… repeats one that was missed.
sabotage: $(BUILD_READY)
	$(BIN)/python -m benchmarks.sabotage

# Changes to the code that gives the verdicts, and how many of them no test notices; EVERY=1 tries all, 12 every twelfth.
mutants: $(MUTANTS_READY)
	$(BIN)/python -m benchmarks.mutants

$(MUTANTS_READY): $(TEST_READY) requirements/mutants.txt
	$(INSTALL) -r requirements/mutants.txt
	touch $@

# The pages of the source language and of the rules, and what the tour prints; tests say when they are old.
docs: $(BUILD_READY) $(TEST_READY)
	$(BIN)/python -m tests.docs
	$(BIN)/python -m tests.rules_page
	$(BIN)/python -m tests.tour
	$(BIN)/python -m tests.templates_pictures

# Needs `uv`. No host, index or folder of a machine may enter the locks.
LOCK := env -u PIP_FIND_LINKS uv pip compile --no-config --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --group build
lock:
	$(LOCK) pyproject.toml --output-file requirements/build.txt
	$(LOCK) --group test --constraint requirements/build.txt pyproject.toml --output-file requirements/test.txt
	$(LOCK) --group mutants --constraint requirements/test.txt --output-file requirements/mutants.txt
	npm install --prefix $(NODE) --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

clean:
	rm -rf .venv $(NODE)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.* .beside.log dist look mutants
	find output -mindepth 1 ! -name .gitkeep -delete
