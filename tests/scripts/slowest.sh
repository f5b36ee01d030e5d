#!/usr/bin/env bash
# The slowest tests of the last `make test`, in seconds, by the suites' logs in artifacts/tests/: slowest.sh [how many].
set -euo pipefail
cd "$(dirname "$0")/../.."
{
  # xUnit: <test id="…" name="…" result="…" time="1.23"
  sed -E 's/<test /\n&/g' artifacts/tests/*.xml | sed -nE 's/^<test [^>]*\bname="([^"]*)"[^>]* time="([0-9]+\.?[0-9]?)[0-9]*".*/\2 \1/p'
  # Node: ✔ name (1234.5ms)
  for log in artifacts/tests/*.log; do
    suite=$(basename "$log" .log)
    sed -nE "s|^ *✔ (.*) \(([0-9.]+)ms\)\$|\2 $suite: \1|p" "$log" | awk '{ $1 = sprintf("%.1f", $1 / 1000); print }'
  done
} | sort -rn | head -n "${1:-30}"
