#!/bin/sh
# The program `samenight`, which `make` puts into .venv/bin. It runs the code of the clone around the current
# folder, else of the clone that contains the virtual environment. So the package need not be installed,
# changes in the code take effect at once, the folder may be moved, and several clones may share one
# environment.
set -eu
file=$0
if [ -L "$file" ]; then file=$(readlink -f -- "$file"); fi
bin=$(CDPATH='' cd -- "$(dirname -- "$file")" && pwd)
clone=$(pwd)
while [ ! -f "$clone/plugins/samenight/__init__.py" ] && [ -n "$clone" ]; do clone=${clone%/*}; done
if [ -z "$clone" ]; then clone=${bin%/*/*}; fi
if [ ! -f "$clone/plugins/samenight/__init__.py" ]; then
    echo "samenight: this folder is not in a clone of Samenight. Change to one first." >&2
    exit 2
fi
exec "$bin/python" -P -c 'import sys
sys.path.insert(0, sys.argv[1])
del sys.argv[:2]
from samenight.commands import start
start()' "$clone/plugins" "$0" "$@"
