#!/usr/bin/env bash
# usage: benchmarks/run-graphs.sh [GRAPH]...      (default: cora blogcatalog wordnet-kg)
# `scripts/graphrestore run` at its defaults: wall time, CPU-seconds and peak memory of the whole command.
# Figures: results/<version>/run.jsonl and run.md.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

require_data
require_python
[ $# -gt 0 ] || set -- cora blogcatalog wordnet-kg
for graph in "$@"; do
  edges_of "$graph" >/dev/null
done
warm_up

for graph in "$@"; do
  folder=$work/run-$graph
  rm -rf "$folder"
  mkdir -p "$folder"
  timed "$folder/run.time" "$graphrestore" run --edges "$(edges_of "$graph")" --output "$folder/run"
  "$python" "$here/quality/record.py" run --results "$results" --graph "$graph" \
    --time "$folder/run.time" --run "$folder/run"
done
cat "$results/run.md"
