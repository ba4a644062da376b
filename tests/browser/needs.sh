#!/bin/sh
# Installs what the browser tests need besides Python, or prints the command that installs it: a
# Chromium, and two other readers of calendars, libical and (in Node) ical.js. Always the system's
# packages: Playwright's download is different on every machine.
set -eu
packages="chromium fonts-dejavu-core libical3 nodejs npm"

have_browser() {
    for name in chromium chromium-browser google-chrome; do
        # The name alone is not enough: Ubuntu's chromium-browser may only point to the snap store.
        if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

have_libical() {
    "${PYTHON:-python3}" -c 'import ctypes; ctypes.CDLL("libical.so.3")' 2>/dev/null
}

have_node() {
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1
}

have_all() {
    have_browser && have_libical && have_node
}

# Only what is missing: a Node from elsewhere, which has its own npm, conflicts with Debian's.
missing() {
    have_browser || echo chromium fonts-dejavu-core
    have_libical || echo libical3
    have_node || echo nodejs npm
}

install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root=
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root="sudo -n"
    fi
    wanted=$(missing | tr '\n' ' ')
    echo "Installing $wanted..."
    $as_root apt-get -qq update >/dev/null &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -qq install -y --no-install-recommends $wanted >/dev/null
}

install_readers() {
    cd "$(dirname "$0")"
    if [ node_modules/.package-lock.json -nt package-lock.json ]; then return 0; fi
    echo "Installing ical.js ..."
    npm ci --silent --ignore-scripts --no-audit --no-fund
}

if have_all || { install_packages && have_all; }; then install_readers; exit; fi
echo "Needed are Chromium, libical and Node. On Debian and Ubuntu: sudo apt install $packages" >&2
exit 1
