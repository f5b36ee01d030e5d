#!/usr/bin/env bash
# `make bench`: measures speed and size and writes the table of bench/RESULTS.md. BENCH_EVENTS (10,000,000) is the size of the large store, BENCH_ROUNDS (5) how
# often each figure of the collector is taken, BENCH_SECONDS (8) how long each run of the load generator takes.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/collector.sh

rounds=${BENCH_ROUNDS:-5} seconds=${BENCH_SECONDS:-8} large=${BENCH_EVENTS:-10000000}
work=$(mktemp -d "${TMPDIR:-/tmp}/footfall-bench.XXXXXX")
figures=$work/figures.tsv
server=''
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

install_tools
dotnet build bench -c Release --nologo -v quiet
export FOOTFALL_URLS=http://127.0.0.1:${BENCH_PORT:-28471} FOOTFALL_BOOTSTRAP_TOKEN=bench-token-of-at-least-32-characters
program=src/Cli/bin/Release/net10.0/footfall
bench() { bench/bin/Release/net10.0/footfall-bench "$@" | grep -v '^{' || { echo "footfall-bench $* failed" >&2; return 1; }; }

measure_collector      # a, e
measure_drain          # b
measure_store "${BENCH_SMALL:-1000000}"  # c
measure_store "$large" # c, d, e, f
measure_tracker        # g
measure_sdk            # h
bench/report.sh "$figures"
