#!/usr/bin/env bash
# usage: benchmarks/run-graphs.sh [GRAPH]... [-- OPTION...]      (default: cora blogcatalog wordnet-kg)
# `scripts/graphrestore run`: wall time, CPU-seconds and peak memory of the whole command, at its defaults or with the
# options after -- (paths in them must be absolute). Figures: results/<version>/run.jsonl and run.md.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graphs=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  graphs+=("$1")
  shift
done
shift || true
options=("$@")
[ ${#graphs[@]} -gt 0 ] || graphs=(cora blogcatalog wordnet-kg)
settings=${options[*]:-defaults}

require_data
require_python
for graph in "${graphs[@]}"; do
  edges_of "$graph" >/dev/null
done
warm_up

for graph in "${graphs[@]}"; do
  folder=$work/run-$graph
  rm -rf "$folder"
  mkdir -p "$folder"
  timed "$folder/run.time" "$graphrestore" run --edges "$(edges_of "$graph")" --output "$folder/run" "${options[@]}"
  "$python" "$here/quality/record.py" run --results "$results" --graph "$graph" --settings "${settings//$top\//}" \
    --time "$folder/run.time" --run "$folder/run"
done
cat "$results/run.md"
