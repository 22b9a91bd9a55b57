# Improvement Hub: `make run` starts it, `make test` checks it. docs/operations.md explains all of it.
# Each target finds or makes what it needs; PORT=8001 and PYTHON=python3.12 choose others.

PYTHON ?= python3
TARGETS = run test test-slow bench reset lock

.PHONY: $(TARGETS)
.DEFAULT_GOAL := run

$(TARGETS):
	@$(PYTHON) improvement_hub/runtime/bootstrap.py $@
