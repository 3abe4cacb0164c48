#!/usr/bin/env bash
# Steps a CPU second of one thread, law by law, walks kept in memory: ours and numba's, on the very
# same graph, alternating, in one run.
#
# usage: benchmarks/compare-walks.sh [GRAPH]...     a name below GRAPHRESTORE_DATA, or rmat-SCALE-FACTOR
#                                                   (default: blogcatalog cskg-lite rmat-20-16)
#
# Writes results/<version>/walks-<graph>.txt: medians of RUNS (default 3) runs of STEPS (default 60 M) steps
# each, in millions, and ratios.
# shellcheck source=benchmarks/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
require_data
require_python

mvn -q -o -f "$top/pom.xml" -Dquick -pl common,benchmarks -am compile
mvn -q -o -f "$top/pom.xml" -pl common dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null
classpath=$here/target/classes:$top/common/target/classes:$(cat "$work/classpath")
laws=(uniform weighted node2vec:0.25:0.25 node2vec:0.5:2 node2vec:2:0.5 node2vec:4:1)
[[ $# -gt 0 ]] || set -- blogcatalog cskg-lite rmat-20-16
runs=${RUNS:-3}
export STEPS=${STEPS:-60000000}

for graph in "$@"; do
  where=$graph
  [[ $graph == rmat-* ]] || where=$(edges_of "$graph")
  rm -rf "$work/csr-$graph"
  for law in "${laws[@]}"; do
    java -Xmx6g -Dsteps="$STEPS" -cp "$classpath" org.graphrestore.benchmarks.WalkRates "$where" "$work/csr-$graph" "$runs" "$law"
    "$python" "$here/quality/numba_rates.py" "$work/csr-$graph" "$runs" "$law"
  done | tee "$results/walks-$graph.txt"
  python3 - "$results/walks-$graph.txt" "$(commit)" "$(cut -d ' ' -f 1 /proc/loadavg)" <<'PYTHON' | tee -a "$results/walks-$graph.txt"
import json, sys

path, commit, load = sys.argv[1:]
lines = [json.loads(line) for line in open(path)]
ratios = {a["law"]: round(a["median"] / b["median"], 2) for a, b in zip(lines[::2], lines[1::2])}
print(json.dumps({"ours_to_numba": ratios, "commit": commit, "load": float(load)}))
PYTHON
done
