#!/usr/bin/env bash
# usage: benchmarks/compare-classification.sh [GRAPH]...      (default: cora ppi blogcatalog)
# Trains DeepWalk (10 x 80, d = 128), classifies nodes by `graphrestore classify`, and lets scikit-learn do the same on
# the same vectors and the same splits: micro- and macro-F1 at 10, 50 and 90 % must agree to .3 points. Exit code 1
# where they do not. Result: results/<version>/classification.txt.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graphs=("$@")
[ ${#graphs[@]} -gt 0 ] || graphs=(cora ppi blogcatalog)
require_data
require_python
warm_up

report=$results/classification.txt
echo "10 splits, $(date +%F), commit $(commit)" >"$report"
agree=true
for graph in "${graphs[@]}"; do
  edges=$(edges_of "$graph")
  labels=$(labels_of "$graph")
  folder=$work/classification-$graph
  rm -rf "$folder"
  mkdir -p "$folder"
  timed "$folder/embed.time" "$graphrestore" embed --edges "$edges" --output "$folder/run" --dim 128 --seed 1
  "$graphrestore" export --embeddings "$folder/run" --format word2vec --output "$folder/vectors.txt"
  timed "$folder/classify.time" "$graphrestore" classify --embeddings "$folder/run" --labels "$labels" \
    --output "$folder/classify" --fractions 10,50,90 --set classify.save-splits=true
  "$python" "$here/quality/classify.py" --labels "$labels" --vectors "sklearn=$folder/vectors.txt" \
    --splits-file "$folder"/classify/classification/data-*/splits-*.tsv --json "$folder/judge.json"
  "$python" "$here/quality/classification_agrees.py" --graph "$graph" --ours "$folder/classify/classification.json" \
    --judge "$folder/judge.json" | tee -a "$report" || agree=false
  echo "$graph classify  $("$python" "$here/quality/record.py" time --file "$folder/classify.time")" >>"$report"
done
$agree
