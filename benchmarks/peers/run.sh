#!/usr/bin/env bash
# The kernel beside pgRouting and igraph: same graph, same sources, answers compared, nanoseconds per reached pair.
# usage: benchmarks/peers/run.sh NETWORK [SOURCES=300] [MINUTES=15] [OUT.json]
# Needs (Debian): apt-get install postgresql-15-pgrouting libigraph-dev gcc jq, and: dotnet build -c Release
# The kernel is measured with all nodes as sources, the peers with a seeded random sample.
set -euo pipefail
network=$(realpath "$1") sources=${2:-300} minutes=${3:-15} out=${4:-/dev/stdout}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
chmod 755 "$work"
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
cleanup() {
    [ -d "$work/db" ] && as_postgres "$bin/pg_ctl" -D "$work/db" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT

bench() { dotnet "$here/../ServiceCircle.Benchmarks/bin/Release/net10.0/ServiceCircle.Benchmarks.dll" "$@"; }
bench kernel "$network" --sources "$sources" --minutes "$minutes" --export "$work/graph"
expected=$work/graph/expected.json
nodes=$(jq .nodes "$expected") limit=$(jq .limit_ticks "$expected") pairs=$(jq .pairs "$expected") checksum=$(jq .checksum "$expected")

# igraph
gcc -O2 -march=native -o "$work/igraph_cutoff" "$here/igraph_cutoff.c" $(pkg-config --cflags --libs igraph) -lm
igraph=$("$work/igraph_cutoff" "$work/graph" "$nodes" "$limit")

# pgRouting, in a database of its own; one call with the array of all sources, once from one source for the share that is
# reading the edges.
mkdir "$work/db" "$work/socket"
[ "$(id -u)" != 0 ] || chown postgres "$work/db" "$work/socket"
as_postgres "$bin/initdb" -D "$work/db" -A trust >/dev/null
as_postgres "$bin/pg_ctl" -D "$work/db" -w -l "$work/socket/log" -o "-k $work/socket -c listen_addresses= -c shared_buffers=256MB -c jit=off" start >/dev/null
sql() { as_postgres psql -h "$work/socket" -d postgres -qAt -v ON_ERROR_STOP=1 "$@"; }
sql -c "CREATE EXTENSION pgrouting CASCADE" -c "CREATE TABLE edges (id bigint, source bigint, target bigint, cost float8, reverse_cost float8)"
sql -c "\\copy edges FROM STDIN WITH CSV" <"$work/graph/edges.csv"
sql -c "VACUUM ANALYZE edges"
array=$(paste -sd, "$work/graph/sources.txt")
one=$(head -1 "$work/graph/sources.txt")
version=$(sql -c "SELECT pgr_version()")
# Prints count, checksum and seconds on the server of one call.
driving_distance() {
    sql <<SQL
CREATE TEMP TABLE clock AS SELECT clock_timestamp() AS start;
CREATE TEMP TABLE reached AS SELECT count(*) AS pairs,
    sum((round(agg_cost)::bigint + 1) * (node % 1000 + 1) * (from_v % 1000 + 1))::bigint AS checksum
    FROM pgr_drivingDistance('SELECT id, source, target, cost, reverse_cost FROM edges', ARRAY[$1]::bigint[], $limit, true);
SELECT pairs, checksum, extract(epoch FROM clock_timestamp() - start) FROM reached, clock;
SQL
}
driving_distance "$one" >/dev/null
IFS='|' read -r one_pairs _ one_seconds < <(driving_distance "$one")
IFS='|' read -r pg_pairs pg_checksum pg_seconds < <(driving_distance "$array")

ours=$(bench kernel "$network" --minutes "$minutes" --textbook 20000 --json)
jq -cn --argjson ours "$ours" --argjson igraph "$igraph" --argjson pairs "$pairs" --argjson checksum "$checksum" \
    --argjson limit "$limit" --arg pg "pgRouting $version" --argjson pg_pairs "$pg_pairs" --argjson pg_checksum "$pg_checksum" \
    --argjson pg_seconds "$pg_seconds" --argjson one_seconds "$one_seconds" --argjson one_pairs "$one_pairs" '
    ($ours.vector_ns_per_pair) as $ns
    | (1e9 * $pg_seconds / $pg_pairs) as $pgns
    | (1e9 * ($pg_seconds - $one_seconds) / ($pg_pairs - $one_pairs)) as $pgnet
    | {kind: "peers", network: $ours.network, version: $ours.version, cpu: $ours.cpu, runtime: $ours.runtime, limit_ticks: $limit,
       sample_sources: $igraph.sources, sample_pairs: $pairs,
       answers_equal: ($pg_pairs == $pairs and $pg_checksum == $checksum and $igraph.pairs == $pairs and $igraph.checksum == $checksum),
       closeness_pairs_equal: ($igraph.closeness_pairs == $pairs),
       kernel_ns_per_pair: $ns, kernel_ratio_to_textbook: $ours.ratio,
       pgrouting: $pg, pgrouting_ns_per_pair: $pgns, pgrouting_search_only_ns_per_pair: $pgnet,
       pgrouting_ratio: ($pgns / $ns), pgrouting_search_only_ratio: ($pgnet / $ns),
       igraph: $igraph.peer, igraph_distances_ns_per_pair: $igraph.distances_ns_per_pair, igraph_closeness_ns_per_pair: $igraph.closeness_ns_per_pair,
       igraph_distances_ratio: ($igraph.distances_ns_per_pair / $ns), igraph_closeness_ratio: ($igraph.closeness_ns_per_pair / $ns)}' >>"$out"
