#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of every page of the sample company: light and dark, English and French, 1366x768 and 1920x1080.
#
#     bash packaging/screenshots.sh [FOLDER]        default: docs/screenshots
#
# Needs a build (bash run.sh makes one in build/) and no display. Where ImageMagick is installed the pictures are stored with a
# palette, which makes them half as large. PLUMBLINE_LANGS, PLUMBLINE_THEMES and PLUMBLINE_SIZES choose fewer or others:
#
#     PLUMBLINE_LANGS=de PLUMBLINE_SIZES="1024x600" bash packaging/screenshots.sh pictures
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:-docs/screenshots}
bin=${PLUMBLINE_BIN:-build/bin}
languages=${PLUMBLINE_LANGS:-en fr}
themes=${PLUMBLINE_THEMES:-light dark}
sizes=${PLUMBLINE_SIZES:-1366x768 1920x1080}
[ -x "$bin/plumbline" ] || { echo "There is no $bin/plumbline. Run 'bash run.sh' once, or name the folder in PLUMBLINE_BIN." >&2; exit 1; }
export QT_QPA_PLATFORM=offscreen

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/plumbline-cli" sample --workspace "$work/Nordhang" --csv "$work/ads.csv" >/dev/null
# A file to import: what a manager gets on a Monday.
head -n 4000 "$work/ads.csv" >"$work/ad_platforms_2026-11-20.csv"

mkdir -p "$out"
declare -A questions=([en]="Which campaigns lost money last week?" [fr]="Quelles campagnes ont perdu de l'argent la semaine dernière ?"
    [de]="Which campaigns lost money last week?")
for language in $languages; do
    for theme in $themes; do
        for size in $sizes; do
            common=(--config-dir "$work/config" --lang "$language" --theme "$theme" --size "$size" --render "$work/pictures")
            rm -rf "$work/pictures" "$work/config"
            "$bin/plumbline" "${common[@]}"
            "$bin/plumbline" "${common[@]}" --workspace "$work/Nordhang" --ask "${questions[${language%%-*}]}" \
                "$work/ad_platforms_2026-11-20.csv"
            for picture in "$work"/pictures/*.png; do
                to="$out/$(basename "$picture" .png)_${language}_${theme}_${size%x*}.png"
                if command -v convert >/dev/null; then
                    convert "$picture" +dither -colors 192 -strip -define png:compression-level=9 "PNG8:$to"
                else
                    cp "$picture" "$to"
                fi
            done
            echo "$language, $theme, $size: $(find "$work/pictures" -name '*.png' | wc -l) pictures"
        done
    done
done
