# Two commands are all the set-up: `make demo` and `make test`. Each installs what it needs.

.PHONY: demo build test lint bench clean deps install sanitize

# The C++ runtime is linked in as well: loading it would cost a cold start more than reading the packs' files does.
# So is SQLite, which every answer that is recorded needs.
STATIC = .build/static
RELEASE = -c release --static-swift-stdlib -Xlinker -L$(STATIC)
PREFIX ?= /usr/local

# The shipped example, answered and recorded by the release build, and the record verified.
demo: build
	@rm -rf .build/demo
	@.build/release/plumbline recommend Examples/high-fear.json --ledger .build/demo/ledger.sqlite
	@echo && .build/release/plumbline audit verify --ledger .build/demo/ledger.sqlite

# Leaves the command at .build/release/plumbline, with the packs beside it.
build: deps
	@mkdir -p $(STATIC) && ln -sf "$$(cc -print-file-name=libstdc++.a)" $(STATIC)/libstdc++.a
	@ln -sf "$$(cc -print-file-name=libsqlite3.a)" $(STATIC)/libsqlite3.a
	swift build $(RELEASE) --product plumbline
	@ln -sfn "$(CURDIR)/Rules" .build/release/Rules

# The C room over its corpus with sanitizers, then everything else. Command tests run the release build.
test: build sanitize
	@bash .ci/deps sqlite3 strace
	swift test

sanitize: deps
	bash Tests/Hostile/sanitize.sh

lint: deps
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
	bash .ci/boundaries

# What one answer costs, cold; needs hyperfine, and installs it.
bench: build
	@bash .ci/deps hyperfine
	bash Tests/Benchmark/start-up.sh
	bash Tests/Benchmark/corpus.sh

install: build
	install -D .build/release/plumbline "$(PREFIX)/bin/plumbline"
	mkdir -p "$(PREFIX)/share/plumbline" && cp -R Rules "$(PREFIX)/share/plumbline/"

clean:
	swift package clean

deps:
	@bash .ci/deps
