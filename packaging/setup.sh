# shellcheck shell=bash
# What the two commands share: a Python, the system's libraries, and the checkout's own
# .venv. Sourced by run and test; it changes nothing outside the checkout except by apt.
#
# Sets: top (the checkout), python (the .venv's interpreter). Every function ends the
# script with one plain sentence where it cannot go on.

set -euo pipefail

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
venv="$top/.venv"
python="$venv/bin/python"
readonly top venv python

# Shared objects that Qt and sound need (by soname, since package names differ between
# releases) and the package that brings each on Debian and Ubuntu.
readonly libraries='
libGL.so.1 libgl1
libEGL.so.1 libegl1
libX11.so.6 libx11-6
libxkbcommon.so.0 libxkbcommon0
libglib-2.0.so.0 libglib2.0-0
libfreetype.so.6 libfreetype6
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libwayland-cursor.so.0 libwayland-cursor0
libXrandr.so.2 libxrandr2
libpulse.so.0 libpulse0
libva.so.2 libva2
libva-drm.so.2 libva-drm2
libva-x11.so.2 libva-x11-2
'

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

is_debian() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1
}

# install_packages WHY PACKAGE...: by apt, or the exact line to type.
install_packages() {
    local why=$1
    shift
    local line="apt-get install -y --no-install-recommends $*"
    local -a root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            stop "$why Type this as root, then start again: $line"
        elif [ -t 0 ]; then
            root=(sudo)
        elif sudo -n true >/dev/null 2>&1; then
            root=(sudo -n)
        else
            stop "$why Type this, then start again: sudo $line"
        fi
    fi
    say "$why Installing: $*"
    root+=(env DEBIAN_FRONTEND=noninteractive)
    # Without a network the lists at hand may still do, so the update may come to nothing.
    "${root[@]}" apt-get update -qq </dev/null >&2 ||
        say "The package lists could not be refreshed; going on with those at hand."
    "${root[@]}" apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2 ||
        stop "$why apt could not bring it. Look at its lines above, then type: $line"
}

# The packages of those libraries that the loader does not find, on standard output.
missing_libraries() {
    local known soname package
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    while read -r soname package; do
        [ -n "$soname" ] || continue
        case $known in
        *"$soname "*) ;;
        *) printf '%s\n' "$package" ;;
        esac
    done <<<"$libraries"
}

ensure_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    local -a packages
    mapfile -t packages < <(missing_libraries)
    [ "${#packages[@]}" -gt 0 ] || return 0
    if is_debian; then
        install_packages "The window needs libraries of the system." "${packages[@]}"
    else
        stop "The window needs libraries that this system does not have. On Debian they are called: ${packages[*]}. Install them the way this system does, then start again."
    fi
}

# Programs with which tests look at what was printed, and the package of each.
readonly test_programs='
pdftoppm poppler-utils
zbarimg zbar-tools
'

# Tests that need a program pass over themselves where it is missing, so this never stops
# anyone; where apt may be used without asking, nothing has to be passed over.
ensure_test_programs() {
    local program package
    local -a packages=()
    while read -r program package; do
        [ -z "$program" ] || command -v "$program" >/dev/null 2>&1 || packages+=("$package")
    done <<<"$test_programs"
    [ "${#packages[@]}" -gt 0 ] || return 0
    if is_debian && { [ "$(id -u)" -eq 0 ] || sudo -n true >/dev/null 2>&1; }; then
        install_packages "Tests of printing need programs of the system." "${packages[@]}"
    else
        say "Some tests of printing are passed over; they need: ${packages[*]}"
    fi
}

# The first interpreter that is new enough, on standard output; nothing where none is.
find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
            >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
}

# Sets base_python: Python 3.11 or newer that can make a .venv.
ensure_python() {
    base_python=$(find_python)
    if [ -z "$base_python" ] && is_debian; then
        install_packages "Python is needed." python3 python3-venv
        base_python=$(find_python)
    fi
    [ -n "$base_python" ] ||
        stop "Python 3.11 or newer is needed, and this system has none."
    if ! "$base_python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        is_debian || stop "Python here lacks its venv part. Install it, then start again."
        install_packages "Python lacks its venv part." "$base_python-venv"
    fi
}

# ensure_venv EXTRA: the checkout's .venv with what pyproject.toml asks for; EXTRA is ""
# or the name of an optional group. Done again only when pyproject.toml, the interpreter
# or the checkout's place has changed.
ensure_venv() {
    local extra=$1 stamp wanted
    stamp="$venv/.installed${extra:+-$extra}"
    # A .venv has its own path written into it, so the place belongs to the stamp.
    wanted="$(cksum <"$top/pyproject.toml") $top"
    if [ -x "$python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return 0
    fi
    if [ "$(cat "$venv/.place" 2>/dev/null)" != "$top" ] ||
        ! "$python" -m pip --version >/dev/null 2>&1; then
        ensure_python
        say "Making $venv"
        "$base_python" -m venv --clear "$venv" </dev/null >&2
        printf '%s\n' "$top" >"$venv/.place"
    fi
    say "Installing what the kiosk needs (the first time takes a few minutes)"
    (cd -- "$top" && "$python" -m pip install --quiet --disable-pip-version-check \
        -e ".${extra:+[$extra]}" </dev/null >&2) ||
        stop "Not everything could be installed. Look at the lines above; without a network, connect one and start again."
    printf '%s\n' "$wanted" >"$stamp"
}

# Qt and Python need a UTF-8 locale; a bare system has none set.
ensure_locale() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]*) ;;
    *) export LC_ALL=C.UTF-8 ;;
    esac
}
