#!/usr/bin/env bash
# Runs one suite that has been built, says its counts and seconds, and adds them to $COUNTS: suite.sh dotnet Query.Tests, suite.sh node "end to end: walk" files…
# What it wrote is in artifacts/tests/, each test's duration included.
set -uo pipefail
cd "$(dirname "$0")/../.."
kind=$1 name=$2
shift 2
log="artifacts/tests/${name//[: ]/-}.log"
mkdir -p artifacts/tests

number() { sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -oE "$1" | tail -n 1 | grep -oE '[0-9]+' | tail -n 1; }

run_dotnet() {
  timeout 900 "tests/$name/bin/Release/net10.0/Footfall.$name" -xml "${log%.log}.xml" >"$log" 2>&1; code=$?
  total=$(number 'Total: [0-9]+'); errors=$(number 'Errors: [0-9]+'); failed=$(number 'Failed: [0-9]+'); skipped=$(number 'Skipped: [0-9]+')
  failed=$(( ${failed:-0} + ${errors:-0} ))
  passed=$(( ${total:-0} - failed - ${skipped:-0} ))
}

run_node() {
  timeout 900 node --test --test-reporter=spec "$@" >"$log" 2>&1; code=$?
  passed=$(number 'ℹ pass [0-9]+'); failed=$(number 'ℹ fail [0-9]+'); skipped=$(number 'ℹ skipped [0-9]+')
}

run_lint() {
  node_modules/@biomejs/cli-linux-x64/biome check . >"$log" 2>&1; code=$?
  passed=$((code == 0)); failed=0
}

# What a reader needs of a log: all of it when it is short, what failed when it is long.
excerpt() {
  [ "$code" -eq 0 ] || case $kind in
    node) grep -E -A 40 '^ *✖' "$log" | head -n 200 ;;
    *) tail -n 80 "$log" ;;
  esac
  [ "$kind" != dotnet ] || grep -E '\[SKIP\]' -A1 "$log" | sed 's/\x1b\[[0-9;]*m//g'
}

report() {
  excerpt
  printf '%-28s %s passed, %s failed, %s skipped in %s s\n' "$name:" "$passed" "$failed" "$skipped" "$SECONDS"
  [ -z "${COUNTS:-}" ] || echo "$passed $failed $skipped" >>"$COUNTS"
}

"run_$kind" "$@"
passed=${passed:-0} failed=${failed:-0} skipped=${skipped:-0}
# A suite that ended badly without counting a failure counts as one.
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
# Suites run beside each other: one at a time says how it went.
exec 9>artifacts/tests/.lock && flock 9
report
exit 0
