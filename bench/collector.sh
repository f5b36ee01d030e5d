# The figures of bench/run.sh, a function each. A line of figures is: figure, least, median, most, unit, target.

install_tools() {
  command -v wrk >/dev/null && command -v curl >/dev/null && return
  [ "$(id -u)" -eq 0 ] || { echo 'bench: install wrk and curl (as root, make bench does it by itself).' >&2; exit 1; }
  apt-get update -qq && apt-get install -y -qq wrk curl >/dev/null
}

figure() { # name unit target values…
  local name=$1 unit=$2 target=$3; shift 3
  printf '%s\t%s\t%s\t%s\n' "$name" "$(bench spread "$@")" "$unit" "$target" | tee -a "$figures"
}

resident() { awk '/^VmRSS/ { print $2 / 1024 }' "/proc/$1/status"; }

start_server() { # data directory
  export FOOTFALL_DATA=$1
  bench/bin/Release/net10.0/footfall-bench serve >"$work/server.log" 2>&1 &
  server=$!
  until grep -q '^ready' "$work/server.log"; do kill -0 "$server" || { cat "$work/server.log" >&2; exit 1; }; sleep 0.1; done
}

stop_server() { kill "$server"; wait "$server" || true; server=''; }

# Waits until the store has what the journal took, so that no run pays for the one before it.
settle() { until curl -sf "$FOOTFALL_URLS/metrics" | grep -q '^footfall_journal_depth_events[^ ]* 0$'; do sleep 0.5; done; }

load() { # connections path body -> requests a second, p50 and p99 in ms, errors
  runs=$((${runs:-$(date +%s)} + 1))
  wrk -t1 -c"$1" -d"${seconds}s" --latency -s bench/collect.lua "$FOOTFALL_URLS/" -- "$3" "$2" "$runs" | tail -n 1
}

make_bodies() {
  local key
  key=$(bench project)
  bench/bodies.mjs "$key" 1 >"$work/one.json"
  bench/bodies.mjs "$key" 20 >"$work/twenty.json"
  bench/bin/Release/net10.0/footfall-bench sealed >"$work/sealed.bin"
}

# The collector and the endpoint that does nothing take turns on one server, so that what else the machine does falls on both.
side_by_side() { # connections
  local round collect nothing ratios=() rates=() idles=() p50s=() p99s=()
  for ((round = 0; round < rounds; round++)); do
    read -r -a collect <<<"$(load "$1" /collect "$work/one.json")"
    settle
    read -r -a nothing <<<"$(load "$1" /nothing "$work/one.json")"
    [ "${collect[3]}" -eq 0 ] || echo "bench: ${collect[3]} requests failed" >&2
    rates+=("${collect[0]}") p50s+=("${collect[1]}") p99s+=("${collect[2]}") idles+=("${nothing[0]}")
    ratios+=("$(awk "BEGIN { print ${collect[0]} / ${nothing[0]} }")")
  done
  figure "single events, $1 connections" requests/s '>= 8000' "${rates[@]}"
  figure "single events, $1 connections, p50" ms '' "${p50s[@]}"
  figure "single events, $1 connections, p99" ms '< 50' "${p99s[@]}"
  figure "do-nothing endpoint, $1 connections" requests/s '' "${idles[@]}"
  figure "single events / do-nothing, $1 connections" ratio '>= 0.5' "${ratios[@]}"
}

# An event in clear and an envelope take turns, as above.
sealed_side_by_side() { # connections
  local round open closed ratios=() rates=() p99s=()
  load "$1" /collect/sealed "$work/sealed.bin" >/dev/null
  settle
  for ((round = 0; round < rounds; round++)); do
    read -r -a open <<<"$(load "$1" /collect "$work/one.json")"
    settle
    read -r -a closed <<<"$(load "$1" /collect/sealed "$work/sealed.bin")"
    settle
    [ "${closed[3]}" -eq 0 ] || echo "bench: ${closed[3]} sealed requests failed" >&2
    rates+=("${closed[0]}") p99s+=("${closed[2]}")
    ratios+=("$(awk "BEGIN { print ${closed[0]} / ${open[0]} }")")
  done
  figure "single envelopes, $1 connections" requests/s '' "${rates[@]}"
  figure "single envelopes, $1 connections, p99" ms '' "${p99s[@]}"
  figure "single envelopes / single events, $1 connections" ratio '>= 0.7' "${ratios[@]}"
}

