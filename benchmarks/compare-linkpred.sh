#!/usr/bin/env bash
# usage: benchmarks/compare-linkpred.sh [GRAPH [RANKED]]      (default: facebook all)
# AUC, average precision, MRR and hits of our linkpred job against NumPy and scikit-learn on the same split, the same
# non-edges and the exported vectors: every figure must agree to 1e-9. Exit code 1 where one does not. The options of
# embed may be given in GRAPHRESTORE_EMBED. Result: results/<version>/linkpred-GRAPH.txt.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graph=${1:-facebook}
ranked=${2:-all}
require_data
require_python
edges=$(edges_of "$graph")
folder=$work/linkpred-$graph
rm -rf "$folder"
mkdir -p "$folder"

run=$folder/run
report=$results/linkpred-$graph.txt
"$graphrestore" linkpred --edges "$edges" --output "$folder/split" --seed 1 --split-only
# shellcheck disable=SC2086
timed "$folder/linkpred.time" "$graphrestore" linkpred --split "$folder/split" --output "$run" --seed 1 \
  --ranked "$ranked" --export-non-edges ${GRAPHRESTORE_EMBED:-}
"$graphrestore" export --embeddings "$run" --format word2vec --output "$folder/vectors.txt"

{
  echo "$graph, $(date +%F), commit $(commit), linkpred --ranked $ranked ${GRAPHRESTORE_EMBED:-}"
  echo "linkpred     $("$python" "$here/quality/record.py" time --file "$folder/linkpred.time")"
} >"$report"
"$python" "$here/quality/linkpred.py" --split "$folder/split/split" --non-edges "$run/non-edges.tsv" \
  --vectors "$folder/vectors.txt" --compare "$run/linkpred.json" | tee -a "$report"
