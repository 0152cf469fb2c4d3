#!/usr/bin/env bash
# Installs what the tests need, builds, and runs every test. What each project says goes into a file beside its
# results; here stands what failed. The last line is "N passed, N failed".
# CONFIGURATION=Release chooses the build (Debug by default), CHROMIUM=path another browser,
# COPRO_TEST_SQLSERVER="Server=…" a SQL Server database that the tests of data may fill and empty.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

configuration="${CONFIGURATION:-Debug}"
longest_minutes=30
results="$PWD/artifacts/test-results"

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Debian packages, for whoever may install them.
install_packages() {
  say "Installing $*"
  has apt-get || fail "Please install: $*"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    has sudo || fail "Please install as root: $*"
    as_root=(sudo -n)
  fi
  "${as_root[@]}" apt-get update -qq </dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

prepare() {
  has dotnet || fail "Please install the .NET 10 SDK: https://dot.net"
  local packages=()
  if [ -z "${CHROMIUM:-}" ] && ! has chromium && ! has chromium-browser && ! has google-chrome && ! has google-chrome-stable; then
    packages+=(chromium)
  fi
  has pdftotext || packages+=(poppler-utils)
  has dovecot || [ -x /usr/sbin/dovecot ] || packages+=(dovecot-imapd)
  if [ "${#packages[@]}" -gt 0 ]; then install_packages "${packages[@]}"; fi
}

# A figure of the result file of one project, such as passed="12" of its <assembly>.
figure() {
  grep -o '<assembly [^>]*>' "$1" | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ sum += $1 } END { print sum + 0 }'
}

# What a log says of the tests that failed; of a project that did not come to its end, its last words.
failures() {
  awk '/^    [^ ]/ { shown = 0 } /^    [^ ].*\[FAIL\]$/ { shown = 1; found = 1 } /^    / && shown; END { exit !found }' "$1" && grep -q '^=== TEST EXECUTION SUMMARY' "$1" || tail -n 40 "$1"
}

run_project() {
  local name="$1" program="$2" result="$results/$1.xml" log="$results/$1.log" status=0
  say "$name"
  local began=$SECONDS
  timeout --kill-after=30s "${longest_minutes}m" "$program" -result-xml "$result" -noColor </dev/null >"$log" 2>&1 || status=$?
  local passed=0 failed=0
  if [ -s "$result" ] && grep -q '</assemblies>' "$result"; then
    passed=$(figure "$result" passed)
    failed=$(($(figure "$result" failed) + $(figure "$result" errors)))
  fi
  # A project that ended badly and reports no failed test did not come to its end: that is one failure.
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  say "$name: $passed passed, $failed failed in $((SECONDS - began)) s (exit $status)"
  all_passed=$((all_passed + passed))
  all_failed=$((all_failed + failed))
  if [ "$failed" -gt 0 ]; then failed_logs+=("$log"); fi
}

# The browser driver comes with its package; the browser is the machine's.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

prepare
say "Restoring"
dotnet restore </dev/null
say "Building ($configuration)"
dotnet build --no-restore --configuration "$configuration" -warnaserror </dev/null

rm -rf "$results"
mkdir -p "$results"
all_passed=0
all_failed=0
failed_logs=()
for project in tests/*.Tests/*.csproj; do
  name="$(basename "$project" .csproj)"
  run_project "$name" "$(dirname "$project")/bin/$configuration/net10.0/$name"
done

[ "$((all_passed + all_failed))" -gt 0 ] || fail "No test ran."
for log in ${failed_logs[@]+"${failed_logs[@]}"}; do
  say "Failed in ${log#"$PWD"/}:"
  failures "$log"
done
say "Everything took $SECONDS s"
printf '%s passed, %s failed\n' "$all_passed" "$all_failed"
[ "$all_failed" -eq 0 ]
