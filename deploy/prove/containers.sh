#!/usr/bin/env bash
# Proves the container images and the chart with real containers: builds the images, renders the chart, starts its pods by
# podman in a network namespace, sends messages through nginx and stops a pod under load. Needs Linux and root; installs
# missing tools by apt-get. Removes everything afterwards. The last line is "N passed, N failed".
#
#   --images DIR   takes the archives that ./dev images has written there, and does not build the images again
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly SOURCE=https://git.example.com/parley
readonly RUN=parley-containers-$$
readonly IMAGES=(messaging-service template-service flow-service webhook-gateway sandbox cli)
readonly TOOLS=(podman:podman runc:runc conmon:conmon netavark:netavark iptables:iptables catatonit:catatonit
  skopeo:skopeo nginx:nginx-light ip:iproute2 nsenter:util-linux curl:curl jq:jq openssl:openssl python3:python3
  npm:npm unzip:unzip git:git)

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

has() {
  case $1 in
    netavark) [ -x /usr/lib/podman/netavark ] ;;
    *) PATH=$PATH:/usr/sbin:/sbin:/usr/libexec/podman command -v "$1" >/dev/null 2>&1 ;;
  esac
}

require_tools() {
  local tool missing=()
  [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] || fail "The containers need Linux and root."
  for tool in "${TOOLS[@]}"; do has "${tool%:*}" || missing+=("${tool#*:}"); done
  python3 -c 'import yaml' 2>/dev/null || missing+=(python3-yaml)
  if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing ${missing[*]} …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o Acquire::Retries=3 update -qq
    apt-get -o Acquire::Retries=3 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      fail "The tools cannot be installed."
  fi
}

build_images() {
  if [ -n "$ARCHIVES" ]; then
    ln -s "$ARCHIVES" "$STATE/images"
  else
    ./dev images --source "$SOURCE" --output "$STATE/images" || fail "The images cannot be built."
  fi
  TAG=$(sed -n '1s/.*://p' "$STATE/images/digests.txt")
}

# A second build shares no file with the first one, and both are without start caches, which no build can repeat.
is_reproducible() {
  local build
  for build in one two; do
    ./dev images --no-start-caches --work "$STATE/build-$build/work" --output "$STATE/build-$build" || return 1
    rm -rf "$STATE/build-$build/work"
  done
  cat "$STATE"/build-*/digests.txt
  cmp "$STATE/build-one/digests.txt" "$STATE/build-two/digests.txt" && [ "$(wc -l <"$STATE/build-one/digests.txt")" = ${#IMAGES[@]} ]
}

check_images() {
  local name
  if [ -z "$ARCHIVES" ]; then check "two builds of every image have the same digest" is_reproducible; fi
  for name in "${IMAGES[@]}"; do
    check "$name: labels with version, revision and license" has_labels "$name"
    check "$name: no program besides those of the Java runtime" has_no_programs "$name"
    check "$name: root owns all files; only /tmp and data can be written" is_writable_nowhere "$name"
    check "$name: the bill of materials lists every jar" has_bill_of_materials "$name"
  done
  check "a JVM without memory ends with status 3" ends_on_out_of_memory
}

start_pods() {
  local name
  for name in $(pods Job); do play "$STATE/pods/$name.yaml"; done
  for name in $(pods Job); do
    check "$name: the migration ends with status 0" migrated "$name"
    pod pod rm --force "$name" >/dev/null
  done
  for name in $(pods Deployment); do play "$STATE/pods/$name.yaml"; done
  for name in $(pods Deployment); do check "$name: ready" becomes_ready "$name"; done
}

check_processes() {
  local name
  for name in $(pods Deployment); do
    check "$name: user 10001, no capability, no new privileges, seccomp" is_confined "$name"
    check "$name: the root file system is read-only" has_read_only_root "$name"
    check "$name: the heap follows the limit of memory" heap_follows_limit "$name"
    check "$name: the start cache is in use" uses_start_cache "$name"
  done
}

check_messages() {
  check "the operator API creates a customer" creates_customer
  check "a WhatsApp message is accepted through the front" sends whatsapp 4930555100
  check "it reaches the sandbox" wait_for 30 is_in_ledger whatsapp
  check "its status is delivered" wait_for 30 is_delivered
  check "the customer gets the callback" wait_for 30 has_callback
  check "an SMS is accepted through the front" sends sms 4930555200
  check "it reaches the sandbox by SMPP" wait_for 30 is_in_ledger sms
  check "its status is delivered" wait_for 30 is_delivered
  check "a message that a person sends reaches the customer" receives
  check "a pod ends under load and no request fails" drains
  echo "      ${DRAINED:-}"
}

check_logs() {
  local name
  for name in $(pods Deployment); do
    case $name in *sandbox*) ;; *) check "$name: every line of the log is JSON" logs_are_json "$name" ;; esac
  done
}

exec 3>&1
ARCHIVES=''
if [ "${1:-}" = --images ]; then ARCHIVES=$(readlink -f "${2:?--images needs a folder}"); fi
readonly ARCHIVES
require_tools
STATE=$(mktemp -d /tmp/parley-containers.XXXXXX)
readonly STATE
JAVA_HOME=$(./dev jdk)
readonly JAVA_HOME
. deploy/prove/containers/platform.sh
. deploy/prove/containers/checks.sh
trap clean_up EXIT
trap 'exit 130' INT TERM
build_images
create_network
load_images
check_images
write_secrets
start_servers
render
start_front
start_pods
check_processes
check_messages
check_logs
[ "$failed" = 0 ]
