# Two commands are the whole set-up: `make demo` and `make test`. Each installs what it needs. `make check` is the loop while you work.

.PHONY: demo dist build static service serve service-test console-test pictures check test lint bench clean deps build-deps install sanitize findings fuzz campaign-fuzz campaign-sanitizers attack bench-service bench-stops operations service-image client counted example-ledger

# The C++ runtime, SQLite, Lua and libcrypto are linked statically: loading them would cost a cold start more than reading the packs does.
# The linker takes an archive if it finds no shared library first, so the archives are linked into a separate folder.
STATIC = $(CURDIR)/.build/static
ifneq ($(words $(CURDIR)),1)
$(error the path of this folder has a blank, which make and pkg-config take for its end: move it, or clone it elsewhere)
endif
# Metadata of a generic type by direct calls: by name, the runtime looks through every conformance of the program.
BY_CALLS = -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
RELEASE = -c release --static-swift-stdlib -Xlinker -L$(STATIC) $(BY_CALLS)
PREFIX ?= /usr/local

# Answers and records the shipped example with the release build, and verifies the record.
demo: build
	@rm -rf .build/demo
	@.build/release/plumbline recommend Examples/high-fear.json --ledger .build/demo/ledger.sqlite
	@echo && .build/release/plumbline audit verify --ledger .build/demo/ledger.sqlite

# The ledger of an invented clinic, in .build/example-ledger: Documentation/Auditing.md.
example-ledger: build
	@rm -rf .build/example-ledger
	@bash Examples/ledger/make.sh .build/release/plumbline .build/example-ledger

# Leaves the command at .build/release/plumbline, with the packs beside it.
build: static
	$(STAGE) build bash .ci/unwarned env PKG_CONFIG_PATH="$(STATIC)" swift build $(RELEASE) --product plumbline
	@ln -sfn "$(CURDIR)/Rules" .build/release/Rules

# The archives that are linked in.
static: build-deps
	@mkdir -p $(STATIC)
	@for name in stdc++ sqlite3 lua5.4 crypto z; do ln -sf "$$(cc -print-file-name=lib$$name.a)" $(STATIC)/lib$$name.a; done
	@printf 'Name: Lua\nDescription: Lua, to be linked in\nVersion: 5.4\nLibs: -L%s -llua5.4\nCflags: %s\n' \
	  "$(STATIC)" "$$(pkg-config --cflags lua5.4)" >$(STATIC)/lua5.4.pc

# The service, a package and a program of its own: leaves it at Service/.build/release/plumbline-serve, with the packs beside it, and
# beside the command, if that is built.
SERVED = Service/.build/release
service: static
	$(STAGE) service bash .ci/unwarned env PKG_CONFIG_PATH="$(STATIC)" swift build --package-path Service $(RELEASE) --product plumbline-serve
	@ln -sfn "$(CURDIR)/Rules" $(SERVED)/Rules
	@[ ! -d .build/release ] || ln -sf "$(CURDIR)/$(SERVED)/plumbline-serve" .build/release/plumbline-serve

# Starts the service on this machine with its console open to everybody here, for the day of the example patient; prints the address to
# open, and how to open the patient's chart.
serve: service
	@mkdir -p .build/serve
	@printf '%s\n' "Open http://127.0.0.1:8750/ for the console; only invented patients belong there. It answers for the day of the example," \
	  "and records in .build/serve/ledger.sqlite. Programs ask like this, in another terminal:" "" \
	  '  curl -s -H "Authorization: Bearer $$(cat .build/serve/ledger.sqlite.token)" -H "Content-Type: application/json" \' \
	  '    -d @Examples/hooks/patient-view.json http://127.0.0.1:8750/cds-services/plumbline-patient-view' ""
	@exec $(SERVED)/plumbline-serve --port 8750 --demo --ledger .build/serve/ledger.sqlite --as-of 2026-11-20

# Drives the console in headless Chromium: every flow at two sizes, by keyboard, without script, light and dark. PICTURES=folder keeps a
# picture of each page.
console-test: build
	$(STAGE) console-build swift build --package-path Service --product plumbline-serve
	$(STAGE) console python3 -B Tests/Page/console.py Service/.build/debug/plumbline-serve $(PICTURES)
	$(STAGE) sign-in python3 -B Tests/Page/sign_in.py Service/.build/debug/plumbline-serve
	$(STAGE) pictures python3 -B Tests/Page/pictures.py .build/release/plumbline Service/.build/debug/plumbline-serve --check

