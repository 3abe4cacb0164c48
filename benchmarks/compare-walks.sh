#!/usr/bin/env bash
# Steps a CPU second of one thread, law by law, walks kept in memory: ours and numba's, on the very
# same graph, alternating, in one run.
#
# usage: benchmarks/compare-walks.sh [GRAPH]...     a name below GRAPHRESTORE_DATA, or rmat-SCALE-FACTOR
#                                                   (default: blogcatalog rmat-20-16)
#
# Writes results/<version>/walks-<graph>.txt: medians of 3 runs of 60 M steps each, in millions.
# shellcheck source=benchmarks/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
require_data
require_python

mvn -q -o -f "$top/pom.xml" -Dquick -pl common,benchmarks -am compile
mvn -q -o -f "$top/pom.xml" -pl common dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null
classpath=$here/target/classes:$top/common/target/classes:$(cat "$work/classpath")
laws=(uniform weighted node2vec:0.25:0.25 node2vec:0.5:2 node2vec:2:0.5 node2vec:4:1)
[[ $# -gt 0 ]] || set -- blogcatalog rmat-20-16

for graph in "$@"; do
  where=$graph
  [[ $graph == rmat-* ]] || where=$(edges_of "$graph")
  for law in "${laws[@]}"; do
    java -Xmx6g -cp "$classpath" org.graphrestore.benchmarks.WalkRates "$where" "$work/csr-$graph" 3 "$law"
    "$python" "$here/quality/numba_rates.py" "$work/csr-$graph" 3 "$law"
  done | tee "$results/walks-$graph.txt"
done
