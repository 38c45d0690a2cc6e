#!/usr/bin/env bash
# Proves the chart in a Kubernetes cluster: install, helm test, eviction, upgrade, rollback and restart under load, drain of a
# node, and, in the cluster of the run, the loss of a node. The last line is "N passed, N failed".
#
# Without --context it builds Kubernetes (once) and starts a cluster of two nodes in network namespaces of this machine; this
# needs Linux and root, and missing tools are installed by apt-get. Removes everything afterwards.
#
#   --images DIR       takes the archives that ./dev images has written there, and does not build the images again
#   --context NAME     uses an existing cluster, by this context of kubectl, and starts nothing
#   --values FILE      values of the chart for it, with test.existingSecret; all Secrets that they name have to exist
#   --namespace NAME   namespace of these Secrets and of the release there, default parley-proof
#   --url URL          address of the API as seen from here, default publicUrl of the values
#   --drain NODE       drains this node there, of the pods of the release only
set -euo pipefail
readonly FROM=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUN=parley-cluster-$$
readonly TOOLS=(ip:iproute2 nsenter:util-linux iptables:iptables catatonit:catatonit dnsmasq:dnsmasq-base nginx:nginx-light
  make:make rsync:rsync dpkg-source:dpkg-dev debian-archive-keyring:debian-archive-keyring sysctl:procps curl:curl jq:jq
  openssl:openssl python3:python3 npm:npm unzip:unzip)

start_cluster() {
  build_images
  echo "Starting the cluster …"
  save_kernel_settings
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  connect_hosts
  write_secrets
  start_servers "$POD_NETWORK"
  write_pause_image
  start_control_plane >"$STATE/start.log" 2>&1 || fail "The control plane does not start."
  start_nodes >"$STATE/start.log" 2>&1 || fail "The nodes do not start."
  prepare_namespace >>"$STATE/start.log"
  downgrade_chart
  serve_names
  serve_front
}

check_installation() {
  check "helm install: all pods become ready" installs
  [ "$failed" = 0 ] || exit 1
  check "every resource of the chart is in the cluster" has_resources
}

check_cluster_of_run() {
  check "the pods of each service are on both nodes" is_spread
  SANDBOX=$(address_of_sandbox)
  LOAD_SENDERS=(sms:4930555200 whatsapp:4930555100)
  check_messages
  stores_key >/dev/null
  check "helm test passes, with a message" passes_test
  check "a node is lost: its pods are replaced, and requests succeed" survives_loss
  echo "      $LOAD"
  check "the node returns" returns
}

check_existing_cluster() {
  check "the API responds to the key of the values" read_test_values
  check "helm test passes, with a message" passes_test
}

# check_under_load TEXT COMMAND …
check_under_load() {
  LOAD=''
  check "$1, and no request fails" under_load "${@:2}"
  echo "      $LOAD"
}

check_changes() {
  check_under_load "one pod may be evicted at a time" limits_evictions
  check_under_load "helm upgrade replaces all pods" upgrades
  check_under_load "helm rollback replaces them" rolls_back
  check_under_load "kubectl rollout restart replaces them" restarts
  if [ -n "$DRAINED" ]; then check_under_load "a node is drained" drains_node; fi
}

check_end() {
  if [ -z "$CONTEXT" ]; then
    check "every accepted message is delivered" delivers_all
    echo "      $ACCEPTED"
    check "the customer has the callback of each" calls_back_all
  fi
  check "helm uninstall removes the resources of the release" uninstalls
}

# Ends only what this run started.
clean_up() {
  local status=$?
  trap - EXIT
  trap '' INT TERM
  set +e
  # A check that is interrupted has redirected the output.
  exec >&3 2>&1
  kill_clients
  # The run ended before its checks were complete.
  if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ -n "$CONTEXT" ]; then
    leave_cluster
  else
    echo "Removing the cluster …"
    if [ "$failed" != 0 ]; then keep_logs; fi
    stop_servers
    stop_cluster
  fi
  rm -rf "$STATE"
  report
  exit "$status"
}

