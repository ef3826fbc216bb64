#!/bin/sh
# Builds the site and validates the HTML of every page; the one check that needs npm.
set -eu
bin=$(cd "$1" && pwd)
cd "$(dirname "$0")"
command -v npm >/dev/null 2>&1 || { echo "Thiếu npm. Chạy: sudo apt-get install -y npm" >&2; exit 1; }
npm ci --silent --ignore-scripts --no-audit --no-fund
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
(cd ../.. && NO_MKDOCS_2_WARNING=1 "$bin/mkdocs" build --strict --quiet --site-dir "$site/site")
./node_modules/.bin/html-validate --config .htmlvalidate.json "$site/site/**/*.html"
echo "HTML: $(find "$site/site" -name '*.html' | wc -l) trang hợp lệ."
