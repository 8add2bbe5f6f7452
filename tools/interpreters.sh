#!/bin/sh
# Print "VERSION PATH" for each CPython 3.10 to 3.14 of this machine: on PATH, or installed by pyenv.
for minor in 10 11 12 13 14; do
  for python in "$(command -v "python3.$minor")" "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$minor".*/bin/python3; do
    [ -x "$python" ] || continue
    # A shim may be there without an interpreter behind it, and an interpreter without venv and pip.
    found=$("$python" -c 'import sys, venv, ensurepip; print("3.%d" % sys.version_info[1], sys.executable)' 2>/dev/null) || continue
    echo "$found"
    break
  done
done