# Of a run that was interrupted, the release is still there.
leave_cluster() {
  if [ -n "$CORDONED" ]; then kube uncordon "$CORDONED" >/dev/null; fi
  helm_ uninstall "$RELEASE" --ignore-not-found --wait >/dev/null
}

keep_logs() {
  rm -rf target/prove-cluster-logs
  mkdir -p target/prove-cluster-logs
  (cd "$STATE" && find . -maxdepth 2 -name '*.log' -exec cp --parents {} "$OLDPWD/target/prove-cluster-logs" \; &&
    for node in $NODES; do cp -R "$node/log" "$OLDPWD/target/prove-cluster-logs/$node/pods"; done) 2>/dev/null
  echo "Logs: target/prove-cluster-logs"
}

parse_options() {
  while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || fail "$1 needs a value."
    case $1 in
      --images) ARCHIVES=$(cd "$FROM" && readlink -f "$2") ;;
      --context) CONTEXT=$2 ;;
      --values) VALUES=$(cd "$FROM" && readlink -f "$2") ;;
      --namespace) NAMESPACE=$2 ;;
      --url) URL=$2 ;;
      --drain) DRAINED=$2 ;;
      *) fail "Unknown option $1; see deploy/prove/cluster.sh." ;;
    esac
    shift 2
  done
  [ -z "$CONTEXT" ] || [ -f "$VALUES" ] || fail "--context needs --values with the values of the chart for that cluster."
}

# An existing release is not touched.
use_cluster() {
  KUBECTL=$(command -v kubectl) || fail "No kubectl."
  kube get namespace "$NAMESPACE" >/dev/null || fail "The namespace $NAMESPACE has to exist, with the Secrets of the values."
  if helm_ status "$RELEASE" >/dev/null 2>&1; then fail "There is a release $RELEASE in $NAMESPACE already."; fi
  trap clean_up EXIT
  trap 'exit 130' INT TERM
}

exec 3>&1
ARCHIVES='' CONTEXT='' VALUES='' NAMESPACE=parley-proof URL='' DRAINED='' CORDONED='' CA='' LOAD='' ACCEPTED=''
CHART=deploy/helm/parley
RELEASE=parley-proof
LOAD_SENDERS=()
# Many pods start on the processors of one machine, and a service that has no time for a request answers 503.
REPEATS=5
. deploy/prove/checks.sh
parse_options "$@"
STATE=''
[ -n "$CONTEXT" ] || require_tools "${TOOLS[@]}"
HELM_PROGRAM=$(deploy/prove/helm.sh)
STATE=$(mktemp -d /tmp/parley-cluster.XXXXXX)
# Until something is started; the reason has been printed.
trap 'rm -rf "$STATE"; failed=1; report' EXIT
. deploy/prove/messages.sh
. deploy/prove/cluster/release.sh
. deploy/prove/cluster/checks.sh
if [ -n "$CONTEXT" ]; then
  in_network() { "$@"; }
  use_cluster
  check_installation
  check_existing_cluster
else
  . deploy/prove/network.sh
  . deploy/prove/platform.sh
  . deploy/prove/cluster/control.sh
  KUBERNETES=$(deploy/prove/cluster/kubernetes.sh) || fail "Kubernetes cannot be built."
  PACKAGES=$KUBERNETES/packages
  BINARIES=$KUBERNETES/bin
  JAVA_HOME=$(./dev jdk)
  KUBECTL=$BINARIES/kubectl
  VALUES=$STATE/values.yaml
  DRAINED=n2
  export KUBECONFIG=$STATE/admin.kubeconfig HELM_CACHE_HOME=$STATE/helm HELM_CONFIG_HOME=$STATE/helm HELM_DATA_HOME=$STATE/helm
  start_cluster
  check_installation
  check_cluster_of_run
fi
check_changes
check_end
[ "$failed" = 0 ]
