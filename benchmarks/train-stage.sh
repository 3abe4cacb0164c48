#!/usr/bin/env bash
# The training stage whole, from the walk store to the committed vectors (pairing, sorting, training, writing), several
# times in one session of local[2], beside gensim with one worker on the same walks; and the group kernel as a share of
# the core's rate of fused multiply-adds.
#
# usage: benchmarks/train-stage.sh [GRAPH]...    names below GRAPHRESTORE_DATA (default: ppi blogcatalog), or "kernel"
#
# Walks are 10 x 80, uniform; window 10, d = 128, 1 epoch. Prints a line of JSON a run (the first warms up), and appends
# the run of median CPU, with the ratio to gensim, to results/<version>/train-stage.jsonl.
# environment: RUNS (default 3), SETTINGS (train.… keys, default none), HEAP (default 4g), MASTER (default local[2]).
# shellcheck source=benchmarks/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
runs=${RUNS:-3}
read -r -a settings <<<"${SETTINGS:-}"
[[ $# -gt 0 ]] || set -- ppi blogcatalog
require_data
require_python
warm_up

require_driver

if [[ $1 == kernel ]]; then
  java "${driver_options[@]}" -cp "$driver_classpath" "$here/quality/KernelRates.java" 1200 128 100 500 4000 32000 2>/dev/null |
    tee "$results/kernel-rates.jsonl"
  exit
fi

for graph in "$@"; do
  run=$work/train-stage-$graph
  if [[ ! -f $run/walks/manifest.json ]]; then
    "$graphrestore" --master "${MASTER:-local[2]}" walks --edges "$(edges_of "$graph")" --output "$run" --law uniform \
      --walks-per-node 10 --walk-length 80 --seed 1 >&2
  fi
  [[ -f $run.txt ]] || "$graphrestore" export --walks "$run" --format text --output "$run.txt" >&2
  java "${driver_options[@]}" -Xmx"${HEAP:-4g}" -Dspark.master="${MASTER:-local[2]}" \
    -cp "$driver_classpath" "$here/quality/TrainStageRates.java" \
    "$run" "$work" "$((runs + 1))" "${settings[@]}" 2>/dev/null | tee "$run.runs"
  "$python" "$here/quality/gensim_sgns.py" --walks "$run.txt" --output "$run.gensim.txt" --json "$run.gensim.json" >&2
  "$python" - "$run" "$graph" "${settings[*]}" "$(commit)" "$(cut -d ' ' -f 1 /proc/loadavg)" <<'PYTHON' | tee -a "$results/train-stage.jsonl"
import json, sys

run, graph, settings, commit, load = sys.argv[1:]
runs = [json.loads(line) for line in open(run + ".runs") if line.startswith("{")]
warm = sorted((one for one in runs if one["warm"]), key=lambda one: one["cpu_seconds"])
gensim = json.load(open(run + ".gensim.json"))
middle = warm[len(warm) // 2]
print(json.dumps({"graph": graph, "settings": settings, "commit": commit, "load": float(load), "runs": len(warm),
                  **middle, "gensim_million_pairs_a_cpu_second": round(gensim["pairs_per_cpu_second"] / 1e6, 2),
                  "times_gensim": round(middle["million_pairs_a_cpu_second"] * 1e6 / gensim["pairs_per_cpu_second"], 2)}))
PYTHON
done
