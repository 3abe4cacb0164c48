#!/usr/bin/env bash
# Checks what is in the jar that people submit: nothing but what is listed here, and all that must be.
#
# usage: scripts/check-jar.sh [JAR]      (default: the -dist jar in spark-jobs/target)
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "check-jar: $*" >&2
  exit 1
}

if [[ $# -gt 0 ]]; then
  jar=$1
else
  shopt -s nullglob
  jars=("$top"/spark-jobs/target/graphrestore-spark-jobs-*-dist.jar)
  [[ ${#jars[@]} -eq 1 ]] || fail "found ${#jars[@]} -dist jars in spark-jobs/target (needs 1): run mvn package, or mvn clean first"
  jar=${jars[0]}
fi
[[ -f $jar ]] || fail "no such file: $jar"

# What may be in it: folders (ending in /) and files.
allowed=(
  META-INF/MANIFEST.MF
  META-INF/LICENSE
  META-INF/NOTICE
  META-INF/services/
  META-INF/resources/webjars/chart.js/
  com/samskivert/mustache/
  net/openhft/hashing/
  org/graphrestore/
  picocli/
  reference.conf
)

# What must be in it.
required=(
  META-INF/LICENSE
  META-INF/NOTICE
  com/samskivert/mustache/Mustache.class
  net/openhft/hashing/LongHashFunction.class
  org/graphrestore/config/build.properties
  org/graphrestore/random/Seeds.class
  org/graphrestore/shaded/typesafe/config/ConfigFactory.class
  org/graphrestore/spark/cli/GraphRestore.class
  org/graphrestore/spark/kryo/GraphRestoreRegistrator.class
  picocli/CommandLine.class
)

entries=$(unzip -Z1 "$jar" | grep -v '/$')

strangers=$(
  printf '%s\n' "$entries" | awk '
    NR == FNR { allowed[$0]; next }
    {
      for (prefix in allowed) {
        if ($0 == prefix || (prefix ~ /\/$/ && index($0, prefix) == 1)) next
      }
      print
    }' <(printf '%s\n' "${allowed[@]}") -
)
[[ -z $strangers ]] || fail "$jar contains what scripts/check-jar.sh does not list:
$(head -20 <<<"$strangers")"

for entry in "${required[@]}" ; do
  grep -qxF -- "$entry" <<<"$entries" || fail "$jar lacks $entry"
done

# One version of the charting library, whatever its number is.
charts=$(grep -cE '^META-INF/resources/webjars/chart.js/[^/]+/dist/chart.umd.js$' <<<"$entries" || true)
[[ $charts -eq 1 ]] || fail "$jar has $charts copies of chart.umd.js (needs 1)"

twice=$(sort <<<"$entries" | uniq -d)
[[ -z $twice ]] || fail "$jar has entries twice: $twice"

unzip -p "$jar" META-INF/MANIFEST.MF | tr -d '\r' | grep -qx 'Main-Class: org.graphrestore.spark.cli.GraphRestore' ||
  fail "$jar does not name org.graphrestore.spark.cli.GraphRestore as its main class"

echo "check-jar: $(basename "$jar"): $(wc -l <<<"$entries") files, $(($(stat -c %s "$jar") / 1024)) KB, all as listed"
