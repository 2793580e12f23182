# shellcheck shell=sh
# What ./run and ./test share: a Python, a virtual environment, the pins in it. Sourced by
# them, in the project's folder.

PATH=$PATH:/usr/sbin:/sbin
export PYTHONUNBUFFERED=1
venv=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14; do
        if command -v "$name" >/dev/null && new_enough "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
    found=$(python3 --version 2>/dev/null) || found="no Python"
    fail "Python 3.11 or newer is needed, and here is $found: install it" \
        "(apt-get install python3 python3-venv, or python.org), then start again."
}

make_venv() {
    if [ -x "$venv" ] && new_enough "$venv"; then
        return
    fi
    python=$(find_python) || exit 1
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python has no venv module: apt-get install python3-venv, then start again."
    room=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$room" -ge 500 ] ||
        fail "The disk is full: 500 MB are needed in $PWD, and $room MB are free."
    rm -rf .venv
    "$python" -m venv .venv || fail "The virtual environment $PWD/.venv could not be made."
}

# install FILE: its pins, unless the copy kept beside them says that they are in.
install() {
    kept=.venv/$1
    if cmp -s "$1" "$kept"; then
        return
    fi
    say "Installing what $1 names; this takes a minute the first time."
    # The tests' pins stand on the site's, so they go in after every change of these.
    rm -f "$kept" .venv/requirements-test.txt
    "$venv" -m pip --version >/dev/null 2>&1 || "$venv" -m ensurepip >/dev/null ||
        fail "There is no pip in $PWD/.venv: remove that folder, then start again."
    "$venv" -m pip install -qq --disable-pip-version-check --no-input \
        --root-user-action=ignore --require-hashes -r "$1" >&2 ||
        fail "The packages could not be installed; pip says why above (no network? disk full?)."
    cp "$1" "$kept"
}
