# Two commands are all the set-up: `make demo` and `make test`. Each installs what it needs.

.PHONY: demo build test lint bench clean deps install sanitize findings fuzz campaign-fuzz campaign-sanitizers attack bench-stops

# The C++ runtime, SQLite and Lua are linked in: loading them would cost a cold start more than reading the packs does.
# The linker takes an archive where it finds no shared library before it, so they are shown to it in a folder of their own.
STATIC = $(CURDIR)/.build/static
RELEASE = -c release --static-swift-stdlib -Xlinker -L$(STATIC)
PREFIX ?= /usr/local

# The shipped example, answered and recorded by the release build, and the record verified.
demo: build
	@rm -rf .build/demo
	@.build/release/plumbline recommend Examples/high-fear.json --ledger .build/demo/ledger.sqlite
	@echo && .build/release/plumbline audit verify --ledger .build/demo/ledger.sqlite

# Leaves the command at .build/release/plumbline, with the packs beside it.
build: deps
	@mkdir -p $(STATIC)
	@for name in stdc++ sqlite3 lua5.4 z; do ln -sf "$$(cc -print-file-name=lib$$name.a)" $(STATIC)/lib$$name.a; done
	@printf 'Name: Lua\nDescription: Lua, to be linked in\nVersion: 5.4\nLibs: -L%s -llua5.4\nCflags: %s\n' \
	  "$(STATIC)" "$$(pkg-config --cflags lua5.4)" >$(STATIC)/lua5.4.pc
	PKG_CONFIG_PATH="$(STATIC)" swift build $(RELEASE) --product plumbline
	@ln -sfn "$(CURDIR)/Rules" .build/release/Rules

# The C room over its corpus with sanitizers; the fuzzers; what the shipped packs promise, and what their tests are worth; a million pairs
# on which both evaluators must agree; a cohort in Spark; how many
# instructions an answer takes; then everything else. Command tests run the release build.
test: build sanitize fuzz
	@bash .ci/deps sqlite3 strace python3 openssl chromium neovim z3 valgrind
	.build/release/plumbline prove --properties --rules Rules
	.build/release/plumbline check --rules Rules >.build/check.txt
	.build/release/plumbline test --rules Rules --coverage --min 100 >.build/coverage.txt
	.build/release/plumbline test --rules Rules --mutate --min 95 >.build/mutation.txt
	PKG_CONFIG_PATH="$(STATIC)" swift build $(RELEASE) --product agreement
	.build/release/agreement 1000000
	bash Tests/Spark/check.sh
	bash Tests/Benchmark/instructions.sh
	swift test

sanitize: deps
	bash Tests/Hostile/sanitize.sh

# Every target's corpus and 20,000 inputs of a fixed seed: Documentation/Fuzzing.md.
fuzz: build
	@$(MAKE) --no-print-directory -f Tests/Fuzz/build.mk -j2
	bash Tests/Fuzz/run.sh check

# New inputs, so many minutes for each of ten targets; goes on where the last campaign was.
MINUTES ?= 30
campaign-fuzz: build
	@$(MAKE) --no-print-directory -f Tests/Fuzz/build.mk -j2
	bash Tests/Fuzz/run.sh campaign $$(($(MINUTES) * 60))

# The Swift tests under address and thread sanitizers, each built from nothing: an hour or so.
campaign-sanitizers: deps
	bash Tests/Sanitizers/run.sh address thread

# Attacks the built command from outside. As root it also mounts what it needs, in folders of its own.
attack: build
	bash Tests/Attack/attack.sh

lint: deps
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
	python3 -B .ci/boundaries
	bash .ci/threats

# The pages of what `check` finds, from its own catalogue.
findings:
	swift build --product plumbline
	rm -rf Documentation/Findings && mkdir Documentation/Findings
	for code in $$(.build/debug/plumbline check --explain list | cut -d' ' -f1); do \
	  .build/debug/plumbline check --explain "$$code" >"Documentation/Findings/$$code.md" || exit 1; done
	.build/debug/plumbline check --explain all >Documentation/Findings.md

# What one answer costs, cold; what many cost, beside other engines. Installs what it needs.
bench: build
	@bash .ci/deps hyperfine
	bash Tests/Benchmark/start-up.sh
	bash Tests/Benchmark/corpus.sh
	PKG_CONFIG_PATH="$(STATIC)" swift build $(RELEASE) --product ledger-benchmark
	rm -rf .build/benchmark && .build/release/ledger-benchmark .build/benchmark
	PKG_CONFIG_PATH="$(STATIC)" swift build $(RELEASE) --product matching-benchmark
	bash Tests/Benchmark/Matching/setup.sh
	python3 -B Tests/Benchmark/Matching/run.py
	python3 -B Tests/Benchmark/Matching/run.py --profiles 1000000 --modes lines,parse --sizes 24

# How long a stop takes from the start of its process, whatever the ledger and the packs are like.
bench-stops: build
	python3 -B Tests/Benchmark/stops.py

install: build
	install -D .build/release/plumbline "$(PREFIX)/bin/plumbline"
	mkdir -p "$(PREFIX)/share/plumbline" && cp -R Rules "$(PREFIX)/share/plumbline/"

clean:
	swift package clean

deps:
	@bash .ci/deps
