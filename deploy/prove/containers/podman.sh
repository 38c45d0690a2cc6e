# Starts and stops the platform of deploy/prove/containers.sh, which includes this file: a network namespace with PostgreSQL,
# a broker, nginx and a customer at HOST, and the chart's pods on a network of podman.

readonly HOST=10.77.2.1
readonly PODS=10.77.1
readonly RELEASE=parley
readonly SANDBOX=$PODS.16

in_network() { nsenter "--net=/run/netns/$RUN" "$@"; }

# Everything that podman stores is in the folder of the run.
pod() {
  CONTAINERS_CONF="$STATE/containers.conf" in_network podman --root "$STATE/storage" --runroot "$STATE/run" \
    --tmpdir "$STATE/libpod" --network-config-dir "$STATE/networks" "$@"
}

# Without CAP_SYS_RESOURCE the default limits of processes are refused; crun 1.8 refuses hybrid cgroups.
configure_podman() {
  cat >"$STATE/containers.conf" <<'TEXT'
[containers]
default_ulimits = ["nofile=16384:16384", "nproc=16384:16384"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
TEXT
}

# The network has the name of the run: podman remembers the addresses of a network that an interrupted run has left.
create_network() {
  ip netns add "$RUN"
  ip -n "$RUN" link set lo up
  ip -n "$RUN" link add host type bridge
  ip -n "$RUN" address add "$HOST/32" dev host
  ip -n "$RUN" link set host up
  configure_podman
  pod network create --disable-dns --subnet "$PODS.0/24" --gateway "$PODS.1" "$RUN" >/dev/null
}

address_of() {
  case $1 in
    parley-messaging-0) echo "$PODS.11" ;;
    parley-messaging-1) echo "$PODS.12" ;;
    parley-template-0) echo "$PODS.13" ;;
    parley-flow-0) echo "$PODS.14" ;;
    parley-gateway-0) echo "$PODS.15" ;;
    parley-sandbox-0) echo "$SANDBOX" ;;
    parley-messaging-migrate-*) echo "$PODS.31" ;;
    parley-template-migrate-*) echo "$PODS.32" ;;
    parley-flow-migrate-*) echo "$PODS.33" ;;
    *) return 1 ;;
  esac
}

# Addresses of the pods of messaging-service.
messaging_pods() { echo "$(address_of parley-messaging-0) $(address_of parley-messaging-1)"; }

render() {
  sed "s/HOST/$HOST/g; s/TAG/$TAG/" deploy/prove/containers/values.yaml >"$STATE/values.yaml"
  "$(deploy/prove/helm.sh)" template "$RELEASE" deploy/helm/parley -f "$STATE/values.yaml" >"$STATE/rendered.yaml"
  python3 deploy/prove/containers/pods.py "$STATE/rendered.yaml" "$STATE/secrets.yaml" "$STATE/pods" \
    "parley-gateway=$HOST" "parley-sandbox=$SANDBOX" >"$STATE/pods.txt"
}

load_images() {
  local name
  for name in "${IMAGES[@]}"; do pod load --quiet --input "$STATE/images/$name.tar" >/dev/null; done
}

# play FILE: starts a pod of its own name.
play() {
  local name
  name=$(basename "$1" .yaml)
  # Warns that podman chooses the MAC address.
  pod --log-level error kube play --quiet --network "$RUN" --ip "$(address_of "$name")" "$1" >/dev/null
}

# Names of the pods, or of one kind: Deployment or Job.
pods() { awk -v kind="${1:-.*}" '$1 ~ "^" kind "$" { n = split($3, path, "/"); sub(/\.yaml$/, "", path[n]); print path[n] }' "$STATE/pods.txt"; }

# container_of POD: the name of its only container.
container_of() {
  local component
  component=$(awk -v file="$STATE/pods/$1.yaml" '$3 == file { print ($1 == "Job" ? "migrate" : $2) }' "$STATE/pods.txt")
  echo "$1-$component"
}

health_of() {
  case $1 in
    parley-sandbox-*) echo "http://$(address_of "$1"):8085/health" ;;
    *) echo "http://$(address_of "$1"):9000/q/health/ready" ;;
  esac
}

is_ready() { in_network curl -sf --max-time 2 "$(health_of "$1")"; }

# Ends only what this run started.
clean_up() {
  local status=$? pid
  trap - EXIT
  trap '' INT TERM
  set +e
  # A check that is interrupted has redirected the output.
  exec >&3 2>&1
  echo "Removing the containers …"
  kill_clients
  pod pod rm --all --force --time 0 >/dev/null 2>&1
  pod rm --all --force --time 0 >/dev/null 2>&1
  stop_servers
  pod network rm --force "$RUN" >/dev/null 2>&1
  for pid in $(ip netns pids "$RUN" 2>/dev/null); do kill -9 "$pid" 2>/dev/null; done
  umount "$STATE/storage/overlay" 2>/dev/null
  ip netns delete "$RUN" 2>/dev/null
  rm -rf "$STATE"
  # The run ended before its checks were complete.
  if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  report
  exit "$status"
}
