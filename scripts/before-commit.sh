#!/bin/sh
# What must hold before a commit. `make hook` has Git call it; .pre-commit-config.yaml names its parts one by one:
# guard, check, or format and the files. Files are looked at as they lie in the folder, staged or not; so one that was
# changed after it was staged is refused, or Git would take what nobody has looked at.
set -eu
cd "$(git rev-parse --show-toplevel)"
for program in .venv/bin/nhanrong .venv/Scripts/nhanrong.exe nhanrong; do
  if command -v "$program" >/dev/null 2>&1; then break; fi
  program=
done
[ -n "$program" ] || { echo 'Chưa cài chương trình. Chạy: make check' >&2; exit 1; }

part=${1-all}
[ $# -eq 0 ] || shift
case $part in
  guard | check) exec "$program" "$part" ;;
  format) exec "$program" format --check "$@" ;;
  all) ;;
  *) echo "Không có phần “$part”: guard, check, format." >&2; exit 2 ;;
esac

failed=0
"$program" guard || failed=1
"$program" check || failed=1
# names in between zeros, so that none is taken for two
git diff --cached --name-only --diff-filter=d -z -- 'models_data/*.yml' |
  xargs -0 sh -c '[ $# -eq 0 ] || exec "$0" format --check "$@"' "$program" || failed=1
later=$(git diff --cached --name-only --diff-filter=d -z -- models_data docs |
  xargs -0 sh -c '[ $# -eq 0 ] || git -c core.quotepath=off --literal-pathspecs diff --name-only -- "$@"' sh)
if [ -n "$later" ]; then
  printf 'Đã sửa sau khi git add, nên Git sẽ lưu bản cũ. Chạy git add lại:\n%s\n' "$later" >&2
  failed=1
fi
[ "$failed" -eq 0 ] || echo 'Chưa lưu vào Git. Sửa những chỗ trên; sai khuôn thì chạy: nhanrong format' >&2
exit "$failed"
