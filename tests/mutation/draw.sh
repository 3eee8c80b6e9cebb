#!/usr/bin/env bash
# Draws members of a folder of the library at random: tests/mutation/draw.sh FOLDER SEED LINES.
# Prints what stryker's --mutate takes, "Folder/File.cs{start..end}", until LINES lines of code are drawn.
#
# A file is cut where a member begins: at a blank line before a line that is indented by four spaces or none. Members are put into the
# order of a hash of the seed, the file and the member's number, and taken from the front, so every member, and with it every mutant,
# is as likely to be drawn as any other, and the same seed draws the same members on every machine.
set -euo pipefail
export LC_ALL=C
folder=$1 seed=$2 lines=$3
cd "$(dirname "$0")/../../src/ServiceCircle"
find "$folder" -name '*.cs' | sort | while read -r file; do
    # Stryker counts characters: of each one the first byte is kept.
    sed 's/[\x80-\xBF]//g' "$file" | awk -v file="$file" '
        function close_member() { if (code) print file, ++number, start, at, code; start = at; code = 0 }
        blank && /^(    )?[^ ]/ { close_member() }
        { blank = $0 == ""; if (!/^ *(\/\/.*|[{}]*|using .*|namespace .*)$/) code++; at += length($0) + 1 }
        END { close_member() }'
done | while read -r file number start end code; do
    echo "$(sha256sum <<<"$seed $file $number" | cut -c1-16) $file $start $end $code"
done | sort | awk -v lines="$lines" 'taken < lines { taken += $5; print $2 "{" $3 ".." $4 "}" }'
