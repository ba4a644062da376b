# Samenight. `make` alone lists what there is.
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
PELICAN    := $(BIN)/pelican
PELICANOPTS ?=
CHECKOPTS  ?=
CODEOWNERSOPTS ?=
TESTOPTS   ?=
# Each process begins with a part of its own, in the order of the files, so that most sites are built by one
# alone; who has nothing left takes from the others.
ALL_CORES  := --numprocesses logical --dist worksteal
SAMENIGHT  := PYTHONPATH=plugins $(BIN)/python -m samenight.commands

# What is typed behind make goes on through the environment, so that neither make nor the shell reads
# anything into a quote or a dollar; what the environment has under these names is not meant.
TYPED := CITY COUNTRY REGION SLUG NAME EDITION DATE END_DATE CHARITY CURRENCY CITIES
typed = override $(1) := $$(if $$(filter command,$$(origin $(1))),$$(value $(1)))
$(foreach name,$(TYPED),$(eval $(call typed,$(name))))
export $(TYPED)
option = $${$(1):+--$(2) "$$$(1)"}

ifeq ($(DEBUG),1)
PELICANOPTS += -D
endif

.DEFAULT_GOAL := help
.PHONY: help setup html check tidy codeowners status new-city new-event new-edition clean regenerate serve \
        serve-global devserver devserver-global publish test test-browser golden lint fmt types bench docs \
        messages gazetteer fonts lock

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo; echo '  CHECKOPTS="--format github" for check, CODEOWNERSOPTS="--host gitlab" for codeowners'
	@echo '  TESTOPTS="--durations 20" for test: which are slow; TESTOPTS="-n 0 -k money": some, in one process'
	@echo '  PORT=8001 SERVER=0.0.0.0 for the servers, SITEURL=https://... for publish, DEBUG=1 for more words'

setup: $(VENV)/.built-with ## Set up what building needs (the other targets do it by themselves)

html: $(VENV)/.built-with ## Build the site from content/ into output/
	$(PELICAN) $(INPUTDIR) -o $(OUTPUTDIR) -s $(CONFFILE) $(PELICANOPTS)

check: $(VENV)/.built-with ## Say what is wrong in content/, without building
	@$(SAMENIGHT) check --content $(INPUTDIR) $(CHECKOPTS)

codeowners: $(VENV)/.built-with ## Write CODEOWNERS from the maintainers of the cities
	@$(SAMENIGHT) codeowners --content $(INPUTDIR) $(CODEOWNERSOPTS)

tidy: $(VENV)/.built-with ## Rewrite the headers in content/ in the one style
	@$(SAMENIGHT) fmt --content $(INPUTDIR)

new-city: $(VENV)/.built-with ## Make a city's folder: make new-city CITY="Łódź" COUNTRY=PL
	@$(SAMENIGHT) new-city --content $(INPUTDIR) $(call option,COUNTRY,country) $(call option,REGION,region) \
	  $(call option,SLUG,slug) $(call option,NAME,name) $(call option,EDITION,edition) -- "$$CITY"

new-event: $(VENV)/.built-with ## Make a city's next evening: make new-event CITY=lodz EDITION=2027-global
	@$(SAMENIGHT) new-event --content $(INPUTDIR) -- "$$CITY" "$$EDITION"

new-edition: $(VENV)/.built-with ## Make an edition: make new-edition EDITION=2027-global DATE=2027-03-25
	@$(SAMENIGHT) new-edition --content $(INPUTDIR) $(call option,NAME,name) $(call option,DATE,date) \
	  $(call option,END_DATE,end-date) $(call option,CHARITY,charity) $(call option,CURRENCY,currency) \
	  $(call option,CITIES,cities) -- "$$EDITION"

status: $(VENV)/.built-with ## Say which cities are ready, and which are late
	@$(SAMENIGHT) status --content $(INPUTDIR)

clean: ## Remove the site and everything made for it
	rm -rf $(OUTPUTDIR) .samenight .$(OUTPUTDIR).staging .$(OUTPUTDIR).old .$(OUTPUTDIR).lock

regenerate: $(VENV)/.built-with ## Build again whenever something changes
	@$(SAMENIGHT) devserver --settings $(CONFFILE) --content $(INPUTDIR) --no-server

