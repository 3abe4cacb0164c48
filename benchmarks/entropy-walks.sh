#!/usr/bin/env bash
# What --walk-stop entropy saves, and what it costs in F1 where each side has its best learning rate.
#
# usage: benchmarks/entropy-walks.sh GRAPH... [-- option of walks...]      (options: the rule's, as --set walk.stop-mu=0.8)
#
# Trains at the defaults (10 x 80, d = 128, window 10, one epoch) on whole walks, on walks that entropy ends, and on fixed walks
# of as many nodes as those (10 a node, shorter): each with every learning rate of RATES (default: 0.0125 0.025 0.05) and
# for SEEDS seeds (default: 3). Classifies with 50 % of the labelled nodes, 10 splits. Figures, with 95 % intervals of the paired
# differences at equal rates and at the best rate of each: results/<version>/entropy-walks.jsonl and .md.
# shellcheck source=benchmarks/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graphs=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  graphs+=("$1")
  shift
done
[ "${#graphs[@]}" -gt 0 ] || fail "usage: benchmarks/entropy-walks.sh GRAPH... [-- option of walks...]"
[ $# -eq 0 ] || shift
require_data
read -r -a rates <<<"${RATES:-0.0125 0.025 0.05}"
seeds=${SEEDS:-3}
python=$(command -v python3) || fail "python3 is missing"
summary=$here/quality/entropy_walks.py
warm_up

# one RUN SEED LABELS OPTION...: makes walks, trains on them at every rate and classifies, where that is not done.
one() {
  local run=$1 seed=$2 labels=$3 rate
  shift 3
  "$graphrestore" walks --graph "$graph_run" --output "$run" --seed "$seed" "$@"
  for rate in "${rates[@]}"; do
    [ ! -f "$run-$rate-f1/classification.csv" ] || continue
    "$graphrestore" train --graph "$graph_run" --walks "$run" --output "$run-$rate" --seed "$seed" --learning-rate "$rate"
    "$graphrestore" classify --graph "$graph_run" --embeddings "$run-$rate" --labels "$labels" --fractions 50 --seed 1 \
      --output "$run-$rate-f1"
  done
}

for graph in "${graphs[@]}"; do
  settings=${*:-defaults}
  graph_run=$work/entropy-$graph/graph
  folder=$work/entropy-$graph/${settings//[^A-Za-z0-9.=-]/_}
  mkdir -p "$folder"
  labels=$(labels_of "$graph")
  "$graphrestore" ingest --edges "$(edges_of "$graph")" --output "$graph_run"
  for seed in $(seq "$seeds"); do
    one "$folder/fixed-$seed" "$seed" "$labels"
    one "$folder/entropy-$seed" "$seed" "$labels" --walk-stop entropy "$@"
    length=$("$python" "$summary" length --graph "$graph_run" --walks "$folder/entropy-$seed")
    one "$folder/control-$seed" "$seed" "$labels" --walk-length "$length"
  done
  "$python" "$summary" record --name "$graph" --folder "$folder" --seeds "$seeds" --rates "${rates[*]}" \
    --settings "$settings" --commit "$(commit)" --results "$results"
done
cat "$results/entropy-walks.md"
