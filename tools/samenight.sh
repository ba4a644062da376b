#!/bin/sh
# The program `samenight`, which `make` puts into .venv/bin. It runs the code of the clone in which you
# stand, else of the clone in which the virtual environment lies. So nothing has to be installed for it,
# what is changed in the code counts at once, the folder may be moved, and several clones may share one
# environment.
set -eu
file=$0
if [ -L "$file" ]; then file=$(readlink -f -- "$file"); fi
bin=$(CDPATH='' cd -- "$(dirname -- "$file")" && pwd)
house=$(pwd)
while [ ! -f "$house/plugins/samenight/__init__.py" ] && [ -n "$house" ]; do house=${house%/*}; done
if [ -z "$house" ]; then house=${bin%/*/*}; fi
if [ ! -f "$house/plugins/samenight/__init__.py" ]; then
    echo "samenight: there is no clone of Samenight around this folder. Go into one first." >&2
    exit 2
fi
exec "$bin/python" -P -c 'import sys
sys.path.insert(0, sys.argv[1])
del sys.argv[:2]
from samenight.commands import main
main()' "$house/plugins" "$0" "$@"
