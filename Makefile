# SPDX-License-Identifier: ISC
# antt: small filters over YAML records.  GNU make, one file, not recursive.
# `make demo` and `make check` need nothing but make itself; `make help` lists the rest.

VERSION      := 0.1.0
RELEASE_DATE := 2026-01-01

PREFIX  ?= /usr/local
DESTDIR ?=
BINDIR   = $(PREFIX)/bin
MANDIR   = $(PREFIX)/share/man
DOCDIR   = $(PREFIX)/share/doc/antt
BASHDIR  = $(PREFIX)/share/bash-completion/completions
ZSHDIR   = $(PREFIX)/share/zsh/site-functions

# What a bare Debian 12 lacks, for each purpose.  .ci/need installs what is missing.
BUILD_PACKAGES  := gcc libc6-dev pkg-config libyaml-dev libxlsxwriter-dev zlib1g-dev libunistring-dev nettle-dev
CHECK_PACKAGES  := $(BUILD_PACKAGES) libcmocka-dev perl mandoc unzip libxml2-utils locales universal-ctags zsh
LINT_PACKAGES   := $(BUILD_PACKAGES) libcmocka-dev clang clang-tidy cppcheck shellcheck mandoc
OFFICE_PACKAGES := $(CHECK_PACKAGES) libreoffice-calc fonts-liberation2 poppler-utils python3-openpyxl python3-yaml
SSH_PACKAGES    := $(CHECK_PACKAGES) parallel rsync openssh-client openssh-server
COVER_PACKAGES  := $(CHECK_PACKAGES) gcovr
FUZZ_PACKAGES   := $(BUILD_PACKAGES) clang libclang-rt-14-dev
BENCH_PACKAGES  := $(BUILD_PACKAGES) valgrind gnuplot-nox jq miller recutils python3-yaml python3-xlsxwriter
DEB_PACKAGES    := $(BUILD_PACKAGES) binutils dpkg-dev
DEB_CHECKERS    := $(DEB_PACKAGES) perl lintian fakeroot
SOAK_PACKAGES   := $(BUILD_PACKAGES) perl unzip

# --- variants: each builds into a directory of its own ----------------------------------------

VARIANT ?=
CC      := $(if $(filter default,$(origin CC)),cc,$(CC))
CFLAGS  ?= -O2 -g

HARDEN_CFLAGS  := -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
HARDEN_LDFLAGS := -pie -Wl,-z,relro -Wl,-z,now
EXTRA_CFLAGS   :=
VARIANT_FLAGS  :=

ifeq ($(VARIANT),)
B := build
else ifeq ($(VARIANT),san)
B := build/san
CFLAGS := -O1 -g
HARDEN_CFLAGS := -fPIE
VARIANT_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DANTT_UNCONFINED
else ifeq ($(VARIANT),clang)
B := build/clang
CC := clang
else ifeq ($(VARIANT),cov)
B := build/cov
CFLAGS := -O0 -g
HARDEN_CFLAGS := -fPIE
VARIANT_FLAGS := --coverage -DANTT_UNCONFINED
else ifeq ($(VARIANT),fuzz)
B := build/fuzz
CC := clang
CFLAGS := -O1 -g
HARDEN_CFLAGS :=
HARDEN_LDFLAGS :=
VARIANT_FLAGS := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DANTT_UNCONFINED
else ifeq ($(VARIANT),valgrind)
B := build/valgrind
CFLAGS := -O1 -g
VARIANT_FLAGS := -DANTT_UNCONFINED
else
$(error VARIANT is empty, san, clang, cov, fuzz or valgrind, not '$(VARIANT)')
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wformat=2 -Wwrite-strings -Wvla -Wundef
CPPFLAGS ?=
ALL_CPPFLAGS = -D_GNU_SOURCE -DANTT_VERSION='"$(VERSION)"' -Ilib $(CPPFLAGS)
# The same programs wherever the tree lies: what the debugger is told counts in the hash that names a build.
PREFIX_MAP   = '-fdebug-prefix-map=$(CURDIR)=.'
ALL_CFLAGS   = -std=c17 $(CFLAGS) $(WARNINGS) $(HARDEN_CFLAGS) $(PREFIX_MAP) $(VARIANT_FLAGS) $(EXTRA_CFLAGS)
ALL_LDFLAGS  = $(HARDEN_LDFLAGS) $(VARIANT_FLAGS) -Wl,--as-needed $(LDFLAGS)

