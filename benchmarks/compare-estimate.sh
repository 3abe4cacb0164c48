#!/usr/bin/env bash
# usage: benchmarks/compare-estimate.sh [GRAPH]... [-- OPTION...]      (default: cora blogcatalog wordnet-kg)
# What `scripts/graphrestore estimate` says before a run beside what the run took: counts, bytes of stores and shuffles,
# memory, CPU-seconds and time, stage by stage. Options after -- go to both (paths in them must be absolute); wordnet-kg
# runs with conf/quickstart.conf unless there are any. Results: target/bench/estimate-GRAPH; a table on the terminal.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graphs=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  graphs+=("$1")
  shift
done
shift || true
[ ${#graphs[@]} -gt 0 ] || graphs=(cora blogcatalog wordnet-kg)

require_data
warm_up
for graph in "${graphs[@]}"; do
  options=("$@")
  if [ ${#options[@]} -eq 0 ] && [ "$graph" = wordnet-kg ]; then
    options=(--config "$top/conf/quickstart.conf")
  fi
  folder=$work/estimate-$graph
  rm -rf "$folder"
  mkdir -p "$folder"
  edges=$(edges_of "$graph")
  "$graphrestore" estimate --edges "$edges" --output "$folder/run" --json "$folder/before.json" \
    "${options[@]+"${options[@]}"}" >"$folder/estimate.txt"
  timed "$folder/run.time" "$graphrestore" run --edges "$edges" --output "$folder/run" \
    "${options[@]+"${options[@]}"}" >"$folder/run.txt"
  rm -rf "$folder/none"
  "$graphrestore" estimate --graph "$folder/run" --output "$folder/none" --json "$folder/counted.json" \
    "${options[@]+"${options[@]}"}" >"$folder/counted.txt"
  echo
  echo "$graph, $(date +%F), commit $(commit), load $(cut -d' ' -f1 /proc/loadavg)"
  python3 "$here/quality/compare_estimate.py" "$folder"
done
