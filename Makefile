# The front door: Meson does the work. `make help` lists what there is.
# Settings: PREFIX=/usr/local, DUCKDB=DIR (an official libduckdb folder); those of
# make bench are in bench/README.md.
PREFIX ?= /usr/local
DUCKDB ?=
export DUCKDB
SETUP = meson setup $(if $(DUCKDB),-Dduckdb=$(abspath $(DUCKDB)))

help:
	@sed -n 's/^#: //p' Makefile

#: make demo      install what is missing, build, and take a synthetic case from files to report
demo: build
	@python3 scripts/demo.py

#: make check     install what is missing, build, and run every test
check: deps
	@sh scripts/check.sh

#: make deps      install what is missing (apt-get, npm)
deps:
	@sh scripts/deps.sh

#: make build     build/suyuan
build: deps
	@sh scripts/web.sh
	@test -f build/build.ninja || $(SETUP) build
	@ninja -C build

#: make bench     the measurements of bench/README.md (minutes, gigabytes)
bench: build
	@sh bench/run.sh

#: make fuzz      every reader under libFuzzer, MINUTES=60 of processor time in all (clang)
fuzz: deps
	@python3 scripts/fuzz.py $(MINUTES)

#: make accept    rewrite the golden files of tests/cli; look at the diff
accept: build
	@SUYUAN_ACCEPT=1 meson test -C build --suite cli --no-rebuild

#: make format    clang-format over the C files
format:
	@git ls-files '*.c' '*.h' | xargs clang-format -i

#: make install   into PREFIX (/usr/local)
install: build
	@meson configure build -Dprefix=$(abspath $(PREFIX))
	@meson install -C build --quiet
	@echo "installed: $(abspath $(PREFIX))/bin/suyuan"

#: make clean     remove what was built (deps stay in .deps)
clean:
	rm -rf build build-asan build-clang build-fuzz demo

.PHONY: help demo check deps build bench fuzz accept format install clean