# Asked when first used, never while the file is read: pkg-config may not be there yet.
YAML_CFLAGS = $(eval YAML_CFLAGS := $$(shell pkg-config --cflags yaml-0.1 2>/dev/null))$(YAML_CFLAGS)
YAML_LIBS   = $(eval YAML_LIBS := $$(shell pkg-config --libs yaml-0.1 2>/dev/null || echo -lyaml))$(YAML_LIBS)
XLSX_LIBS  := -lxlsxwriter -lz -lnettle

# --- lists: a new file in bin/, lib/, man/ or tests/ is found by its place ----------------------

LIB_SOURCES  := $(sort $(wildcard lib/*.c))
LIB_OBJECTS  := $(LIB_SOURCES:%.c=$(B)/obj/%.o) $(B)/obj/defs_builtin.o
DEFS         := $(sort $(wildcard lib/defs/*.yaml lib/defs/*/*.yaml lib/defs/*/*/*.yaml))
DEFS_DIRS    := $(wildcard lib/defs lib/defs/*/ lib/defs/*/*/)
BIN_SOURCES  := $(sort $(wildcard bin/antt-*.c))
BIN_SCRIPTS  := $(sort $(foreach f,$(wildcard bin/antt-*),$(if $(findstring .,$(notdir $f)),,$f)))
C_PROGRAMS   := $(BIN_SOURCES:%.c=$(B)/%)
PROGRAMS     := $(C_PROGRAMS) $(BIN_SCRIPTS:%=$(B)/%)
COMPLETIONS  := $(B)/completion/antt.bash $(B)/completion/antt.zsh
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c))
UNITS        := $(UNIT_SOURCES:tests/%.c=$(B)/%)
BENCHES      := $(patsubst tests/%.c,$(B)/%,$(sort $(wildcard tests/bench/*.c)))
HARNESSES    := $(patsubst tests/fuzz/%.c,$(B)/harness/%,$(sort $(wildcard tests/fuzz/*.c)))
FUZZ_SUPPORT := $(patsubst %.c,$(B)/obj/%.o,$(filter-out %/replay.c,$(wildcard tests/fuzz/support/*.c)))
FUZZ_MAINS   := $(BIN_SOURCES:bin/%.c=$(B)/obj/fuzz/%.o)
REPLAY       := $(B)/obj/tests/fuzz/support/replay.o
MANUALS      := $(sort $(wildcard man/*.[1-9]))
RECORDS_PAGE := $(B)/records-page
SHIM         := $(B)/faults/shim.so
OBJECTS      := $(LIB_OBJECTS) $(BIN_SOURCES:%.c=$(B)/obj/%.o) $(UNIT_SOURCES:%.c=$(B)/obj/%.o) \
                $(BENCHES:$(B)/%=$(B)/obj/tests/%.o) $(B)/obj/man/records-page.o \
                $(HARNESSES:$(B)/harness/%=$(B)/obj/tests/fuzz/%.o) $(FUZZ_SUPPORT) $(FUZZ_MAINS) $(REPLAY)
SCRIPTS       = $(shell .ci/files | .ci/shell-scripts)
EXAMPLES      = $(shell .ci/files examples)

# --- building ---------------------------------------------------------------------------------

# V=1 shows the commands.
V ?=
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $1')

.DELETE_ON_ERROR:
.SUFFIXES:

.PHONY: all
all: $(PROGRAMS) $(COMPLETIONS) ## build the programs into build/bin

# A change of compiler or flags rebuilds.  No recipe, so that `make -n` tells the truth.
# Stripped: GNU make 4.3 leaves the newline of a file that it reads when its buffer happens to move.
FLAGS := $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) / $(ALL_LDFLAGS)
ifeq ($(filter clean help uninstall,$(MAKECMDGOALS)),)
ifneq ($(strip $(file <$(B)/flags)),$(strip $(FLAGS)))
$(shell mkdir -p $(B))
$(file >$(B)/flags,$(FLAGS))
endif
endif
$(B)/flags: ;

$(B)/obj/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC   $(patsubst $(B)/%,%,$<))
	$(Q)$(CC) $(ALL_CPPFLAGS) $(YAML_CFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/defs_builtin.o: $(B)/defs_builtin.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC   $(patsubst $(B)/%,%,$<))
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The directories are named too: a definition that was removed must go.
$(B)/defs_builtin.c: lib/defs/embed $(DEFS) $(DEFS_DIRS)
	@mkdir -p $(@D)
	$(call say,EMBED lib/defs)
	$(Q)lib/defs/embed $(DEFS) >$@

$(B)/libantt.a: $(LIB_OBJECTS)
	@rm -f $@
	$(call say,AR   $@)
	$(Q)$(AR) rcs $@ $^

$(B)/bin/antt-xlsx: PROGRAM_LIBS := $(XLSX_LIBS)
$(C_PROGRAMS): $(B)/%: $(B)/obj/%.o $(B)/libantt.a
	@mkdir -p $(@D)
	$(call say,LINK $@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(YAML_LIBS) -lunistring $(PROGRAM_LIBS) -lm $(LDLIBS)

# A line @FILE@ of a script stands for that file.
$(BIN_SCRIPTS:%=$(B)/%): $(B)/%: % Makefile $(wildcard lib/*.awk)
	@mkdir -p $(@D)
	$(call say,COPY $@)
	$(Q)awk '/^@lib.*@$$/ { gsub(/@/, ""); file = $$0; while ((got = (getline <file)) > 0) print; if (got < 0) exit 1; next } \
	    { gsub(/@VERSION@/, "$(VERSION)"); print }' $< >$@
	@chmod 755 $@

# The options are asked from the programs.
$(COMPLETIONS): $(B)/completion/%: lib/completion/% $(addprefix lib/completion/,generate values ask.sh) $(PROGRAMS)
	@mkdir -p $(@D)
	$(call say,MAKE $@)
	$(Q)lib/completion/generate $< $(PROGRAMS) >$@

$(UNITS): $(B)/unit/%: $(B)/obj/tests/unit/%.o $(B)/libantt.a
	@mkdir -p $(@D)
	$(call say,LINK $@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ -lcmocka $(YAML_LIBS) -lunistring $(if $(findstring xlsx,$*),$(XLSX_LIBS)) -lm $(LDLIBS)

# Prints the manual of the record format, from its template and the definitions.
$(RECORDS_PAGE): $(B)/obj/man/records-page.o $(B)/libantt.a
	$(call say,LINK $@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(YAML_LIBS) -lunistring -lm $(LDLIBS)

$(BENCHES): $(B)/%: $(B)/obj/tests/%.o $(B)/libantt.a
	@mkdir -p $(@D)
	$(call say,LINK $@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(YAML_LIBS) $(if $(findstring xlsx,$*),$(XLSX_LIBS)) -lunistring -lm $(LDLIBS)

# Makes calls of the C library fail, for tests/faults.t and tests/confine.t.
$(SHIM): tests/faults/shim.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,LINK $@)
	$(Q)$(CC) -D_GNU_SOURCE -std=c17 -O1 $(WARNINGS) $(if $(filter san,$(VARIANT)),-DFAULTY_MEMORY=0) -fPIC -shared -o $@ $<

# What the tests find in PATH where all is to run under valgrind.
WRAPPED := $(if $(filter valgrind,$(VARIANT)),$(PROGRAMS:$(B)/bin/%=$(B)/wrapped/%))
$(C_PROGRAMS:$(B)/bin/%=$(B)/wrapped/%): $(B)/wrapped/%: tests/under-valgrind
	@mkdir -p $(@D)
	@ln -sf $(CURDIR)/$< $@
$(BIN_SCRIPTS:bin/%=$(B)/wrapped/%): $(B)/wrapped/%: $(B)/bin/%
	@mkdir -p $(@D)
	@ln -sf $(CURDIR)/$< $@

# With libFuzzer, or with a main that shows each harness its seeds and no more.
ifeq ($(VARIANT),fuzz)
FUZZ_MAIN := -fsanitize=fuzzer
else
FUZZ_MAIN := $(REPLAY)
endif
FUZZ_LIBS := $(B)/harness/support.a $(B)/libantt.a
$(B)/harness/support.a: $(FUZZ_SUPPORT) $(FUZZ_MAINS)
	@mkdir -p $(@D)
	@rm -f $@
	$(call say,AR   $@)
	$(Q)$(AR) rcs $@ $^

# The programs as functions: antt_sort() is the main() of bin/antt-sort.c.
$(FUZZ_MAINS): $(B)/obj/fuzz/%.o: bin/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC   $< as a function)
	$(Q)$(CC) $(ALL_CPPFLAGS) -Dmain=$(subst -,_,$*) $(ALL_CFLAGS) -Wno-missing-prototypes -MMD -MP -c -o $@ $<

$(HARNESSES): $(B)/harness/%: $(B)/obj/tests/fuzz/%.o $(FUZZ_LIBS) $(filter %.o,$(FUZZ_MAIN))
	@mkdir -p $(@D)
	$(call say,LINK $@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(FUZZ_MAIN) $(FUZZ_LIBS) $(YAML_LIBS) -lunistring $(XLSX_LIBS) -lm $(LDLIBS)

.PHONY: objects units benches harnesses
objects: $(OBJECTS)
harnesses: $(HARNESSES)
units: $(UNITS) $(RECORDS_PAGE) $(SHIM)
benches: $(BENCHES)

-include $(OBJECTS:.o=.d)

# --- what a newcomer types: each fetches what it needs, then builds in a second make ------------

# One after the other: two of these at once would build the same tree twice.
ALONE := demo check faults check-office check-package check-parallel lint coverage docs html deb dist distcheck bench fuzz mutations soak
ifneq ($(filter $(ALONE),$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif
.PHONY: $(ALONE)

JOBS   = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))
REMAKE = +@$(MAKE) $(if $(V),,-s) --no-print-directory $(JOBS)

demo: ## build, then run the nightly job on the example data (into build/demo)
	@.ci/need $(BUILD_PACKAGES)
	$(REMAKE) all
	@PATH="$(CURDIR)/$(B)/bin:$$PATH" sh examples/demo "$(CURDIR)/$(B)/bin" "$(CURDIR)/$(B)/demo"

check: ## build and run all tests (TESTS=... for some, TESTFLAGS=-s shuffled)
	@.ci/need $(CHECK_PACKAGES) $(if $(filter valgrind,$(VARIANT)),valgrind)
	$(REMAKE) all units harnesses $(WRAPPED)
	@ANTT_TOP="$(CURDIR)" ANTT_BIN="$(CURDIR)/$(B)/$(if $(WRAPPED),wrapped,bin)" ANTT_VARIANT="$(VARIANT)" \
	    tests/run $(TESTFLAGS) $(TESTS)

faults: ## let every call that can fail do so, once in its turn (half an hour)
	@.ci/need $(CHECK_PACKAGES)
	$(REMAKE) all units
	@ANTT_TOP="$(CURDIR)" ANTT_BIN="$(CURDIR)/$(B)/bin" ANTT_VARIANT="$(VARIANT)" ANTT_FAULTS=all TEST_TIMEOUT=7200 \
	    tests/run tests/faults.t

check-office: ## open the workbooks in LibreOffice and look at them
	@.ci/need $(OFFICE_PACKAGES)
	$(REMAKE) all
	@ANTT_TOP="$(CURDIR)" ANTT_BIN="$(CURDIR)/$(B)/bin" ANTT_VARIANT="$(VARIANT)" tests/run -j1 tests/office/*.t

check-package: deb ## whether the Debian package is the same made again, and purged without a trace
	@.ci/need $(DEB_CHECKERS)
	@ANTT_TOP="$(CURDIR)" ANTT_BIN="$(CURDIR)/build/bin" tests/run -j1 tests/package/*.t

# Apart from check, for a newcomer should not get an sshd.
check-parallel: ## run examples/parallel on workers behind an sshd of its own
	@.ci/need $(SSH_PACKAGES)
	$(REMAKE) all
	@ANTT_TOP="$(CURDIR)" ANTT_BIN="$(CURDIR)/$(B)/bin" ANTT_VARIANT="$(VARIANT)" tests/run -j1 tests/parallel.t

# Each tool alone is .ci/lint TOOL.
lint: ## gcc and clang with -Werror, analyzers, shellcheck, mandoc
	@.ci/need $(LINT_PACKAGES)
	$(REMAKE) B=build/lint/gcc EXTRA_CFLAGS='-Werror $(ANALYZER)' objects
	$(REMAKE) B=build/lint/clang CC=clang EXTRA_CFLAGS=-Werror objects
	@.ci/lint

ANALYZER := -fanalyzer

# Counters of programs that were killed while they wrote them are not to be trusted; gcovr says which it passes over.
coverage: ## lines and branches of lib/ that the tests reach, with goals (build/cov/index.html)
	@.ci/need $(COVER_PACKAGES)
	@find build/cov -name '*.gcda' -delete 2>/dev/null || :
	$(REMAKE) VARIANT=cov check
	@gcovr --root . --filter lib/ --exclude-unreachable-branches --gcov-ignore-parse-errors --print-summary \
	    --fail-under-line $(LEAST_LINES) --fail-under-branch $(LEAST_BRANCHES) \
	    --html-details build/cov/index.html --txt build/cov/coverage.txt build/cov 2>build/cov/gcovr.log || \
	    { grep -v '^(WARNING)\|^	' build/cov/gcovr.log; exit 1; }

LEAST_LINES    := 90
LEAST_BRANCHES := 80

mutations: ## break lines one by one; a test must fail each time (ONLY=PATTERN for some)
	@.ci/need $(CHECK_PACKAGES)
	@tests/mutations/run $(ONLY)

soak: ## ten million records, a thousand nights with kills: half an hour (RECORDS=... NIGHTS=...)
	@.ci/need $(SOAK_PACKAGES)
	$(REMAKE) all benches
	@ANTT_TOP="$(CURDIR)" ANTT_BIN="$(CURDIR)/$(B)/bin" ANTT_BENCH="$(CURDIR)/$(B)/bench" \
	    tests/soak/run $(or $(RECORDS),10000000) $(NIGHTS)

docs: ## make README and man/antt-records.5 anew
	@.ci/need $(BUILD_PACKAGES) mandoc
	$(REMAKE) $(RECORDS_PAGE)
	@$(RECORDS_PAGE) man/antt-records.5.in >build/antt-records.5 && .ci/replace build/antt-records.5 man/antt-records.5
	@.ci/manual-text man/antt.7 >build/README && .ci/replace build/README README

html: ## all manuals with links between them (build/html/index.html)
	@.ci/need mandoc
	@.ci/html build/html $(MANUALS)

bench: ## measure, in a few minutes (RECORDS=... for the chain; tests/bench/run)
	@.ci/need $(BENCH_PACKAGES)
	$(REMAKE) all benches
	@ANTT_TOP="$(CURDIR)" ANTT_BIN="$(CURDIR)/$(B)/bin" ANTT_BENCH="$(CURDIR)/$(B)/bench" tests/bench/run $(RECORDS)

# Seconds for each harness; HARNESS=... for some of them.
TIME ?= 60
fuzz: ## fuzz each harness for TIME=60 seconds (tests/fuzz/README)
	@.ci/need $(FUZZ_PACKAGES)
	$(REMAKE) VARIANT=fuzz harnesses
	@ANTT_TOP="$(CURDIR)" tests/fuzz/run $(TIME) $(HARNESS)

# --- installing: one list for both ways -------------------------------------------------------

# mode:source:destination, or link:text:destination.  Names in the tree hold neither blanks nor colons (tests/tree.t).
INSTALL_MAP = $(foreach f,$(PROGRAMS),755:$f:$(BINDIR)/$(notdir $f)) \
              $(foreach f,$(MANUALS),644:$f:$(MANDIR)/man$(subst .,,$(suffix $f))/$(notdir $f)) \
              644:$(B)/completion/antt.zsh:$(ZSHDIR)/_antt 644:$(B)/completion/antt.bash:$(BASHDIR)/antt \
              $(foreach f,$(PROGRAMS),link:antt:$(BASHDIR)/$(notdir $f)) \
              $(foreach f,$(wildcard README LICENSE),644:$f:$(DOCDIR)/$f) \
              $(foreach f,$(EXAMPLES),$(if $(shell test -x $f && echo x),755,644):$f:$(DOCDIR)/$f)

.PHONY: install uninstall
install: all ## install under PREFIX (with DESTDIR before it)
	@for entry in $(INSTALL_MAP); do \
	    mode=$${entry%%:*} pair=$${entry#*:}; \
	    case $$mode in \
	    link) ln -sf "$${pair%%:*}" "$(DESTDIR)$${pair#*:}" ;; \
	    *) install -D -m "$$mode" "$${pair%%:*}" "$(DESTDIR)$${pair#*:}" ;; \
	    esac || exit; done

uninstall: ## remove what install put there
	@for entry in $(INSTALL_MAP); do \
	    pair=$${entry#*:}; rm -f "$(DESTDIR)$${pair#*:}" || exit; done
	@if [ -d "$(DESTDIR)$(DOCDIR)" ]; then \
	    find "$(DESTDIR)$(DOCDIR)" -depth -type d -exec rmdir --ignore-fail-on-non-empty {} +; fi

# --- the Debian package -----------------------------------------------------------------------

deb: ## a Debian package, the same bytes every time (from examples/packaging/debian)
	@.ci/need $(DEB_PACKAGES)
	@rm -rf build/deb
	$(REMAKE) VARIANT= DESTDIR="$(CURDIR)/build/deb/root" PREFIX=/usr ZSHDIR=/usr/share/zsh/vendor-completions install
	@examples/packaging/debian/build build/deb/root $(VERSION) $(RELEASE_DATE) build

# --- the source archive -----------------------------------------------------------------------

NAME    := antt-$(VERSION)
ARCHIVE := build/$(NAME).tar.gz

dist: ## the source archive, the same bytes every time
	@mkdir -p build
	@.ci/files | LC_ALL=C sort | tar --create --format=ustar --no-recursion --verbatim-files-from --files-from=- \
	    --transform='s,^,$(NAME)/,' --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
	    --mtime='$(RELEASE_DATE) 00:00Z' | gzip -9n >$(ARCHIVE)
	@echo $(ARCHIVE)

distcheck: dist ## unpack the archive elsewhere; build, test, install and uninstall it there
	@.ci/need $(CHECK_PACKAGES)
	+@.ci/distcheck $(ARCHIVE) $(NAME)

.PHONY: clean help
clean: ## remove build/
	rm -rf build

help: ## this list
	@awk -F ' *:.*## ' '/^[a-z][a-z-]*:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile
	@echo 'VARIANT=san|clang|cov|fuzz|valgrind builds into build/san and so on.'
