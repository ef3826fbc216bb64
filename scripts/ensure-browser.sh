#!/bin/sh
# A Chromium for the browser tests: the one named or on the PATH, else Debian's, installed as root.
set -eu

for name in "${NHANRONG_BROWSER:-}" chromium-headless-shell chromium google-chrome microsoft-edge; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
    found=$name
    break
  fi
done

missing=""
[ -n "${found:-}" ] || missing="chromium-headless-shell"
# The driver's own Node.js needs libatomic, which a minimal Debian lacks.
if [ "$(uname -s)" = Linux ] && ! ls /usr/lib/*/libatomic.so.1 /usr/lib/libatomic.so.1 >/dev/null 2>&1; then
  missing="$missing libatomic1"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Cài $missing cho các bài thử trình duyệt…"
  apt-get update -qq
  # shellcheck disable=SC2086  # several packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "Thiếu trình duyệt cho bài thử. Chạy: sudo apt-get install -y $missing" >&2
  exit 1
fi
