# What a platform needs besides its pods: images, Secrets, PostgreSQL, a broker, a customer, and nginx in front, all at HOST
# in the network that in_network enters. Included by containers.sh and cluster.sh; STATE is the folder of the run.

readonly SOURCE=https://git.example.com/parley
readonly IMAGES=(messaging-service template-service flow-service webhook-gateway sandbox cli)

# Takes the archives in the folder ARCHIVES, or builds them.
build_images() {
  if [ -n "$ARCHIVES" ]; then
    ln -s "$ARCHIVES" "$STATE/images"
  else
    ./dev images --source "$SOURCE" --output "$STATE/images" || fail "The images cannot be built."
  fi
  TAG=$(sed -n '1s/.*://p' "$STATE/images/digests.txt")
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

# start_servers NETWORK: PostgreSQL and a broker for clients in this network, and a customer's endpoint for callbacks.
start_servers() {
  local libraries=deploy/images/target/lib
  [ -d "$libraries" ] || fail "This checkout is not built: run ./dev images sandbox."
  mkdir -p "$STATE/servers"
  in_network "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m -cp "$libraries/*" \
    io.parley.embedded.ServersForContainers "$STATE/servers" "$HOST" "$1" parley "$(openssl rand -hex 16)" \
    messaging "$MESSAGING_PASSWORD" template "$TEMPLATE_PASSWORD" flow "$FLOW_PASSWORD" >"$STATE/servers.log" 2>&1 &
  SERVERS=$!
  in_network python3 deploy/prove/customer.py "$HOST" 9999 "$STATE/callbacks" >"$STATE/customer.log" 2>&1 &
  CUSTOMER=$!
  touch "$STATE/callbacks"
  wait_for 120 grep -qx ready "$STATE/servers.log" || {
    cat "$STATE/servers.log" >&2
    return 1
  }
}

# --- Front

# write_front MESSAGING TEMPLATE FLOW GATEWAY: the front of deploy/nginx before these pods, each a list of addresses. Inside
# the network it also stands for a Service of the gateway.
write_front() {
  sed -E -e "$(upstream messaging "$1")" -e "$(upstream template "$2")" -e "$(upstream flow "$3")" -e "$(upstream gateway "$4")" \
    -e "s|/etc/parley/tls|$STATE/tls|; s|/var/log/nginx|$STATE|; /listen \[::\]/d" deploy/nginx/parley.conf >"$STATE/parley.conf"
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

# upstream NAME ADDRESSES: prints a command of sed that replaces the servers; without an address, one that refuses connections.
upstream() {
  local address servers=''
  for address in ${2:-127.0.0.1}; do servers+="server $address:8080\\2; "; done
  echo "s/^(upstream parley_$1 *\\{ )server [0-9.:]+([^;]*); /\\1$servers/"
}

nginx_() { in_network "$(PATH=$PATH:/usr/sbin command -v nginx)" -e "$STATE/nginx-error.log" -c "$STATE/nginx.conf" "$@"; }

# start_front MESSAGING TEMPLATE FLOW GATEWAY: sets URL and CA.
start_front() {
  mkdir -p "$STATE/tls"
  URL=https://$HOST
  CA=$STATE/tls/fullchain.pem
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$HOST" \
    -addext "subjectAltName=IP:$HOST" -keyout "$STATE/tls/privkey.pem" -out "$CA" 2>/dev/null
  write_front "$@"
  nginx_
}

# move_front MESSAGING TEMPLATE FLOW GATEWAY: passes requests to other pods from now on.
move_front() { write_front "$@" && nginx_ -s reload; }

# Ends nginx and what start_servers has started.
stop_servers() {
  local pid
  if [ -f "$STATE/nginx.pid" ]; then kill "$(cat "$STATE/nginx.pid")" 2>/dev/null; fi
  for pid in ${CUSTOMER:-} ${SERVERS:-}; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
}
