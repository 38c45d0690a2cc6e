# Starts and stops the platform of deploy/prove/containers.sh, which includes this file: a network namespace with PostgreSQL,
# a broker, nginx and a customer at HOST, and the chart's pods on a network of podman.

readonly HOST=10.77.2.1
readonly PODS=10.77.1
readonly RELEASE=parley

in_network() { nsenter "--net=/run/netns/$RUN" "$@"; }

# Everything that podman stores is in the folder of the run.
pod() {
  CONTAINERS_CONF="$STATE/containers.conf" in_network podman --root "$STATE/storage" --runroot "$STATE/run" \
    --tmpdir "$STATE/libpod" --network-config-dir "$STATE/networks" "$@"
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
    parley-sandbox-0) echo "$PODS.16" ;;
    parley-messaging-migrate-*) echo "$PODS.31" ;;
    parley-template-migrate-*) echo "$PODS.32" ;;
    parley-flow-migrate-*) echo "$PODS.33" ;;
    *) return 1 ;;
  esac
}

# Writes the Secrets that the values name, as an administrator would create them.
write_secrets() {
  OPERATOR_KEY=$(openssl rand -hex 24)
  MESSAGING_PASSWORD=$(openssl rand -hex 16)
  TEMPLATE_PASSWORD=$(openssl rand -hex 16)
  FLOW_PASSWORD=$(openssl rand -hex 16)
  {
    secret parley-encryption secrets-key "$(openssl rand -base64 32)"
    secret parley-operator operator-key "$OPERATOR_KEY"
    secret parley-messaging-database username parley_messaging password "$MESSAGING_PASSWORD"
    secret parley-template-database username parley_template password "$TEMPLATE_PASSWORD"
    secret parley-flow-database username parley_flow password "$FLOW_PASSWORD"
  } >"$STATE/secrets.yaml"
}

secret() {
  printf -- '---\napiVersion: v1\nkind: Secret\nmetadata: {name: %s}\nstringData:\n' "$1"
  shift
  while [ $# -gt 0 ]; do
    printf '  %s: "%s"\n' "$1" "$2"
    shift 2
  done
}

start_servers() {
  local libraries=deploy/images/target/lib
  mkdir -p "$STATE/servers"
  in_network "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m -cp "$libraries/*" \
    io.parley.embedded.ServersForContainers "$STATE/servers" "$HOST" "$PODS.0/24" parley "$(openssl rand -hex 16)" \
    messaging "$MESSAGING_PASSWORD" template "$TEMPLATE_PASSWORD" flow "$FLOW_PASSWORD" >"$STATE/servers.log" 2>&1 &
  SERVERS=$!
  in_network python3 deploy/prove/containers/customer.py "$HOST" 9999 "$STATE/callbacks" >"$STATE/customer.log" 2>&1 &
  CUSTOMER=$!
  touch "$STATE/callbacks"
  wait_for 120 grep -qx ready "$STATE/servers.log" || {
    cat "$STATE/servers.log" >&2
    return 1
  }
}

# write_front POD …: the front of deploy/nginx before these pods of messaging-service and the pod of every other service.
# Inside the network it also stands for the chart's Service of the gateway.
write_front() {
  local name servers=''
  for name in "$@"; do servers+="server $(address_of "$name"):8080\\1; "; done
  sed -E -e "s/server 127\.0\.0\.1:8081([^;]*); /$servers/" \
    -e "s/127\.0\.0\.1:8082/$(address_of parley-template-0):8080/" \
    -e "s/127\.0\.0\.1:8083/$(address_of parley-flow-0):8080/" \
    -e "s/127\.0\.0\.1:8084/$(address_of parley-gateway-0):8080/" \
    -e "s|/etc/parley/tls|$STATE/tls|; s|/var/log/nginx|$STATE|; /listen \[::\]/d" \
    deploy/nginx/parley.conf >"$STATE/parley.conf"
  cat >"$STATE/nginx.conf" <<TEXT
user root;
pid $STATE/nginx.pid;
worker_processes 1;
error_log $STATE/nginx-error.log warn;
events { worker_connections 1024; }
http {
  client_body_temp_path $STATE/nginx-body;
  proxy_temp_path $STATE/nginx-proxy;
  fastcgi_temp_path $STATE/nginx-fastcgi;
  uwsgi_temp_path $STATE/nginx-uwsgi;
  scgi_temp_path $STATE/nginx-scgi;
  include $STATE/parley.conf;
  server {
    listen $HOST:80;
    server_name parley-gateway;
    access_log off;
    location / { proxy_pass http://parley_gateway; proxy_http_version 1.1; proxy_set_header Connection ''; }
  }
}
TEXT
}

nginx_() { in_network "$(PATH=$PATH:/usr/sbin command -v nginx)" -e "$STATE/nginx-error.log" -c "$STATE/nginx.conf" "$@"; }

start_front() {
  mkdir -p "$STATE/tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$HOST" \
    -addext "subjectAltName=IP:$HOST" -keyout "$STATE/tls/privkey.pem" -out "$STATE/tls/fullchain.pem" 2>/dev/null
  write_front parley-messaging-0 parley-messaging-1
  nginx_
}

render() {
  sed "s/HOST/$HOST/g; s/TAG/$TAG/" deploy/prove/containers/values.yaml >"$STATE/values.yaml"
  "$(deploy/prove/helm.sh)" template "$RELEASE" deploy/helm/parley -f "$STATE/values.yaml" >"$STATE/rendered.yaml"
  python3 deploy/prove/containers/pods.py "$STATE/rendered.yaml" "$STATE/secrets.yaml" "$STATE/pods" \
    "parley-gateway=$HOST" "parley-sandbox=$(address_of parley-sandbox-0)" >"$STATE/pods.txt"
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
  pod pod rm --all --force --time 0 >/dev/null 2>&1
  pod rm --all --force --time 0 >/dev/null 2>&1
  if [ -f "$STATE/nginx.pid" ]; then kill "$(cat "$STATE/nginx.pid")" 2>/dev/null; fi
  for pid in ${CUSTOMER:-} ${SERVERS:-}; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
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
