# Counts and prints the results of checks. Included by the levels of deploy/prove that are scripts; STATE is the folder of
# the run, and clean_up, which ends it, calls report.

passed=0
failed=0

report() { echo "$passed passed, $failed failed"; }

fail() {
  echo "$*" >&2
  failed=$((failed + 1))
  # At the exit otherwise.
  if [ -z "${STATE:-}" ]; then report; fi
  exit 1
}

# check TEXT COMMAND …: prints one line, and the end of the command's output if it fails.
check() {
  local text=$1
  shift
  if "$@" >"$STATE/check.log" 2>&1; then
    passed=$((passed + 1))
    echo "ok    $text"
  else
    failed=$((failed + 1))
    echo "FAIL  $text"
    tail -n 15 "$STATE/check.log" | sed 's/^/      /'
  fi
}

# wait_for SECONDS COMMAND …: repeats the command until it succeeds.
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then return 1; fi
    sleep 0.2
  done
}

has_tool() {
  case $1 in
    netavark) [ -x /usr/lib/podman/netavark ] ;;
    python3-yaml) python3 -c 'import yaml' 2>/dev/null ;;
    debian-archive-keyring) [ -f /usr/share/keyrings/debian-archive-keyring.gpg ] ;;
    *) PATH=$PATH:/usr/sbin:/sbin:/usr/libexec/podman command -v "$1" >/dev/null 2>&1 ;;
  esac
}

# require_tools TOOL:PACKAGE …: installs what is missing by apt-get.
require_tools() {
  local tool missing=()
  [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] || fail "This level needs Linux and root."
  for tool in "$@"; do has_tool "${tool%:*}" || missing+=("${tool#*:}"); done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing ${missing[*]} …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o Acquire::Retries=3 update -qq
    apt-get -o Acquire::Retries=3 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      fail "The tools cannot be installed."
  fi
}
