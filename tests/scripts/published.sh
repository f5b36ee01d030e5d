#!/usr/bin/env bash
# published.sh FOLDER: starts the published server on data of its own and sends a day of made traffic through it. Trimming takes away what no test of the
# untrimmed program misses.
set -euo pipefail
folder=$(realpath "$1"); data=$(mktemp -d)
export FOOTFALL_DATA="$data" FOOTFALL_URLS="http://127.0.0.1:${PUBLISHED_PORT:-18431}"
cd /
"$folder/footfall" serve --demo >"$data/log" 2>&1 & server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$data"' EXIT
for _ in $(seq 300); do "$folder/footfall" health >/dev/null 2>&1 && break; sleep 0.2; done
"$folder/footfall" demo --days 1 || { tail -n 40 "$data/log"; exit 1; }
printf '203.0.113.9 - - [22/Nov/2026:10:15:00 +0000] "GET / HTTP/1.1" 200 5 "-" "UA"\n' >"$data/access.log"
"$folder/footfall" import access-log "$data/access.log" --hostname example.org --dry-run
echo "The published server takes events."
