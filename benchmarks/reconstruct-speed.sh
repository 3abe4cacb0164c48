#!/usr/bin/env bash
# What exact reconstruction costs: the score kernels beside OpenBLAS, BlogCatalog whole beside NumPy with full sorts,
# 1,024 queries of cskg-scale (2.9 M nodes), and how time grows with queries and nodes.
#
# usage: benchmarks/reconstruct-speed.sh [PART]...     gemm blogcatalog cskg-scale growth (default: all of them)
#
# Two cores, d = 128, cosine, 3 hops, without baselines. The vectors of cskg-scale and cskg-lite come from a short training,
# since speed is all that is asked of them. Prints lines of JSON and the table; both go to results/<version>/reconstruct-speed.*.
# environment: THREADS (default 2), RUNS in one session of BlogCatalog (default 3).
# shellcheck source=benchmarks/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
threads=${THREADS:-2}
runs=${RUNS:-3}
[[ $# -gt 0 ]] || set -- gemm blogcatalog cskg-scale growth
require_data
require_python

lines=$results/reconstruct-speed.jsonl
folder=$work/speed
mkdir -p "$folder"
warm_up
mvn -q -o -f "$top/pom.xml" -Dquick -pl common,spark-jobs,benchmarks -am compile
require_driver

# note PART: reads lines of JSON, prints them, and puts them in the place of the part's earlier ones.
note() {
  "$python" - "$lines" "$1" "$(commit)" "$(cut -d ' ' -f 1 /proc/loadavg)" <(cat) <<'PYTHON'
import json, os, sys

path, part, commit, load, source = sys.argv[1:]
kept = [line for line in open(path) if json.loads(line)["part"] != part] if os.path.exists(path) else []
fresh = []
for line in open(source):
    if line.startswith("{"):
        fresh.append(json.dumps({"part": part, "commit": commit, "load": float(load), **json.loads(line)}) + "\n")
        print(fresh[-1], end="")
open(path, "w").writelines(kept + fresh)
PYTHON
}

# embedded GRAPH [SETTING]...: vectors of 128 values, trained once.
embedded() {
  local graph=$1 assignments=() setting
  shift
  [[ ! -f $folder/$graph/embeddings/manifest.json ]] || return 0
  for setting in "$@"; do
    assignments+=(--set "$setting")
  done
  "$graphrestore" --master "local[$threads]" embed --edges "$(edges_of "$graph")" --output "$folder/$graph" \
    --seed 1 "${assignments[@]}" >&2
}

# measured GRAPH HEAP RUNS [SETTING]...: the stage, whole, several times in one session.
measured() {
  local graph=$1 heap=$2 count=$3
  shift 3
  java "${driver_options[@]}" -Xmx"$heap" -Dspark.master="local[$threads]" \
    -cp "$here/target/classes:$driver_classpath" "$here/quality/ReconstructRates.java" \
    "$folder/$graph" "$work" "$count" reconstruct.scores=cosine reconstruct.baselines=none "$@" 2>/dev/null
}

short=(walk.walks-per-node=1 walk.length=20 train.window=3 train.episodes=1 train.walks=streamed)
for part in "$@"; do
  case $part in
    gemm)
      {
        "$python" "$here/quality/reconstruct_rates.py" gemm --threads "$threads"
        java --add-modules=jdk.incubator.vector -cp "$here/target/classes:$driver_classpath" org.graphrestore.benchmarks.ScoreRates "$threads" 6 128 2>/dev/null
      } | note gemm
      ;;
    blogcatalog)
      embedded blogcatalog walk.length=40 train.window=5
      [[ -d $folder/blogcatalog-numpy ]] || "$graphrestore" export --embeddings "$folder/blogcatalog" --format numpy \
        --output "$folder/blogcatalog-numpy/vectors.npy" >&2
      {
        measured blogcatalog 2g "$runs"
        "$python" "$here/quality/reconstruct_rates.py" map --threads "$threads" --edges "$(edges_of blogcatalog)" \
          --vectors "$folder/blogcatalog-numpy/vectors.npy" --ids "$folder/blogcatalog-numpy/vectors.ids.txt"
      } | note blogcatalog
      ;;
    cskg-scale)
      embedded cskg-scale "${short[@]}"
      measured cskg-scale 3g 1 reconstruct.queries=1024 | note cskg-scale
      ;;
    growth)
      embedded cskg-scale "${short[@]}"
      embedded cskg-lite "${short[@]}"
      {
        measured cskg-scale 3g 1 reconstruct.queries=512
        measured cskg-lite 3g 1 reconstruct.queries=1024
      } | note growth
      ;;
    *) fail "no part '$part' (must be gemm, blogcatalog, cskg-scale or growth)" ;;
  esac
done
"$python" "$here/quality/reconstruct_table.py" "$lines" | tee "$results/reconstruct-speed.md"