serve: $(VENV)/.built-with ## Show the built site at http://localhost:8000
	@$(SAMENIGHT) serve --output $(OUTPUTDIR) --host $(SERVER) --port $(PORT)

serve-global: ## Show the built site to phones on your network
	@$(MAKE) --no-print-directory serve SERVER=0.0.0.0

devserver: $(VENV)/.built-with ## Build again and reload the browser whenever something changes
	@$(SAMENIGHT) devserver --output $(OUTPUTDIR) --content $(INPUTDIR) --settings $(CONFFILE) --host $(SERVER) --port $(PORT)

devserver-global: ## The same, for phones on your network
	@$(MAKE) --no-print-directory devserver SERVER=0.0.0.0

publish: $(VENV)/.built-with ## Build for production: make publish SITEURL=https://your.festival
	SITEURL="$(SITEURL)" $(PELICAN) $(INPUTDIR) -o $(OUTPUTDIR) -s $(PUBLISHCONF) $(PELICANOPTS)

test: $(VENV)/.tested-with ## Run the tests, on all cores
	$(BIN)/python -m pytest $(ALL_CORES) $(TESTOPTS)

test-browser: $(VENV)/.browsed-with ## Run the tests that need a browser or other programs; installs them where it can
	@PYTHON=$(BIN)/python sh tests/browser/needs.sh
	$(BIN)/python -m pytest -m browser $(TESTOPTS)

golden: $(VENV)/.tested-with ## Write the golden files anew; look at the difference before you commit
	SAMENIGHT_GOLDEN=refresh $(BIN)/python -m pytest -k golden

lint: $(VENV)/.tested-with ## Look for mistakes in the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

fmt: $(VENV)/.tested-with ## Format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.tested-with ## Check the types
	$(BIN)/mypy

bench: $(VENV)/.tested-with ## Measure builds of festivals of several sizes
	$(BIN)/python benchmarks/bench.py $(BENCHOPTS)
	$(BIN)/python benchmarks/check_bench.py
	$(BIN)/python benchmarks/print_bench.py $(PRINTBENCHOPTS)

docs: $(VENV)/.tested-with ## Write the reference pages anew from the code
	PYTHONPATH=plugins $(BIN)/python docs/make_reference.py

messages: $(VENV)/.tested-with ## Bring all catalogues of translations up to date with code and templates
	PYTHONPATH=plugins $(BIN)/python tools/update_messages.py

gazetteer: $(VENV)/.mapped-with ## Write the places of the world anew from data of GeoNames
	PYTHONPATH=plugins $(BIN)/python tools/make_gazetteer.py

fonts: $(VENV)/.cut-with ## Cut the fonts for other scripts anew from Debian's fonts-noto-core and -cjk
	$(BIN)/python tools/make_fonts.py $(FONTSOPTS)

lock: ## Pin all packages anew (needs uv)
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements.txt requirements.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-dev.txt requirements-dev.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-browser.txt requirements-browser.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-gazetteer.txt requirements-gazetteer.in
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q -o requirements-fonts.txt requirements-fonts.in

# -- set-up: each stamp holds what was installed, so that a changed pin installs anew -----------
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes

$(BIN)/python:
	@sh tools/make_venv.sh "$(VENV)" "$(PY)"

$(VENV)/.built-with: requirements.txt | $(BIN)/python
	@echo "Installing what building needs ..."
	@$(PIP) --requirement requirements.txt
	@cp requirements.txt $@

$(VENV)/.tested-with: requirements-dev.txt | $(BIN)/python
	@echo "Installing what testing needs ..."
	@$(PIP) --requirement requirements-dev.txt
	@cp requirements-dev.txt $@

$(VENV)/.browsed-with: requirements-browser.txt $(VENV)/.tested-with
	@echo "Installing what driving a browser needs ..."
	@$(PIP) --requirement requirements-browser.txt
	@cp requirements-browser.txt $@

$(VENV)/.mapped-with: requirements-gazetteer.txt $(VENV)/.built-with
	@echo "Installing the places of the world ..."
	@$(PIP) --requirement requirements-gazetteer.txt
	@cp requirements-gazetteer.txt $@

$(VENV)/.cut-with: requirements-fonts.txt | $(BIN)/python
	@echo "Installing what fonts are cut with ..."
	@$(PIP) --requirement requirements-fonts.txt
	@cp requirements-fonts.txt $@