# The pictures of the documentation, from the shipped examples. `make test` says which no longer show what is printed today.
pictures: build
	$(STAGE) console-build swift build --package-path Service --product plumbline-serve
	$(STAGE) pictures python3 -B Tests/Page/pictures.py .build/release/plumbline Service/.build/debug/plumbline-serve

# How fast the service answers, beside a bare echo of the same server and beside the same answers without HTTP, with the release build: about
# three minutes once that is built. SECONDS=n measures each part for so long.
bench-service: service
	$(STAGE) service-benchmark bash .ci/unwarned env PKG_CONFIG_PATH="$(STATIC)" swift build --package-path Service $(RELEASE) --product service-benchmark
	bash Tests/Hooks/install.sh
	python3 -B Tests/Benchmark/service.py $(SERVED)/plumbline-serve $(SERVED)/service-benchmark .build/hooks/bin/python $(SECONDS)

# The service's own tests, which compare its answers with the command's.
service-test: build
	$(STAGE) service-build bash .ci/unwarned swift build --package-path Service --build-tests
	$(STAGE) service-tests bash -o pipefail -c "swift test --package-path Service --skip-build 2>&1 | grep -vE ' (started|recorded no issues)\.$$'"

# The service's deployment, with the debug service: an operator's first day and bad night, the unit and the container's root, and other people's
# clients of CDS Hooks. As root; installs what it needs.
operations: build
	@bash .ci/deps sqlite3 curl strace systemd faketime python3-venv
	$(STAGE) console-build swift build --package-path Service --product plumbline-serve
	$(STAGE) hooks bash Tests/Hooks/check.sh Service/.build/debug/plumbline-serve
	$(STAGE) operations python3 -B Tests/Operations/operations.py Service/.build/debug/plumbline-serve .build/release/plumbline
	$(STAGE) distribution .build/hooks/bin/python -B Tests/Operations/distribution.py Service/.build/debug/plumbline-serve .build/release/plumbline

# The container of the service, as Documentation/Operating.md has it: the folder from which any engine builds it.
service-image: build service
	rm -rf .build/service-root
	bash Distribution/service/root.sh $(SERVED)/plumbline-serve .build/release/plumbline .build/service-root

# Prints how long each stage took; `.ci/run` adds them up.
STAGE = @bash .ci/timed

# The loop while you work, about two minutes once .build is warm: a debug build, the tests that need no other program (but the longest),
# the shipped packs' own tests, and the linters.
QUICK = ^(JSON|Cryptography|Guideline|Engine|Plumbline|Interchange|Presentation|Workbench|Authoring|Interview|Checker|LanguageServer|Transparency|Packaging)Tests\.
check: build-deps
	$(STAGE) build bash .ci/unwarned swift build --build-tests
	$(STAGE) tests bash .ci/tests --skip-build --filter '$(QUICK)' --skip SoundnessTests --skip MutationFateTests
	$(STAGE) packs .build/debug/plumbline test --rules Rules
	@$(MAKE) --no-print-directory lint

# The C module over its corpus with sanitizers; the fuzzers; the shipped packs' promises, and the quality of their tests; a million
# pairs on which both evaluators must agree; a cohort in Spark; the instructions that an answer takes; a client package; then all
# other tests, those of the service, and the console's pages in a browser.
test: build sanitize fuzz
	$(STAGE) packages bash .ci/deps $(TOOLS)
	$(STAGE) prove .build/release/plumbline prove --properties --rules Rules
	@.build/release/plumbline check --rules Rules >.build/check.txt
	@.build/release/plumbline test --rules Rules --coverage --min 100 >.build/coverage.txt
	$(STAGE) mutation sh -c '.build/release/plumbline test --rules Rules --mutate --min 95 >.build/mutation.txt'
	$(STAGE) agreement-build env PKG_CONFIG_PATH="$(STATIC)" swift build $(RELEASE) --product agreement
	@$(MAKE) --no-print-directory -j2 client counted
	$(STAGE) tests-build bash .ci/unwarned swift build --build-tests
	$(STAGE) tests bash .ci/tests --skip-build
	@$(MAKE) --no-print-directory service-test
	@$(MAKE) --no-print-directory console-test

