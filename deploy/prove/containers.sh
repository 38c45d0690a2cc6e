#!/usr/bin/env bash
# Proves the container images and the chart with real containers: builds the images, renders the chart, starts its pods by
# podman in a network namespace, sends messages through nginx and stops a pod under load. Needs Linux and root; installs
# missing tools by apt-get. Removes everything afterwards. The last line is "N passed, N failed".
#
#   --images DIR   takes the archives that ./dev images has written there, and does not build the images again
set -euo pipefail
readonly FROM=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUN=parley-containers-$$
readonly TOOLS=(podman:podman runc:runc conmon:conmon netavark:netavark iptables:iptables catatonit:catatonit
  skopeo:skopeo nginx:nginx-light ip:iproute2 nsenter:util-linux curl:curl jq:jq openssl:openssl python3:python3
  python3-yaml:python3-yaml npm:npm unzip:unzip git:git)

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

check_drain() {
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
if [ "${1:-}" = --images ]; then ARCHIVES=$(cd "$FROM" && readlink -f "${2:?--images needs a folder}"); fi
readonly ARCHIVES
. deploy/prove/checks.sh
require_tools "${TOOLS[@]}"
STATE=$(mktemp -d /tmp/parley-containers.XXXXXX)
readonly STATE
JAVA_HOME=$(./dev jdk)
readonly JAVA_HOME
. deploy/prove/platform.sh
. deploy/prove/messages.sh
. deploy/prove/containers/podman.sh
. deploy/prove/containers/checks.sh
trap clean_up EXIT
trap 'exit 130' INT TERM
build_images
create_network
load_images
check_images
write_secrets
start_servers "$PODS.0/24"
render
start_front "$(messaging_pods)" "$(address_of parley-template-0)" "$(address_of parley-flow-0)" "$(address_of parley-gateway-0)"
start_pods
check_processes
check_messages
check_drain
check_logs
[ "$failed" = 0 ]
