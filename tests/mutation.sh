#!/usr/bin/env bash
# Mutation testing of a sample of a folder of the library: tests/mutation.sh FOLDER [SEED [LINES]]
#
# Draws members of the folder until LINES lines of code are drawn (a line has about one mutant), has stryker change them in one place at a
# time, runs the tests of tests/mutation/tests.txt on each change, and closes with how many were found. See docs/testing.md.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
folder=$1 seed=${2:-1} lines=${3:-300} out=$PWD/out/mutation
copy=$out/repository report=$out/reports/mutation-report
read -r coverage tests < <(sed -n "s/^$folder //p" tests/mutation/tests.txt) || true
[ -n "$tests" ] || { echo "tests/mutation/tests.txt has no line for $folder"; exit 1; }

# Stryker builds into bin and obj, so it works on a copy; what it has built there stays for the next time.
mkdir -p "$copy"
find "$copy" -type f -not -path '*/bin/*' -not -path '*/obj/*' -delete
git ls-files -z --cached --others --exclude-standard | tar --null -T - -c | tar -x -C "$copy"
cd "$copy"

drawn=()
while read -r span; do drawn+=(--mutate "$span"); done < <(tests/mutation/draw.sh "$folder" "$seed" "$lines")
# Files of which nothing is drawn are not changed at all, so that the program stays fast.
find src/ServiceCircle -name '*.cs' | while read -r file; do
    [[ "${drawn[*]}" == *"${file#src/ServiceCircle/}{"* ]] || sed -i '1i // Stryker disable all' "$file"
done
sed -i "s/COVERAGE/$coverage/" tests/mutation/stryker.json
dotnet tool restore
cd tests/ServiceCircle.Tests
dotnet stryker -f ../mutation/stryker.json "${drawn[@]}" --test-case-filter "$tests" -O "$out" --skip-version-check

echo "$folder, seed $seed; ignored are those outside of what was drawn:"
grep -o '"status": *"[A-Za-z]*"' "$report.json" | cut -d'"' -f4 | sort | uniq -c
echo "survivors: $report.html"
