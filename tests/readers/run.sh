#!/usr/bin/env bash
# What `make check-readers` runs: installs other people's readers of our exports beside the environment, and lets them read.
# A tool that cannot be had is told in one sentence, and what it would have read is left out; with READERS=all that is a failure.
#   bash tests/readers/run.sh PYTHON
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=tests/readers
tools=$PWD/.venv/readers
mkdir -p "$tools"
missing=0

absent() { echo "check-readers: $1" >&2; missing=$((missing + 1)); }

# Debian's packages, as root only.
apt_get() {
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
  [ -n "${updated:-}" ] || { apt-get update -qq >/dev/null 2>&1 || return 1; updated=1; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

command -v ogrinfo >/dev/null || apt_get gdal-bin \
  || absent "GDAL's ogrinfo is not here and cannot be installed (Debian: apt-get install gdal-bin), so that GeoJSON and KML go unread."
command -v sfdp >/dev/null || apt_get graphviz \
  || absent "Graphviz is not here and cannot be installed (Debian: apt-get install graphviz), so that DOT goes undrawn."
{ command -v node && command -v npm; } >/dev/null || apt_get nodejs npm \
  || absent "Node.js and npm are not here and cannot be installed (Debian: apt-get install nodejs npm), so that readers in JavaScript (graphology, cytoscape, D3, Neo4j's parser, N3, jsonld) read nothing."

if command -v npm >/dev/null && ! cmp -s "$here/package.json" "$tools/package.json"; then
  mkdir -p "$tools/npm" && cp "$here/package.json" "$tools/npm/package.json"
  if npm install --prefix "$tools/npm" --no-audit --no-fund --no-package-lock --ignore-scripts --loglevel=error >"$tools/npm.log" 2>&1; then
    cp "$here/package.json" "$tools/package.json"
  else
    absent "npm cannot install the readers in JavaScript ($(grep -m1 -i 'err' "$tools/npm.log" | cut -c1-120)), so that they read nothing."
  fi
fi

if ! cmp -s "$here/requirements.txt" "$tools/requirements.txt"; then
  if "$python" -m pip install --quiet --disable-pip-version-check --upgrade --target "$tools/python" -r "$here/requirements.txt" >"$tools/pip.log" 2>&1; then
    cp "$here/requirements.txt" "$tools/requirements.txt"
  else
    absent "pip cannot install the readers in Python ($(tail -n 1 "$tools/pip.log" | cut -c1-120)), so that igraph, ndex2, DuckDB and pydot read nothing."
  fi
fi

status=0
CONFLICTGRAPH_READERS=$tools "$python" -m pytest -q -rs "$here" || status=$?
if [ "$missing" -gt 0 ] && [ "${READERS:-}" = all ]; then
  echo "check-readers: READERS=all asks for every reader, and $missing could not be had." >&2
  status=1
fi
exit "$status"