# A client package that depends on this one. It is built in parallel with stages that use one processor.
client:
	$(STAGE) client bash Tests/Client/check.sh

counted:
	$(STAGE) agreement .build/release/agreement 1000000
	$(STAGE) lines .build/release/agreement lines Rules:Examples/guidelines/osteoarthritis:Examples/guidelines/hypertension 20000
	$(STAGE) python bash Tests/Python/check.sh
	$(STAGE) action python3 -B Tests/Action/check.py .build/release/plumbline Rules
	$(STAGE) settings sh -c 'python3 -B Tests/Settings/settings.py .build/release/plumbline Rules >.build/settings.txt'
	$(STAGE) spark bash Tests/Spark/check.sh
	$(STAGE) r4 bash Tests/R4/check.sh
	$(STAGE) instructions bash Tests/Benchmark/instructions.sh

sanitize: build-deps
	$(STAGE) sanitize bash Tests/Hostile/sanitize.sh

# Every target's corpus and 20,000 inputs of a fixed seed: Documentation/Fuzzing.md.
fuzz: build
	$(STAGE) fuzz-build $(MAKE) --no-print-directory -f Tests/Fuzz/build.mk -j2
	$(STAGE) fuzz bash Tests/Fuzz/run.sh check

# New inputs, MINUTES for each of twelve targets; continues from the last campaign.
MINUTES ?= 30
campaign-fuzz: build
	@$(MAKE) --no-print-directory -f Tests/Fuzz/build.mk -j2
	bash Tests/Fuzz/run.sh campaign $$(($(MINUTES) * 60))

# The Swift tests under address and thread sanitizers, each built from scratch: about an hour.
campaign-sanitizers: deps
	bash Tests/Sanitizers/run.sh address thread

# Attacks the built command from outside. As root it also mounts what it needs, in its own folders.
attack: build
	bash Tests/Attack/attack.sh

# Format, boundaries between modules, the tests that Threats.md names, the pages' references, and the library's documentation.
lint: build-deps
	$(STAGE) format swift format lint --strict --recursive --parallel Sources Tests Package.swift \
	  Service/Sources Service/Tests Service/Package.swift
	$(STAGE) boundaries python3 -B .ci/boundaries
	$(STAGE) threats bash .ci/threats
	$(STAGE) links python3 -B .ci/links
	$(STAGE) words bash .ci/words
	$(STAGE) docc bash .ci/docc

# The pages about the findings of `check`, from its own catalogue.
findings:
	swift build --product plumbline
	rm -rf Documentation/Findings && mkdir Documentation/Findings
	for code in $$(.build/debug/plumbline check --explain list | cut -d' ' -f1); do \
	  .build/debug/plumbline check --explain "$$code" >"Documentation/Findings/$$code.md" || exit 1; done
	.build/debug/plumbline check --explain all >Documentation/Findings.md

# The cost of one cold answer, and of many, compared with other engines. Installs what it needs.
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

# The time of a stop from the start of its process, whatever the state of the ledger and the packs.
bench-stops: build
	python3 -B Tests/Benchmark/stops.py

install: build
	install -D .build/release/plumbline "$(PREFIX)/bin/plumbline"
	mkdir -p "$(PREFIX)/share/plumbline" && cp -R Rules "$(PREFIX)/share/plumbline/"

# What anybody on x86-64 Linux can install, in .build/dist, and a trial of each: Documentation/Installing.md.
dist: build service
	@bash Distribution/make.sh && bash Distribution/check.sh

clean:
	swift package clean
	[ ! -d Service/.build ] || swift package --package-path Service clean

# What the build and all tests need; `swift test` works alone after it.
TOOLS = sqlite3 strace python3 python3-jsonschema openssl chromium neovim z3 valgrind zsh fish
deps:
	@bash .ci/deps $(TOOLS)

# What only the build needs.
build-deps:
	@bash .ci/deps
