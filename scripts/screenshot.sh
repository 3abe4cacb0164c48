#!/usr/bin/env bash
# Takes a picture of a report in headless Chromium.
#
# usage: scripts/screenshot.sh REPORT.html OUT.png [WIDTH [HEIGHT]]
#
#   WIDTH, HEIGHT   of the window in pixels; 1280 x 1300 shows the page down to its first charts
#
# environment: CHROMIUM names the browser where it is not on the PATH; DARK=1 asks for dark colours.
set -euo pipefail

if [[ $# -lt 2 || $1 == --help ]]; then
  sed -n '2,/^set -euo/{/^set/d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}"
  exit 2
fi

report=$(readlink -f "$1")
out=$2
width=${3:-1280}
height=${4:-1300}
browser=${CHROMIUM:-}
for name in chromium chromium-browser google-chrome; do
  [[ -n $browser ]] || browser=$(command -v "$name" || true)
done

[[ -n $browser ]] || {
  echo "screenshot: no Chromium on the PATH; install one or set CHROMIUM" >&2
  exit 1
}
[[ -f $report ]] || {
  echo "screenshot: $1 is not a file" >&2
  exit 2
}

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
scheme=1
[[ ${DARK:-} != 1 ]] || scheme=0
"$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
  --disable-background-networking --disable-component-update --disable-sync \
  --hide-scrollbars --user-data-dir="$profile" --blink-settings=preferredColorScheme="$scheme" \
  --window-size="$width,$height" --virtual-time-budget=3000 --screenshot="$(readlink -f "$out")" \
  "file://$report" >"$profile/log" 2>&1 || {
  cat "$profile/log" >&2
  exit 1
}
[[ -s $out ]] || {
  cat "$profile/log" >&2
  exit 1
}
echo "$out"
