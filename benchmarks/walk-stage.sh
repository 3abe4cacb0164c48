#!/usr/bin/env bash
# The walk stage whole, from the graph store to the committed walk store, several times in one session of local[2]:
# BlogCatalog 10 x 80, cskg-lite 10 x 80, and growth: walks on an R-MAT graph and on one of twice its edges.
#
# usage: benchmarks/walk-stage.sh [GRAPH]...     names below GRAPHRESTORE_DATA (default: blogcatalog cskg-lite), or
#                                                rmat-SCALE-FACTOR; "growth" is rmat-18-16 beside rmat-18-32
#
# Prints a line of JSON a run (the first warms up), and appends the run of median CPU to
# results/<version>/walk-stage.jsonl. environment: RUNS (default 5), SETTINGS (default: walk.walks-per-node=10 walk.length=80), HEAP.
# shellcheck source=benchmarks/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
runs=${RUNS:-5}
read -r -a settings <<<"${SETTINGS:-walk.walks-per-node=10 walk.length=80}"
[[ $# -gt 0 ]] || set -- blogcatalog cskg-lite growth
mkdir -p "$work" "$results"
cd "$work"
warm_up

mvn -q -o -f "$top/pom.xml" -Dquick -pl common,benchmarks -am compile
require_driver

# graph_of GRAPH: ingests a graph once.
graph_of() {
  [[ ! -f $work/$1/graph/manifest.json ]] || return 0
  local edges
  if [[ $1 == rmat-* ]]; then
    edges=$work/$1.tsv
    java -Xmx4g -cp "$here/target/classes:$driver_classpath" \
      org.graphrestore.benchmarks.RmatEdges "$1" "$edges"
  else
    require_data
    edges=$(edges_of "$1")
  fi
  "$graphrestore" --master 'local[2]' ingest --edges "$edges" --output "$work/$1" >&2
}

# measure GRAPH
measure() {
  graph_of "$1"
  java "${driver_options[@]}" -Xmx"${HEAP:-4g}" -Dspark.master='local[2]' \
    -cp "$driver_classpath" "$here/quality/WalkStageRates.java" \
    "$work/$1" "$work" "$((runs + 1))" "${settings[@]}" 2>/dev/null | tee "$work/walk-stage-$1.runs"
  python3 - "$work/walk-stage-$1.runs" "$1" "${settings[*]}" "$(commit)" "$(cut -d ' ' -f 1 /proc/loadavg)" <<'PYTHON' | tee -a "$results/walk-stage.jsonl"
import json, sys

path, graph, settings, commit, load = sys.argv[1:]
runs = [json.loads(line) for line in open(path) if line.startswith("{")]
warm = sorted((run for run in runs if run["warm"]), key=lambda run: run["cpu_seconds"])
print(json.dumps({"graph": graph, "settings": settings, "commit": commit, "load": float(load), "runs": len(warm),
                  "least_wall_seconds": min(run["wall_seconds"] for run in warm), **warm[len(warm) // 2]}))
PYTHON
}

for graph in "$@"; do
  if [[ $graph == growth ]]; then
    measure rmat-18-16
    measure rmat-18-32
    tail -n 2 "$results/walk-stage.jsonl" | python3 -c '
import json, sys
one, two = map(json.loads, sys.stdin)
print("growth: edges x %.2f, CPU seconds x %.2f" % (two["arcs"] / one["arcs"], two["cpu_seconds"] / one["cpu_seconds"]))' |
      tee -a "$results/walk-stage-growth.txt"
  else
    measure "$graph"
  fi
done
