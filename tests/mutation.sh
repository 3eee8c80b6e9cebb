#!/usr/bin/env bash
# Mutation testing of a sample of a folder of the library: tests/mutation.sh FOLDER [SEED [LINES]]
#
# Draws members of the folder until LINES lines of code are drawn (a line has about one mutant), has stryker change them in one place at a
# time, runs the tests of tests/mutation/tests.txt on each change, and closes with how many were found. See docs/testing.md.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
folder=$1 seed=${2:-1} lines=${3:-300} out=$PWD/out/mutation
copy=$out/repository report=$out/reports/mutation-report changed=$out/changed answers=$out/answers.txt
tests=$(sed -n "s/^$folder //p" tests/mutation/tests.txt)
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
dotnet tool restore
dotnet restore
cd tests/ServiceCircle.Tests

# Stryker only makes the changes, all of them in one library, and tries with the first test those that this test passes by. At its end it
# takes the library away.
bin=bin/Release/net10.0
rm -rf "$changed" $bin
dotnet stryker -f ../mutation/stryker.json "${drawn[@]}" --test-case-filter "FullyQualifiedName~${tests%% *}" -O "$out" \
    --skip-version-check &
stryker=$!
while kill -0 $stryker 2>/dev/null; do
    sleep 0.5
    [ -d "$changed" ] || ! grep -qs MutantControl $bin/ServiceCircle.dll || { sleep 1; cp -r $bin "$changed"; }
done
wait $stryker
[ -d "$changed" ] || { echo "stryker made no changes"; exit 1; }

# Each change in a process of its own, so that what is made once at the start is changed as well; the groups of tests one after another.
run_tests() { # $1 names the log, $2 is the most seconds of a group
    local log=$out/log/$1.txt limit=$2 status=0 group test methods
    while read -rd '|' group; do
        methods=()
        for test in $group; do methods+=(-method "*$test*"); done
        timeout -k 1 "$limit" dotnet "$changed/ServiceCircle.Tests.dll" -noLogo -noColor -parallel none -stopOnFail "${methods[@]}" \
            </dev/null >"$log" 2>&1 || status=$?
        if ((status == 0)); then grep -q 'Total: [1-9]' "$log" || status=1; fi
        case $status in 0) ;; 124 | 137) echo "timed out"; return ;; *) echo killed; return ;; esac
    done <<<"$tests|"
    echo survived
}
try_change() { echo "$1 $(STRYKER_MUTANT_ID_CONTROL_VAR=CHANGE CHANGE=$1 run_tests "$1" "$limit")"; }

rm -rf "$out/log"
mkdir "$out/log"
SECONDS=0
[ "$(run_tests unchanged 600)" = survived ] || { echo "the tests fail without a change: $out/log/unchanged.txt"; exit 1; }
limit=$((SECONDS * 4 + 10))
jq -r '[.files[].mutants[] | select(.status | IN("NoCoverage", "Survived", "Killed", "Timeout")).id] | unique[]' \
    "$report.json" >"$out/changes.txt"
echo "$(wc -l <"$out/changes.txt") changes, $limit seconds each at most"
while read -r change; do
    while (($(jobs -rp | wc -l) >= $(nproc))); do wait -n; done
    try_change "$change" &
done <"$out/changes.txt" >"$answers"
wait

# Where a change was not noticed: the file, the line, and what stands there instead.
jq -r --rawfile answers "$answers" '
    ($answers | [scan("(?m)^(\\d+) survived$")[0]]) as $survivors
    | .files | to_entries[] | .key as $file | .value.mutants[] | select(.id as $id | $survivors | index($id))
    | "\($file):\(.location.start.line) \(.mutatorName): \(.replacement)"' "$report.json" | sort -u >"$out/survivors.txt"
cat "$out/survivors.txt"
echo "$folder, seed $seed:"
cut -d' ' -f2- "$answers" | sort | uniq -c
