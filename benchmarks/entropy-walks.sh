#!/usr/bin/env bash
# usage: benchmarks/entropy-walks.sh GRAPH... [-- option of embed...]
# Trains at the defaults (10 x 80, d = 128, window 10, one epoch) on whole walks, on walks that --walk-stop entropy ends,
# and on fixed walks of as many tokens as those (10 a node, shorter): three seeds each, SEEDS=N for another number.
# Classifies with 50 % of the labelled nodes, 10 splits, and prints means and 95 % intervals of the differences.
# Figures: results/<version>/entropy-walks.jsonl and .md.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graphs=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  graphs+=("$1")
  shift
done
[ "${#graphs[@]}" -gt 0 ] || fail "usage: benchmarks/entropy-walks.sh GRAPH... [-- option of embed...]"
[ $# -eq 0 ] || shift
require_data
python=$(command -v python3) || fail "python3 is missing"
summary=$here/quality/entropy_walks.py
warm_up

# one RUN SEED LABELS OPTION...: embeds and classifies, unless both are done.
one() {
  local run=$1 seed=$2 labels=$3
  shift 3
  "$graphrestore" embed --graph "$graph_run" --output "$run" --seed "$seed" "$@"
  "$graphrestore" classify --graph "$graph_run" --embeddings "$run" --labels "$labels" --fractions 50 --seed 1 \
    --output "$run-f1"
}

for graph in "${graphs[@]}"; do
  folder=$work/entropy-$graph
  graph_run=$folder/graph
  mkdir -p "$folder"
  labels=$(labels_of "$graph")
  "$graphrestore" ingest --edges "$(edges_of "$graph")" --output "$graph_run"
  for seed in $(seq "${SEEDS:-3}"); do
    one "$folder/fixed-$seed" "$seed" "$labels"
    one "$folder/entropy-$seed" "$seed" "$labels" --walk-stop entropy "$@"
    length=$("$python" "$summary" length --graph "$graph_run" --walks "$folder/entropy-$seed")
    one "$folder/control-$seed" "$seed" "$labels" --walk-length "$length"
  done
  "$python" "$summary" record --name "$graph" --folder "$folder" --seeds "${SEEDS:-3}" --settings "${*:-defaults}" \
    --commit "$(commit)" --results "$results"
done
cat "$results/entropy-walks.md"
