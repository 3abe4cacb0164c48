#!/usr/bin/env bash
# usage: benchmarks/compare-f1.sh GRAPH [--set key=value]...
# Trains DeepWalk here and with gensim on the same walks at equal settings (10 x 80, window 10, d = 128, 5 negatives,
# one epoch, learning rate .025) and classifies the nodes from both. Figures: results/<version>/f1.jsonl and f1.md.
# --set goes to our training only, for trials; such lines are marked with it.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graph=${1:?usage: benchmarks/compare-f1.sh GRAPH [--set key=value]...}
shift
settings=$*
require_data
require_python
edges=$(edges_of "$graph")
labels=$(labels_of "$graph")
folder=$work/f1-$graph
rm -rf "$folder"
mkdir -p "$folder"
warm_up

run=$folder/run
walk=(--law uniform --walks-per-node 10 --walk-length 80 --seed 1)
train=(--method deepwalk --dim 128 --window 10 --negatives 5 --epochs 1 --learning-rate 0.025 --set train.walks=stored)

# Three commands on one run folder. The second finds graph and walks done, so that its time is the training's and the
# start of a JVM and of Spark; the third finds everything done, and its CPU-seconds are those of the start alone.
timed "$folder/walks.time" "$graphrestore" walks --edges "$edges" --output "$run" "${walk[@]}"
timed "$folder/train.time" "$graphrestore" embed --edges "$edges" --output "$run" "${walk[@]}" "${train[@]}" "$@"
timed "$folder/start.time" "$graphrestore" embed --edges "$edges" --output "$run" "${walk[@]}" "${train[@]}" "$@"
"$graphrestore" export --walks "$run" --format text --output "$folder/walks.txt"
"$graphrestore" export --embeddings "$run" --format word2vec --output "$folder/ours.txt"

"$python" "$here/quality/gensim_sgns.py" --walks "$folder/walks.txt" --output "$folder/gensim.txt" \
  --json "$folder/gensim.json"
"$python" "$here/quality/classify.py" --labels "$labels" --vectors "graphrestore=$folder/ours.txt" \
  --vectors "gensim=$folder/gensim.txt" --json "$folder/scores.json"
"$python" "$here/quality/record.py" f1 --results "$results" --graph "$graph" \
  --settings "${settings:-defaults}" --scores "$folder/scores.json" --gensim "$folder/gensim.json" \
  --walks-time "$folder/walks.time" --train-time "$folder/train.time" --start-time "$folder/start.time" --run "$run"
cat "$results/f1.md"
