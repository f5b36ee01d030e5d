#!/usr/bin/env bash
# Installs what the tests need, runs every suite, and ends with one line that sums them: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.."
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

source tests/scripts/install.sh

# Notes a suite's counts; a suite that ended badly without counting a failure counts as one.
tally() { # name exit-code passed failed skipped
  local failures=${4:-0}
  if [ "$2" -ne 0 ] && [ "$failures" -eq 0 ]; then failures=1; fi
  echo "${3:-0} $failures ${5:-0}" >>"$results/counts"
  printf '%-28s %s passed, %s failed, %s skipped\n' "$1:" "${3:-0}" "$failures" "${5:-0}"
}

number() { sed 's/\x1b\[[0-9;]*m//g' "$1" | grep -oE "$2" | tail -n 1 | grep -oE '[0-9]+' | tail -n 1; }

dotnet_suite() { # project
  local name log code total errors fails skips
  name=$(basename "$1"); log="$results/$name.log"
  timeout 900 "$1/bin/Release/net10.0/Footfall.$name" >"$log" 2>&1; code=$?
  total=$(number "$log" 'Total: [0-9]+'); errors=$(number "$log" 'Errors: [0-9]+'); fails=$(number "$log" 'Failed: [0-9]+'); skips=$(number "$log" 'Skipped: [0-9]+')
  fails=$(( ${fails:-0} + ${errors:-0} ))
  [ "$code" -eq 0 ] || tail -n 80 "$log"
  grep -E '\[SKIP\]' -A1 "$log" | sed 's/\x1b\[[0-9;]*m//g' || true
  tally "$name" "$code" "$(( ${total:-0} - fails - ${skips:-0} ))" "$fails" "${skips:-0}"
}

node_suite() { # name files…
  local name=$1 log code; shift; log="$results/$name.log"
  timeout 900 node --test "$@" >"$log" 2>&1; code=$?
  [ "$code" -eq 0 ] || grep -E -A 40 '^ *(not ok|✖)' "$log" | head -n 200
  tally "$name" "$code" "$(number "$log" '(ℹ|#) pass [0-9]+')" "$(number "$log" '(ℹ|#) fail [0-9]+')" "$(number "$log" '(ℹ|#) skipped [0-9]+')"
}

build_all() {
  make --no-print-directory build && dotnet build Footfall.slnx -c Release --nologo -v quiet
}

if ! build_all >"$results/build.log" 2>&1; then
  cat "$results/build.log"
  echo '0 passed, 1 failed'
  exit 1
fi

node_modules/@biomejs/cli-linux-x64/biome check . >"$results/biome.log" 2>&1; code=$?
[ "$code" -eq 0 ] || cat "$results/biome.log"
tally 'lint and format' "$code" "$((code == 0))" 0 0

# Two lanes beside each other: most of what both do is waiting for processes and browsers.
suites_of_dotnet() { for project in tests/*.Tests/*.csproj; do dotnet_suite "$(dirname "$project")"; done; }
suites_of_node() {
  node_suite tracker web/tracker/test/*.test.mjs
  node_suite sealing web/sealing/test/*.test.mjs
  node_suite "client sdk" sdk/js/test/*.test.mjs
  node_suite examples examples/*/test/*.test.mjs
  node_suite dashboard web/dashboard/test/*.test.mjs
  node_suite "end to end" tests/EndToEnd.Tests/*.test.mjs
}
suites_of_node & lane=$!
suites_of_dotnet
wait "$lane"

read -r passed failed skipped < <(awk '{ p += $1; f += $2; s += $3 } END { print p, f, s }' "$results/counts")
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]
