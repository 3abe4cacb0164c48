#!/usr/bin/env bash
# usage: benchmarks/compare-reconstruction.sh [GRAPH]      (default: ca-GrQc)
# The mAP of our reconstruct job, over all nodes, against an independent NumPy computation from the exported vectors:
# every figure must agree to 1e-6. Exit code 1 where one does not. Result: results/<version>/reconstruction-GRAPH.txt.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graph=${1:-ca-GrQc}
require_data
require_python
edges=$(edges_of "$graph")
folder=$work/reconstruction-$graph
rm -rf "$folder"
mkdir -p "$folder"
warm_up

run=$folder/run
report=$results/reconstruction-$graph.txt
timed "$folder/embed.time" "$graphrestore" embed --edges "$edges" --output "$run" --seed 1
timed "$folder/reconstruct.time" "$graphrestore" reconstruct --graph "$run" --embeddings "$run" \
  --output "$folder/reconstruction" --hops 3 --queries all
"$graphrestore" export --embeddings "$run" --format word2vec --output "$folder/vectors.txt"

{
  echo "$graph, $(date +%F), commit $(commit)"
  echo "embed        $("$python" "$here/quality/record.py" time --file "$folder/embed.time")"
  echo "reconstruct  $("$python" "$here/quality/record.py" time --file "$folder/reconstruct.time")"
} >"$report"
"$python" "$here/quality/reconstruction_numpy.py" --edges "$edges" --vectors "$folder/vectors.txt" \
  --compare "$folder/reconstruction/reconstruction.json" | tee -a "$report"
