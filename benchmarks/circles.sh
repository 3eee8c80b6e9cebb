#!/bin/sh
# Measures service circles: truth, validity, speed. Usage: benchmarks/circles.sh DATA_FOLDER [ORIGINS_OF_FUZZ]
set -e
data=$(cd "$1" && pwd)
fuzz=${2:-2000}
cd "$(dirname "$0")/ServiceCircle.Benchmarks"
dotnet build -c Release --nologo -v quiet
run() { dotnet run -c Release --no-build -- "$@"; }
run circles-speed "$data/porto/porto_metro_streets.osm.pbf" 15 2000
run circles-dissolve "$data/laspalmas/laspalmas.osm.pbf" 15 100
status=0
for file in laspalmas/laspalmas porto/porto_metro_streets liechtenstein/liechtenstein; do
    run circles-truth "$data/$file.osm.pbf" 60 || status=1
done
run circles-fuzz "$data/laspalmas/laspalmas.osm.pbf" "$fuzz" || status=1
exit $status
