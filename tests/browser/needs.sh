#!/bin/sh
# Makes sure that there is a Chromium for the tests, or says the one line that installs it.
# Always the system's own: Playwright's download is a different one on every machine.
set -eu
packages="chromium fonts-dejavu-core"

have_browser() {
    for name in chromium chromium-browser google-chrome; do
        # A name alone proves nothing: Ubuntu's chromium-browser may only point at a shop.
        if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

install_browser() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root=
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root="sudo -n"
    fi
    echo "Installing $packages ..."
    $as_root apt-get -qq update >/dev/null &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -qq install -y --no-install-recommends $packages >/dev/null
}

if have_browser; then exit 0; fi
if install_browser && have_browser; then exit 0; fi
echo "A Chromium is needed. On Debian and Ubuntu: sudo apt install $packages" >&2
exit 1
