#!/usr/bin/env bash
# Every check that runs continuously, in the order in which they fail soonest for their price.
# `.ci/run` is this on a bare machine. Tools that are not installed are named and skipped, the compiler's own are not.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-always}

# The command of the README, as a reader would type it.
test_command=$(sed -n '/^cargo test/{p;q}' README.md)
if [ -z "$test_command" ]; then
    echo "README.md names no test command" >&2
    exit 1
fi

step() {
    local name=$1 started=$SECONDS
    shift
    printf '\n== %s: %s\n' "$name" "$*"
    if ! "$@"; then
        printf '== %s: failed after %d s\n' "$name" "$((SECONDS - started))" >&2
        exit 1
    fi
    printf '== %s: %d s\n' "$name" "$((SECONDS - started))"
}

step format cargo fmt --check
# shellcheck disable=SC2086  # the command and its arguments are words of one line
step tests $test_command
step tests-without-window cargo test --no-default-features
step clippy cargo clippy --all-targets -- -D warnings
step clippy-without-window cargo clippy --no-default-features --all-targets -- -D warnings
RUSTDOCFLAGS="-D warnings" step documentation cargo doc --no-deps --document-private-items
if command -v cargo-deny >/dev/null; then
    step dependencies cargo deny --offline check bans licenses sources
else
    echo "cargo-deny is not installed: licences and bans are checked by the tidy test alone"
fi
if command -v typos >/dev/null; then
    step spelling typos
else
    echo "typos is not installed: spelling is not checked"
fi
if command -v Xvfb >/dev/null && command -v xdotool >/dev/null && command -v import >/dev/null; then
    step smoke .ci/smoke
else
    echo "Xvfb, xdotool or ImageMagick is not installed: the window is not started"
    if [ -n "${CI:-}" ]; then exit 1; fi
fi
printf '\nall checks passed in %d s\n' "$SECONDS"
