#!/usr/bin/env bash
# Measures everything that docs/kernel.md says about the kernel on this processor and writes benchmarks/results/CPU/kernel.jsonl and
# peers.jsonl, then the tables of docs/kernel.md and the READMEs. About eight minutes on an idle machine with two cores of 2 GHz.
# usage: benchmarks/measure-kernel.sh [--quick] [DATA]
#   DATA     folder with laspalmas/, porto/ and stress/ (default: ../shared/data)
#   --quick  few rounds and no stress network, results to a temporary folder: tries the script, not the kernel
# The peers need (Debian): apt-get install postgresql-15-pgrouting libigraph-dev gcc jq; without them their lines are kept as they are.
set -euo pipefail
cd "$(dirname "$0")/.."
quick=0
if [ "${1:-}" = --quick ]; then quick=1; shift; fi
data=${1:-../shared/data}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build -c Release benchmarks/ServiceCircle.Benchmarks
bench() { dotnet benchmarks/ServiceCircle.Benchmarks/bin/Release/net10.0/ServiceCircle.Benchmarks.dll "$@"; }

# The folder of a processor: model, family, model number and clock, as the results name it.
field() { sed -n "s/^$1[[:space:]]*: //p" /proc/cpuinfo | head -1; }
cpu=$(field "model name" | sed -E 's/\((R|TM)\)//g; s/@.*//; s/\b(Intel|AMD|CPU|Processor)\b//g' | xargs | tr 'A-Z ' 'a-z-')
cpu=$cpu-$(field "cpu family")-$(field model)-$(field "cpu MHz" | cut -d. -f1)MHz
results=benchmarks/results/$cpu
rounds=15 sample=20000 peer_sources=300
if [ $quick = 1 ]; then rounds=2 sample=500 peer_sources=10 results=$(mktemp -d); fi
mkdir -p "$results"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

measure() { # appends what a run prints; a run whose checksums differ ends the script
    echo "$(date +%T)  $*" >&2
    bench "$@" --json >>"$work/kernel.jsonl"
}
textbook=all
[ $quick = 0 ] || textbook=$sample
laspalmas=$(ls "$data"/laspalmas/*.osm.pbf | head -1) porto=$data/porto/porto_metro_streets.osm.pbf
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)" >&2

# Must show: all nodes in one thread against the textbook from all of them; 10,000 random sources; two threads in turns with one.
measure kernel "$laspalmas" --rounds $rounds --textbook $textbook
measure kernel "$porto" --rounds $rounds --textbook $textbook
measure kernel "$porto" --rounds $rounds --sources 10000
measure kernel "$porto" --rounds $rounds --threads 2 --textbook $sample

# Cost grows with the pairs: limits and networks; the textbook from a sample, compared over exactly that.
measure kernel "$laspalmas" --rounds $rounds --minutes 5,10,30 --textbook $sample
measure kernel "$porto" --rounds $rounds --minutes 5,10,30 --textbook $sample
if [ $quick = 0 ]; then
    for network in "$data"/stress/*.osm.pbf; do measure kernel "$network" --rounds 7 --threads 1 --minutes 5,10,15,30 --textbook $sample; done
fi

# Questions: 5,000 facilities in 16 categories, the nearest of one and of sixteen, the marginal value.
measure questions "$porto"

# Peers: same graph, same sources, answers compared.
peers=0
if command -v jq gcc >/dev/null && pkg-config --exists igraph 2>/dev/null && ls /usr/share/postgresql/*/extension/pgrouting.control >/dev/null 2>&1; then
    echo "$(date +%T)  peers" >&2
    benchmarks/peers/run.sh "$porto" $peer_sources 15 "$work/peers.jsonl" && peers=1
else
    echo "igraph or pgRouting is missing: their lines stay as they are" >&2
fi
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)" >&2

mv "$work/kernel.jsonl" "$results/kernel.jsonl"
[ $peers = 0 ] || mv "$work/peers.jsonl" "$results/peers.jsonl"
if [ $quick = 1 ]; then
    cat "$results"/*.jsonl
    rm -rf "$results"
else
    bench kernel-table benchmarks/results docs/kernel.md README.md README.zh-CN.md
    echo "written: $results, docs/kernel.md, README.md, README.zh-CN.md" >&2
fi
