#!/bin/sh
# Makes .venv from requirements-dev.lock and puts marpd itself into it, editable.
# PYTHON names an interpreter; without it the first Python 3.11 or newer on the path is taken.
set -eu
cd "$(dirname "$0")/.."

say() { echo "setup: $*"; }
stop() { echo "setup: $*" >&2; exit 1; }
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$name"; then echo "$name"; return; fi
    done
    stop "no Python 3.11 or newer was found (looked for: ${PYTHON:-python3, python3.14 to python3.11});" \
         "install one, or name it: make setup PYTHON=/path/to/python"
}

# Debian and Ubuntu keep ensurepip in a package of its own.
add_venv_module() {
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    command -v apt-get >/dev/null || stop "$1 has no ensurepip; install Python with its venv module"
    [ "$(id -u)" = 0 ] || stop "$1 cannot make a virtual environment yet; run: sudo apt-get install $package"
    say "installing $package, which Python needs to make a virtual environment"
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
}

python=$(find_python)
if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || ! is_new_enough .venv/bin/python; then
    can_make_venv "$python" || add_venv_module "$python"
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
say "installing the locked packages into .venv (about 150 MB the first time)"
pip install --require-hashes --requirement requirements-dev.lock
pip install --no-deps --no-build-isolation --editable .
