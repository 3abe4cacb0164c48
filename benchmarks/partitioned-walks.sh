#!/usr/bin/env bash
# The partitioned engine end to end in Spark: a graph is ingested once, then `graphrestore walks --engine partitioned`
# runs whole, from its start to the committed store.
#
# usage: benchmarks/partitioned-walks.sh [GRAPH] [-- OPTION...]   rmat-SCALE-FACTOR (default: rmat-20-16)
#        options are those of `graphrestore walks`                (default: node2vec .5, 2; 4 walks of 80 nodes; 16 blocks)
#
# Prints steps a CPU-second of the whole process and while walking, the longest against the median task, and what was
# exchanged; appends them to results/<version>/partitioned-walks.jsonl. Two cores: GRAPHRESTORE_MASTER says otherwise.
# shellcheck source=benchmarks/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graph=${1:-rmat-20-16}
[[ ${1:-} == -- ]] && graph=rmat-20-16
while [[ $# -gt 0 && $1 != -- ]]; do shift; done
shift || true
options=("$@")
[[ ${#options[@]} -gt 0 ]] || options=(--law node2vec --p 0.5 --q 2 --walks-per-node 4 --walk-length 80 --set walk.blocks=16)
master=${GRAPHRESTORE_MASTER:-local[2]}
mkdir -p "$work" "$results"
cd "$work"
warm_up

if [[ ! -f $work/$graph/graph/manifest.json ]]; then
  mvn -q -o -f "$top/pom.xml" -Dquick -pl common,benchmarks -am compile
  mvn -q -o -f "$top/pom.xml" -pl common dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null
  classpath=$here/target/classes:$top/common/target/classes:$(cat "$work/classpath")
  java -Xmx6g -cp "$classpath" org.graphrestore.benchmarks.RmatEdges "$graph" "$work/$graph.tsv"
  "$graphrestore" --driver-memory 6g ingest --edges "$work/$graph.tsv" --output "$work/$graph"
  rm "$work/$graph.tsv"
fi

rm -rf "$work/partitioned-$graph"
timed "$work/partitioned-$graph.time" "$graphrestore" --driver-memory 4g --master "$master" walks \
  --graph "$work/$graph" --output "$work/partitioned-$graph" --engine partitioned "${options[@]}"
python3 - "$work/partitioned-$graph" "$graph" "${options[*]}" "$(commit)" <<'PYTHON' | tee -a "$results/partitioned-walks.jsonl"
import json, re, sys

run, graph, options, commit = sys.argv[1:]
manifest = json.load(open(run + "/walks/manifest.json"))
report = open(run + ".time").read()
user, system = (float(re.search(name + r" time \(seconds\): ([0-9.]+)", report)[1]) for name in ("User", "System"))
counts, times = manifest["counts"], manifest["times"]
cpu = user + system
print(json.dumps({
    "graph": graph, "options": options, "commit": commit,
    "steps": counts["steps"], "cpu_seconds": cpu, "wall_seconds": manifest["seconds"],
    "million_steps_a_cpu_second": round(counts["steps"] / cpu / 1e6, 3),
    "million_steps_a_second_of_walking_tasks": round(counts["steps"] / times["walk-task-seconds"] / 1e6, 3),
    "rounds": counts.get("rounds"), "round_tasks": counts.get("round_tasks"),
    "longest_to_median_task": round(counts["longest_task_walkers"] / max(1, counts["median_task_walkers"]), 3),
    "exchanged_bytes": counts["exchanged_bytes"],
    "exchanged_bytes_a_step": round(counts["exchanged_bytes"] / counts["steps"], 1),
    "peak_memory_kilobytes": int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", report)[1]),
}))
PYTHON
