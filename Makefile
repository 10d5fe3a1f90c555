# Everything a person types. The work is done in justice_portal/servers; this file only names it.

# The first Python that is there: it makes .venv, and .venv does the rest.
PYTHON3 := $(shell command -v python3.11 || command -v python3)
READY = $(PYTHON3) -I justice_portal/servers/machine.py
SERVERS = .venv/bin/python -m justice_portal.servers
WHERE = $(if $(PORT),--port $(PORT)) $(if $(HOST),--host $(HOST))

.DEFAULT_GOAL := help
.PHONY: help demo demo-up demo-down demo-reset test check proof stack stack-status stack-reset attack bench screenshots \
	test-up test-down assets lock python3

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: python3 ## run the demo until Ctrl-C (PORT=8001 chooses the port, HOST=0.0.0.0 lets tablets in)
	@$(READY) demo
	@exec $(SERVERS) demo $(WHERE)

demo-up: python3 ## run the demo in the background
	@$(READY) demo
	@exec $(SERVERS) demo-up $(WHERE)

demo-down: python3 ## stop the demo that runs in the background
	@if [ -x .venv/bin/python ]; then exec $(SERVERS) demo-down; else echo "The demo was not running."; fi

demo-reset: python3 ## throw the demo's data away and start over
	@$(READY) demo
	@exec $(SERVERS) demo-reset

test: python3 ## run every check and every test (under 15 minutes)
	@$(READY) test
	@exec $(SERVERS) test

check: python3 ## run the fast loop (under a minute)
	@$(READY) test
	@exec $(SERVERS) check

proof: python3 ## run what takes long: full permission products, chaos, timings (under 90 minutes)
	@$(READY) test
	@exec $(SERVERS) proof

stack: python3 ## run the shape of production on this machine until Ctrl-C (PORT= chooses the port)
	@$(READY) test
	@exec $(SERVERS) stack $(if $(PORT),--port $(PORT))

stack-status: ## show the processes of the stack and whether they answer
	@exec $(SERVERS) stack-status

stack-reset: ## throw the stack's data away
	@exec $(SERVERS) stack-reset

bench: python3 ## measure: milliseconds, bytes and memory of what people do most
	@$(READY) test
	@exec .venv/bin/python -m tests.bench

attack: python3 ## let three black-box attackers loose on a throw-away stack (MINUTES=20)
	@$(READY) test
	@exec .venv/bin/python -m tests.attack $(if $(MINUTES),--minutes $(MINUTES))

screenshots: python3 ## write a picture of every page of every role to screenshots/
	@$(READY) test
	@exec .venv/bin/python -m tests.screenshots

test-up: python3 ## keep test servers running, so that every pytest starts faster
	@$(READY) test
	@exec $(SERVERS) test-up

test-down: ## stop them
	@exec $(SERVERS) test-down

assets: python3 ## build the style sheets and scripts
	@$(READY) demo

lock: ## write requirements/*.txt anew from requirements/*.in (needs uv)
	@for each in base demo test attack-pages attack-api; do \
		uv pip compile -q --python-version 3.11 --generate-hashes --upgrade --no-header --no-emit-index-url \
			--no-emit-find-links -o requirements/$$each.txt requirements/$$each.in \
			|| exit 1; \
	done

python3:
	@if [ -z "$(PYTHON3)" ]; then \
		echo "Python 3.11 is missing. On Debian 12: apt-get install python3"; exit 1; \
	fi
