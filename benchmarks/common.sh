# What the benchmark scripts share; sourced, not run.
# shellcheck shell=bash
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")
name=$(basename "$0" .sh)
version=${GRAPHRESTORE_RESULTS_VERSION:-0.1}
results=$here/results/$version
work=${GRAPHRESTORE_BENCH_WORK:-$here/target/bench} # an absolute path
python=$here/.venv/bin/python
graphrestore=$top/scripts/graphrestore

fail() {
  echo "$name: $*" >&2
  exit 2
}

# Checks what every script needs; data is in $data afterwards.
require_data() {
  data=${GRAPHRESTORE_DATA:-}
  [ -n "$data" ] || fail "GRAPHRESTORE_DATA is not set: name the folder that holds graphs/<name>/edges.tsv.gz, labels.tsv.gz and cskg/<name>.tsv.gz"
  [ -d "$data" ] || fail "GRAPHRESTORE_DATA=$data is no folder"
  [ -x /usr/bin/time ] || fail "/usr/bin/time is missing (Debian, Ubuntu: the package 'time')"
  data=$(cd "$data" && pwd)
  mkdir -p "$work" "$results"
  # The launcher's logs go to the current folder: that is scratch.
  cd "$work"
}

require_python() {
  [ -x "$python" ] || fail "no Python environment: run benchmarks/setup-python.sh first"
}

# edges_of GRAPH: the path of a graph's edges, in graphs/ or cskg/.
edges_of() {
  local path
  for path in "$data/graphs/$1/edges.tsv.gz" "$data/cskg/$1.tsv.gz"; do
    if [ -f "$path" ]; then
      echo "$path"
      return
    fi
  done
  fail "no graph '$1' in $data: looked for graphs/$1/edges.tsv.gz and cskg/$1.tsv.gz"
}

labels_of() {
  [ -f "$data/graphs/$1/labels.tsv.gz" ] || fail "graph '$1' has no labels: $data/graphs/$1/labels.tsv.gz"
  echo "$data/graphs/$1/labels.tsv.gz"
}

# timed FILE COMMAND...: runs the command; FILE gets /usr/bin/time's report.
timed() {
  local file=$1
  shift
  echo "$name: $*" >&2
  /usr/bin/time -v -o "$file" "$@" || {
    local code=$?
    echo "$name: exit code $code: $*" >&2
    exit 1
  }
}

# Builds what is missing and starts a JVM once, so that no build is timed.
warm_up() {
  "$graphrestore" --version >/dev/null || fail "scripts/graphrestore does not start"
}

commit() {
  git -C "$top" rev-parse --short HEAD 2>/dev/null || echo unknown
}

# Sets driver_options to what Spark's launcher gives a driver, and driver_classpath to the classes of this checkout and
# what they need: for programs in quality/ that call stages in one session.
# shellcheck disable=SC2034
require_driver() {
  mvn -q -o -f "$top/pom.xml" -Dquick -pl common,spark-jobs -am compile dependency:build-classpath \
    -Dmdep.outputFile="$work/classpath-driver" -Dmdep.regenerateFile=true >/dev/null
  driver_classpath=$top/spark-jobs/target/classes:$top/common/target/classes:$(cat "$work/classpath-driver")
  driver_options=(--add-modules=jdk.incubator.vector -XX:+IgnoreUnrecognizedVMOptions)
  local package
  for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    driver_options+=("--add-opens=java.base/$package=ALL-UNNAMED")
  done
  driver_options+=(-Djdk.reflect.useDirectMethodHandle=false -Dio.netty.tryReflectionSetAccessible=true
    -Dspark.ui.enabled=false "-Dspark.local.dir=$work/scratch" "-Dgraphrestore.log=$work/$name.log"
    "-Dlog4j2.configurationFile=file:$top/conf/log4j2-local.properties")
}
