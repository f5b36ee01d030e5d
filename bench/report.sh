#!/usr/bin/env bash
# Puts a table of figures into bench/RESULTS.md, between its two marks. Usage: bench/report.sh FIGURES
set -euo pipefail
cd "$(dirname "$0")/.."

verdict() { # median target
  [ -n "$2" ] || return 0
  awk -v median="$1" -v target="$2" 'BEGIN {
    split(target, part, " "); limit = part[2]; least = part[1] == ">="; ok = least ? median >= limit : part[1] == "<" ? median < limit : median <= limit
    off = least ? (limit - median) / limit : (median - limit) / limit
    if (ok) print "yes"; else printf "no, by %.0f %%\n", 100 * off }'
}

table() {
  echo "Measured on $(date -u +%F), $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo), Linux $(uname -r | cut -d. -f1-2), .NET $(dotnet --version); the load generator runs on the same cores."
  echo
  echo '| figure | least | median | most | unit | target | reached |'
  echo '|---|---:|---:|---:|---|---|---|'
  while IFS=$'\t' read -r name least median most unit target; do
    echo "| $name | $least | $median | $most | $unit | $target | $(verdict "$median" "$target") |"
  done <"$1"
}

table "$1" >"$1.md"
awk -v table="$1.md" '/<!-- figures -->/ { print; while ((getline line < table) > 0) print line; skip = 1 } /<!-- end of figures -->/ { skip = 0 } !skip' bench/RESULTS.md >"$1.results"
cp "$1.results" bench/RESULTS.md
