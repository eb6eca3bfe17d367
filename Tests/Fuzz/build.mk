# The fuzzers as one program, $(OUT)/fuzz: the modules that read outside input, built again with coverage counters, and
# the command's own reader of compressed cohorts. The others are taken from the release build, which must be
# there (`make build`): building them again would take most of the time, and their branches say little about an input.
#
#   make -f Tests/Fuzz/build.mk -j2

ROOT := $(abspath $(dir $(lastword $(MAKEFILE_LIST)))/../..)
RELEASE := $(shell readlink -f "$(ROOT)/.build/release")
OUT ?= $(ROOT)/.build/fuzz
CLANG := $(or $(wildcard $(dir $(shell readlink -f "$$(command -v swiftc)"))clang),clang)

# If memory is handled by hand, each access is checked, too.
COUNTED := -sanitize=fuzzer
CHECKED := -sanitize=fuzzer,address
CHECKED_C := -fsanitize=fuzzer-no-link,address

# The modules that are built again, with the imports of each, as in Package.swift.
PlumblineJSON :=
PlumblineGuideline := PlumblineJSON PlumblineCryptography
PlumblineInterchange := PlumblineGuideline
PlumblineFHIR := PlumblineInterchange
PlumblineCohort := PlumblineInterchange PlumblineFHIR
PlumblineLanguageServer := PlumblineInterchange
PlumblineCryptography :=
PlumblineTransparency := PlumblineCryptography
PlumblinePackaging := PlumblineGuideline PlumblineTransparency
# From the ledger, only receipts and timestamps; its storage is not an input format.
PlumblineLedger := PlumblineJSON PlumblineTransparency
MODULES := $(foreach name,JSON Guideline Interchange FHIR Cohort LanguageServer Cryptography Transparency Packaging Ledger,Plumbline$(name))
LEDGER := Proof/Receipt Record/Leaf Record/RecordKind Record/RecordName Record/Seal Timestamping/RecordedTimestamp Timestamping/UTCMoment
# From the release build.
TAKEN := PlumblineEngine PlumblineText PlumblinePresentation PlumblineWorkbench PlumblineChecker
LINKED_TOO := $(TAKEN) CPlumblinePlanes

folder = $(wildcard $(ROOT)/Sources/*/$(patsubst Plumbline%,%,$(1:C%=%)))
sources = $(if $(filter PlumblineLedger,$1),$(LEDGER:%=$(ROOT)/Sources/Auditor/Ledger/%.swift),$(shell find "$(folder)" -name '*.swift' | sort))
flags = $(if $(filter PlumblineCohort PlumblineCryptography,$1),$(CHECKED),$(COUNTED))

maps := $(foreach name,CPlumblineSandbox CPlumblinePlanes,-Xcc -fmodule-map-file=$(OUT)/$(name)/module.modulemap) \
  $(foreach path,Core/OpenSSL Command/Zlib,-Xcc -fmodule-map-file=$(ROOT)/Sources/$(path)/module.modulemap)
SWIFTC := swiftc -swift-version 6 -O -whole-module-optimization -num-threads 2 -parse-as-library -enable-testing \
  -gline-tables-only -package-name $(shell basename "$(ROOT)" | tr A-Z a-z) -static-stdlib -I $(OUT)/modules $(maps) \
  $(foreach feature,ExistentialAny InternalImportsByDefault MemberImportVisibility,-enable-upcoming-feature $(feature))

.PHONY: all
all: $(OUT)/fuzz

# From the release build: modules by name, so that none of ours is ever taken from there.
$(OUT)/setup: $(lastword $(MAKEFILE_LIST)) $(RELEASE)/plumbline
	@mkdir -p $(OUT)/modules $(OUT)/CPlumblineSandbox $(OUT)/CPlumblinePlanes
	@for name in $(TAKEN); do ln -sf $(RELEASE)/Modules/$$name.swiftmodule $(OUT)/modules/; done
	@echo 'module CPlumblineSandbox { header "$(ROOT)/Sources/Core/Sandbox/include/plumbline_sandbox.h" export * }' >$(OUT)/CPlumblineSandbox/module.modulemap
	@echo 'module CPlumblinePlanes { header "$(ROOT)/Sources/Core/Planes/include/planes.h" export * }' >$(OUT)/CPlumblinePlanes/module.modulemap
	@touch $@

define c_module
$(OUT)/$1/built: $(OUT)/setup $(wildcard $(folder)/*.[ch] $(folder)/include/*.h)
	@cd $(OUT)/$1 && rm -f *.o && $(CLANG) -std=c11 -O2 -g -fno-omit-frame-pointer $(CHECKED_C) -DPLB_PLAIN_MALLOC -I $(folder)/include \
	  $$$$(pkg-config --cflags lua5.4) -c $(folder)/*.c
	@touch $$@
endef
$(eval $(call c_module,CPlumblineSandbox))

define swift_module
$(OUT)/$1/built: $(OUT)/setup $(call sources,$1) $($1:%=$(OUT)/%/built)
	@echo "fuzz: $1"; mkdir -p $(OUT)/$1 && cd $(OUT)/$1 && rm -f *.o && $(SWIFTC) $(call flags,$1) -module-name $1 -emit-module \
	  -emit-module-path $(OUT)/modules/$1.swiftmodule -c $(call sources,$1)
	@touch $$@
endef
$(foreach name,$(MODULES),$(eval $(call swift_module,$(name))))

targets := $(wildcard $(ROOT)/Tests/Fuzz/*.swift $(ROOT)/Tests/Fuzz/Targets/*.swift) $(ROOT)/Sources/Command/plumbline/Cohort/CohortInput.swift

$(OUT)/fuzz: $(targets) $(MODULES:%=$(OUT)/%/built) $(OUT)/CPlumblineSandbox/built
	@echo "fuzz: targets"; mkdir -p $(OUT)/targets && cd $(OUT)/targets && rm -f *.o && $(SWIFTC) $(CHECKED) -module-name Fuzz -c $(targets)
	@$(SWIFTC) -use-ld=lld $(CHECKED) -o $@ $(OUT)/targets/*.o $(MODULES:%=$(OUT)/%/*.o) $(OUT)/CPlumblineSandbox/*.o \
	  $(foreach name,$(LINKED_TOO),$$(find $(RELEASE)/$(name).build -name '*.o')) \
	  $$(cc -print-file-name=liblua5.4.a) $$(cc -print-file-name=libz.a) $$(cc -print-file-name=libcrypto.a) -lstdc++ -lm
