#!/bin/sh
# What the tests need besides Python: a Chromium and pdftotext, those named or on the PATH, else Debian's.
set -eu

for name in "${NHANRONG_BROWSER:-}" chromium-headless-shell chromium google-chrome microsoft-edge; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
    found=$name
    break
  fi
done

missing=""
[ -n "${found:-}" ] || missing="chromium-headless-shell"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
# The driver's own Node.js needs libatomic, which a minimal Debian lacks.
if [ "$(uname -s)" = Linux ] && ! ls /usr/lib/*/libatomic.so.1 /usr/lib/libatomic.so.1 2>/dev/null | grep -q .; then
  missing="$missing libatomic1"
fi
missing=${missing# }
[ -n "$missing" ] || exit 0

as_root=""
[ -z "${CI:-}" ] || [ "$(id -u)" = 0 ] || as_root="sudo -n" # a forge's machines let their user do so
if { [ "$(id -u)" = 0 ] || [ -n "$as_root" ]; } && command -v apt-get >/dev/null 2>&1; then
  echo "Cài $missing cho các bài thử…"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086  # several packages
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "Thiếu chương trình cho bài thử. Chạy: sudo apt-get install -y $missing" >&2
  exit 1
fi
