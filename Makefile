# The words of this house: run, dev, test, check, format, bench, soak, publish, clean.
SHELL := /bin/bash
.DELETE_ON_ERROR:
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE := 1

STAMPS := artifacts/stamps
SERVER := src/Cli/bin/Release/net10.0/footfall
CS := $(shell find src schema/rules -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.sql' -o -name '*.json' -o -name '*.tsv' -o -name '*.txt' \) -not -path '*/bin/*' -not -path '*/obj/*' 2>/dev/null)
TRACKER := $(shell find web/tracker web/consent web/dialects web/sealing/src schema/compact.json -type f -not -path '*/dist/*' -not -path '*/test/*' 2>/dev/null)
DASHBOARD := $(shell find web/dashboard web/sealing/src schema/rules src/Storage/Events/Migrations -type f -not -path '*/dist/*' -not -path '*/test/*' -not -path '*/node_modules/*' 2>/dev/null)
SDK := $(shell find sdk/js web/sealing/src schema/compact.json web/tracker/src/wire.ts -type f -not -path '*/dist/*' -not -path '*/test/*' -not -path '*/node_modules/*' 2>/dev/null)
EXAMPLES := $(shell find examples -type f -not -path '*/bin/*' -not -path '*/obj/*' -not -path '*/dist/*' -not -path '*/.next/*' -not -path '*/test/*' -not -path '*/node_modules/*' 2>/dev/null)
SERVED := web/tracker web/dashboard web/sealing
DEMO := $(shell find web/demo -type f 2>/dev/null)

.PHONY: run dev build build-tests test check format bench soak publish clean help

help:
	@echo 'make run      build what is needed and start the server with the demo site and the dashboard'
	@echo 'make dev      the same, rebuilt and reloaded on change'
	@echo 'make test     install what the tests need, and run all of them'
	@echo 'make check    lint and format check, without tests'
	@echo 'make format   format everything'
	@echo 'make bench    measure speed and size (bench/RESULTS.md)'
	@echo 'make soak     the long reliability loops'
	@echo 'make publish  a self-contained server folder for linux-x64 in artifacts/publish'

# What the server is made of. SDKs, examples and tests bring as much again: they are installed for those who build them.
$(STAMPS)/npm: package.json package-lock.json $(SERVED:%=%/package.json)
	npm ci $(SERVED:%=-w %) --include-workspace-root --no-audit --no-fund --loglevel=error
	@mkdir -p $(STAMPS) && rm -f $(STAMPS)/npm-all && touch $@

$(STAMPS)/npm-all: package.json package-lock.json $(wildcard web/*/package.json sdk/js/*/package.json examples/*/package.json tests/*/package.json)
	npm ci --no-audit --no-fund --loglevel=error
	@mkdir -p $(STAMPS) && touch $(STAMPS)/npm $@

$(STAMPS)/tracker: $(STAMPS)/npm $(TRACKER)
	node web/tracker/build.mjs
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dashboard: $(STAMPS)/npm schema/compact.json schema/syllables.json $(DASHBOARD)
	npm run --silent build -w web/dashboard
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/sdk: $(STAMPS)/npm-all $(SDK)
	node sdk/js/client/build.mjs
	node sdk/js/react/build.mjs
	node sdk/js/nest/build.mjs
	node sdk/js/next/build.mjs
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/examples: $(STAMPS)/sdk $(EXAMPLES)
	node examples/editor-time/build.mjs
	npx tsc -p examples/nestjs-backend
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/server: schema/compact.json schema/syllables.json $(STAMPS)/tracker $(STAMPS)/dashboard $(DEMO) $(CS) Directory.Build.props Directory.Packages.props global.json
	dotnet build src/Cli -c Release --nologo -v quiet
	@mkdir -p $(STAMPS) && touch $@

build: $(STAMPS)/npm-all $(STAMPS)/server $(STAMPS)/sdk $(STAMPS)/examples

# The server and all test projects in one pass. Packages are fetched while the browsers' parts are built.
build-tests:
	@dotnet restore Footfall.slnx --nologo -v quiet & restored=$$!; \
	$(MAKE) --no-print-directory $(STAMPS)/npm-all && $(MAKE) --no-print-directory -j2 $(STAMPS)/dashboard $(STAMPS)/tracker $(STAMPS)/examples; built=$$?; \
	wait $$restored && [ $$built -eq 0 ]
	dotnet build Footfall.slnx -c Release --no-restore --nologo -v quiet
	@touch $(STAMPS)/server

run: $(STAMPS)/server
	@exec $(SERVER) serve --demo

dev: $(STAMPS)/tracker $(STAMPS)/dashboard
	@trap 'kill 0' EXIT; \
	node web/tracker/build.mjs --watch & \
	npm run --silent dev -w web/dashboard & \
	dotnet watch --no-hot-reload --project src/Cli run -- serve --demo

test:
	@tests/scripts/run-all.sh

check: $(STAMPS)/npm-all $(STAMPS)/sdk
	node_modules/@biomejs/cli-linux-x64/biome check .
	npx tsc --noEmit -p web/tracker
	npx tsc --noEmit -p web/consent
	npx tsc --noEmit -p web/dialects
	npx tsc --noEmit -p web/dashboard
	npx tsc --noEmit -p web/sealing
	npx tsc --noEmit -p sdk/js/client
	npx tsc --noEmit -p sdk/js/react
	npx tsc --noEmit -p sdk/js/nest
	npx tsc --noEmit -p sdk/js/next
	for example in examples/*/tsconfig.json; do npx tsc --noEmit -p $$example || exit 1; done
	dotnet build Footfall.slnx --nologo -v quiet
	dotnet format Footfall.slnx --verify-no-changes --no-restore --severity warn

format: $(STAMPS)/npm
	node_modules/@biomejs/cli-linux-x64/biome check --write .
	dotnet format Footfall.slnx --no-restore

bench: build
	@bench/run.sh

soak: build
	@bench/soak.sh

# Only assemblies that say they can be trimmed are (the framework's); EF Core, which cannot, is kept whole, so its warnings say nothing here.
publish: $(STAMPS)/tracker $(STAMPS)/dashboard
	dotnet publish src/Cli -c Release -r linux-x64 --self-contained -o artifacts/publish --nologo -v quiet -p:PublishTrimmed=true -p:TrimMode=partial -p:SuppressTrimAnalysisWarnings=true -p:PublishReadyToRun=true
	@du -sh artifacts/publish
	@tests/scripts/published.sh artifacts/publish

clean:
	rm -rf artifacts web/*/dist sdk/js/*/dist examples/*/dist examples/*/.next
	find src tests bench sdk/dotnet examples/dotnet-timetracker -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
