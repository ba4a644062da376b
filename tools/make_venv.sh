#!/bin/sh
# Makes the virtual environment, or prints what to install first.
# make_venv.sh FOLDER [PYTHON]
set -eu
folder=$1
wanted=${2:-}

new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for name in ${wanted:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if new_enough "$name"; then python=$name; break; fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed. On Debian and Ubuntu: sudo apt install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv" >&2
    exit 1
fi
echo "Setting up $folder with $("$python" --version) ..."
rm -rf "$folder"
"$python" -m venv "$folder"