batches() {
  local round batch rates=() p99s=()
  for ((round = 0; round < rounds; round++)); do
    read -r -a batch <<<"$(load 32 /collect "$work/twenty.json")"
    settle
    rates+=("$((batch[0] * 20))") p99s+=("${batch[2]}")
  done
  figure 'batches of 20, 32 connections' events/s '>= 80000' "${rates[@]}"
  figure 'batches of 20, 32 connections, p99' ms '' "${p99s[@]}"
}

measure_collector() {
  start_server "$work/collector"
  make_bodies
  # The just-in-time compiler does its work here: a request costs half as much again before it has.
  for path in /collect /nothing /collect; do load 64 "$path" "$work/one.json" >/dev/null; settle; done
  for connections in 16 64 256; do side_by_side "$connections"; done
  batches
  for connections in 16 64; do sealed_side_by_side "$connections"; done
  figure 'resident memory after the load' MiB '' "$(resident "$server")"
  stop_server
}

measure_drain() {
  local round rates=()
  for ((round = 0; round < 3; round++)); do
    export FOOTFALL_DATA=$work/drain.$round
    rates+=("$(bench drain 400000 | awk '$1 == "drain" { print $2 }')")
    rm -rf "$FOOTFALL_DATA"
  done
  figure 'drain, journal to store' events/s '' "${rates[@]}"
}

measure_store() { # events
  export FOOTFALL_DATA=$work/store
  rm -rf "$FOOTFALL_DATA"
  figure "filling the store, $1 events" events/s '' "$(bench fill "$1" | cut -f2)"
  figure "events on disk, $1 events" bytes/event '<= 45' "$(awk "BEGIN { print $(stat -c %s "$FOOTFALL_DATA/events.duckdb") / $1 }")"
  bench overview 7 >"$work/overview.tsv"
  awk -F'\t' -v n="$1" '$1 == "overview_ms" { print "overview, " n " events\t" $2 "\t" $3 "\t" $4 "\tms\t< 1000" }
    $1 == "by_hand_ms" { print "the same answers by hand, " n " events\t" $2 "\t" $3 "\t" $4 "\tms\t" }
    $1 == "first_ms" { print "overview, first asked after a start, " n " events\t" $2 "\t" $2 "\t" $2 "\tms\t< 1500" }
    $1 == "again_ms" { print "overview, asked again, " n " events\t" $2 "\t" $3 "\t" $4 "\tms\t< 300" }
    $1 == "funnel_ms" { print "funnel of three steps, first asked, " n " events\t" $2 "\t" $2 "\t" $2 "\tms\t< 500"; print "funnel of three steps, asked again, " n " events\t" $3 "\t" $3 "\t" $3 "\tms\t" }
    $1 == "ratio" { print "overview / by hand, " n " events\t" $2 "\t" $3 "\t" $4 "\tratio\t<= 1.2" }' "$work/overview.tsv" | tee -a "$figures"
  sed -n 's/^question\t/  /p' "$work/overview.tsv"
  make_bodies
  BENCH_BODY=$work/one.json bench start "$program" 5 | awk -F'\t' -v n="$1" '{ print "start to first accepted event, " n " events\t" $2 "\t" $3 "\t" $4 "\ts\t<= 1.5" }' | tee -a "$figures"
  "$program" serve >"$work/idle.log" 2>&1 &
  server=$!
  sleep 20
  figure "resident memory idle, $1 events" MiB '<= 150' "$(resident "$server")"
  stop_server
}

measure_tracker() {
  node -e '
    const sizes = JSON.parse(require("fs").readFileSync("web/tracker/dist/sizes.json", "utf8"));
    for (const [name, { brotli, budget }] of Object.entries(sizes)) console.log([`${name}, brotli`, brotli, brotli, brotli, "bytes", `<= ${budget}`].join("\t"));
  ' | tee -a "$figures"
}

measure_sdk() {
  bench sdk "$rounds" | tee -a "$figures"
}
