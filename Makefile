# make run    opens assess with a sample clinic in it; the first time it sets up what is missing
# make test   runs the tests                make check   format, lint and types
# make bench  measures speed, as ratios     make format  mends what `make check` says of format
# make lock   resolves the dependencies anew (needs uv)
# make clean  removes what the others made, never anyone's assessments
#
# Needs Python 3.11 or later with pip, and make; uses uv where it is present.

SAMPLE = questionnaires/samples/riverside.yaml
PLAN = riverside-action-plan.pdf
TREES = assess benchmarks tests tools
ARGS =
export PYTHON

.PHONY: run test check format bench lock clean ready-to-run ready-to-develop

run: ready-to-run
	@if [ -t 0 ] && [ -t 1 ]; then \
	    .venv/bin/assess; \
	else \
	    echo "There is no terminal here, so this is the sample clinic's action plan:" >&2; \
	    .venv/bin/assess report $(SAMPLE) -o $(PLAN) --force; \
	fi

test: ready-to-develop
	@.venv/bin/python -m pytest $(ARGS)

check: ready-to-develop
	@status=0; \
	.venv/bin/ruff format --check $(TREES) || status=1; \
	.venv/bin/ruff check $(TREES) || status=1; \
	.venv/bin/mypy || status=1; \
	exit $$status

format: ready-to-develop
	@.venv/bin/ruff format $(TREES)
	@.venv/bin/ruff check --fix $(TREES)

bench: ready-to-develop
	@.venv/bin/python -m benchmarks.run $(ARGS)

# One resolution for every system and Python we support, with hashes and without addresses.
LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
lock:
	$(LOCK) --group build --output-file requirements.lock $(ARGS)
	$(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock $(ARGS)

clean:
	@rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist riverside-action-plan.*
	@find $(TREES) -name __pycache__ -prune -exec rm -rf {} +

ready-to-run:
	@tools/setup.sh run

ready-to-develop:
	@tools/setup.sh dev
