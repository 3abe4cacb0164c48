#!/usr/bin/env bash
# Makes benchmarks/.venv with the pinned peers of python/requirements*.txt. Run again, it does nothing unless a
# list has changed. Uses plain pip: indexes and proxies are whatever your pip is configured for.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: benchmarks/setup-python.sh [--without-torch]
  --without-torch  leave PyTorch out (0.6 GB instead of 4.6 GB); nothing in benchmarks/quality needs it
  PYTHON           the Python 3.11 to use (default: the first python3.11 or python3 that is one)
TEXT
}

fail() {
  echo "setup-python: $*" >&2
  exit 1
}

with_torch=true
for argument in "$@"; do
  case "$argument" in
    --without-torch) with_torch=false ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
venv=$here/.venv
lists=("$here/python/requirements.txt")
modules="gensim numba numpy scipy sklearn"
if $with_torch; then
  lists+=("$here/python/requirements-torch.txt")
  modules+=" torch"
fi

is_python_311() {
  "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null
}

python=
for candidate in ${PYTHON:-python3.11 python3}; do
  if is_python_311 "$candidate"; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || fail "no Python 3.11 found (tried: ${PYTHON:-python3.11, python3}); set PYTHON=/path/to/python3.11"

stamp=$venv/.installed
wanted=$(cat "${lists[@]}" | sha256sum | cut -d' ' -f1)
imports() {
  "$venv/bin/python" -c "import ${modules// /, }" 2>&1
}
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && imports >/dev/null; then
  echo "setup-python: $venv is up to date"
  exit 0
fi

if [ -d "$venv" ] && ! is_python_311 "$venv/bin/python"; then
  fail "$venv exists but is not a Python 3.11 environment; remove it and run again"
fi
[ -d "$venv" ] || "$python" -m venv "$venv" \
  || fail "could not make $venv; on Debian and Ubuntu install python3.11-venv"

rm -f "$stamp"
for list in "${lists[@]}"; do
  echo "setup-python: installing ${list#"$here"/}"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$list" \
    || fail "pip could not install ${list#"$here"/} (see above); is a package index reachable?"
done
problem=$(imports) || fail "installed, but the imports fail: $(tail -n 1 <<<"$problem")"
echo "$wanted" >"$stamp"
echo "setup-python: $venv is ready"
