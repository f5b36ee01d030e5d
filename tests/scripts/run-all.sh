#!/usr/bin/env bash
# Installs what the tests need, runs every suite, and ends with one line that sums them: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.."
COUNTS=$(mktemp)
export COUNTS
trap 'rm -f "$COUNTS"' EXIT

source tests/scripts/install.sh
rm -rf artifacts/tests artifacts/reader
mkdir -p artifacts/tests

if ! make --no-print-directory build-tests >artifacts/tests/build.log 2>&1; then
  cat artifacts/tests/build.log
  echo '0 passed, 1 failed'
  exit 1
fi
echo "built in $SECONDS s"

# The long ones begin first, so that no lane is left alone with one of them at the end. One suite a line: kind, name, files.
plan() {
  local first="Reliability.Tests" browsers="equality walk compaction" project file
  echo "node 'dashboard: sealed' web/dashboard/test/sealed*.test.mjs"
  echo "dotnet $first"
  for file in $browsers; do echo "node 'end to end: $file' tests/EndToEnd.Tests/$file.test.mjs"; done
  echo "node dashboard" $(ls web/dashboard/test/*.test.mjs | grep -v /sealed)
  echo "node tracker web/tracker/test/*.test.mjs"
  for project in tests/*.Tests/*.csproj; do
    project=$(basename "$project" .csproj)
    [ "$project" = "$first" ] || echo "dotnet $project"
  done
  for file in tests/EndToEnd.Tests/*.test.mjs; do
    file=$(basename "$file" .test.mjs)
    [[ " $browsers " == *" $file "* ]] || echo "node 'end to end: $file' tests/EndToEnd.Tests/$file.test.mjs"
  done
  for file in tests/Dialects.Tests/*.test.mjs; do
    file=$(basename "$file" .test.mjs)
    echo "node 'dialects: $file' tests/Dialects.Tests/$file.test.mjs"
  done
  echo "node sealing web/sealing/test/*.test.mjs"
  echo "node 'client sdk' sdk/js/client/test/*.test.mjs"
  echo "node 'react sdk' sdk/js/react/test/*.test.mjs"
  echo "node 'next sdk' sdk/js/next/test/*.test.mjs"
  echo "node 'nest sdk' sdk/js/nest/test/*.test.mjs"
  echo "node 'packed sdks' sdk/js/test/*.test.mjs"
  echo "node 'example: nextjs' examples/nextjs/test/*.test.mjs"
  echo "node examples" $(ls examples/*/test/*.test.mjs | grep -v /nextjs)
  echo "lint 'lint and format'"
}

# A lane more than there are processors: a good part of what suites do is waiting for processes, disks and browsers.
plan | xargs -d '\n' -P "$(($(nproc) + 1))" -I '{}' bash -c 'tests/scripts/suite.sh {}'

read -r passed failed skipped < <(awk '{ p += $1; f += $2; s += $3 } END { print p, f, s }' "$COUNTS")
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ]
