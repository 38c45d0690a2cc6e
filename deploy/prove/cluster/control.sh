# The control plane, and the nodes as they are seen from outside. Included by deploy/prove/cluster.sh.

readonly HOSTS='outside:10.77.3.2 control:10.77.3.10 n1:10.77.3.11 n2:10.77.3.12'
readonly HOST=10.77.3.2
readonly CONTROL=10.77.3.10
readonly NODES='n1 n2'
readonly POD_NETWORK=10.88.0.0/16
# The kubelet sets them for the whole machine.
readonly KERNEL=(vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops kernel.keys.root_maxkeys kernel.keys.root_maxbytes)
# Not "ip netns exec", which hides the cgroups.
on() { nsenter "--net=/run/netns/$RUN-$1" "${@:2}"; }

in_network() { on outside "$@"; }

address_of_host() { tr ' ' '\n' <<<"$HOSTS" | sed -n "s/^$1://p"; }

pods_of_node() { echo "10.88.${1#n}.0/24"; }

# The network of the hosts, with the routes to the pods.
connect_hosts() {
  local host node
  create_network
  for node in $NODES; do
    for host in $HOSTS; do
      [ "${host%:*}" = "$node" ] || ip -n "$RUN-${host%:*}" route add "$(pods_of_node "$node")" via "$(address_of_host "$node")"
    done
    on "$node" sysctl -qw net.ipv4.ip_forward=1
  done
}

# connect_node NAME up|down: its cable.
connect_node() { ip -n "$RUN-switch" link set "to-$1" "$2"; }

# kubeconfig USER [GROUP]: writes the login of a user, who is known by a token.
kubeconfig() {
  local token
  token=$(openssl rand -hex 16)
  echo "$token,$1,$1${2:+,$2}" >>"$STATE/tokens.csv"
  cat >"$STATE/$1.kubeconfig" <<TEXT
apiVersion: v1
kind: Config
clusters: [{name: proof, cluster: {server: "https://$CONTROL:6443", insecure-skip-tls-verify: true}}]
users: [{name: proof, user: {token: "$token"}}]
contexts: [{name: proof, context: {cluster: proof, user: proof}}]
current-context: proof
TEXT
}

# start LOG HOST COMMAND …
start() {
  local log=$STATE/$1.log
  on "$2" "${@:3}" >"$log" 2>&1 &
}

start_control_plane() {
  local node certificates=$STATE/certificates
  mkdir -p "$certificates"
  openssl genrsa -out "$STATE/accounts.key" 2048 2>/dev/null
  openssl rsa -in "$STATE/accounts.key" -pubout -out "$STATE/accounts.pub" 2>/dev/null
  kubeconfig admin system:masters
  for node in $NODES; do kubeconfig "system:node:$node" system:nodes; done
  for node in kube-controller-manager kube-scheduler kube-proxy; do kubeconfig "system:$node"; done
  start etcd control "$PACKAGES/usr/bin/etcd" --data-dir "$STATE/etcd" --listen-client-urls http://127.0.0.1:2379 \
    --advertise-client-urls http://127.0.0.1:2379 --unsafe-no-fsync
  start kube-apiserver control "$BINARIES/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 "--cert-dir=$certificates" \
    --secure-port=6443 --insecure-port=0 --bind-address=0.0.0.0 "--advertise-address=$CONTROL" \
    "--token-auth-file=$STATE/tokens.csv" --authorization-mode=Node,RBAC --allow-privileged=true \
    --kubelet-preferred-address-types=InternalIP --service-account-issuer=https://kubernetes.default.svc "--service-account-key-file=$STATE/accounts.pub" \
    "--service-account-signing-key-file=$STATE/accounts.key" --service-cluster-ip-range=10.96.0.0/24
  wait_for 90 in_network curl -fsk --max-time 2 "https://$CONTROL:6443/readyz" || return 1
  # A lost node is noticed after 8 s and not after 40.
  start kube-controller-manager control "$BINARIES/kube-controller-manager" --leader-elect=false --port=0 \
    "--kubeconfig=$STATE/system:kube-controller-manager.kubeconfig" --use-service-account-credentials=true \
    "--service-account-private-key-file=$STATE/accounts.key" "--cert-dir=$certificates" \
    --node-monitor-period=1s --node-monitor-grace-period=8s "--flex-volume-plugin-dir=$STATE/volume-plugins"
  start kube-scheduler control "$BINARIES/kube-scheduler" --leader-elect=false --port=0 "--cert-dir=$certificates" \
    "--kubeconfig=$STATE/system:kube-scheduler.kubeconfig"
}

# The node's processes have their own process and mount namespaces: all of them, their mounts and the folders that they write
# end with the first one.
start_node() {
  local name=$1
  mkdir -p "$STATE/$name"
  on "$name" unshare --mount --pid --fork --kill-child --mount-proc \
    deploy/prove/cluster/node.sh "$name" "$(address_of_host "$name")" "$(pods_of_node "$name")" "$HOST" "$POD_NETWORK" \
    "$STATE" "$PACKAGES" "$BINARIES" >"$STATE/$name.log" 2>&1 &
}

# In the parent of the cgroups that containerd makes, all pods together would get the processor time of one other process.
raise_share_of_pods() {
  local folder=/sys/fs/cgroup/cpu/k8s.io
  if mkdir "$folder" 2>/dev/null; then echo 16384 >"$folder/cpu.shares"; fi
}

start_nodes() {
  local node
  raise_share_of_pods
  for node in $NODES; do start_node "$node"; done
  for node in $NODES; do wait_for 30 containerd_of "$node" version || return 1; done
  for node in $NODES; do import_images "$node" || return 1; done
  for node in $NODES; do wait_for 60 is_back "$node" || return 1; done
}

containerd_of() {
  local node=$1
  shift
  "$PACKAGES/usr/bin/ctr" -a "$STATE/$node/run/containerd/containerd.sock" -n k8s.io "$@"
}

# import_images NODE: the archives of ./dev images, under the names that the chart uses.
import_images() {
  local name
  containerd_of "$1" images import "$STATE/pause.tar" || return 1
  for name in "${IMAGES[@]}"; do
    [ "$name" != cli ] || continue # a command, of which there is no pod
    # The name in the archive is without a registry.
    containerd_of "$1" images import --base-name none --index-name "localhost/parley/$name:$TAG" "$STATE/images/$name.tar" || return 1
  done
}

# The image of the process that holds the namespaces of a pod.
write_pause_image() {
  local folder=$STATE/pause digest
  mkdir -p "$folder"
  install -m 755 "$(PATH=$PATH:/usr/libexec/podman command -v catatonit)" "$folder/pause"
  tar -C "$folder" --owner=0 --group=0 -cf "$folder/layer.tar" pause
  digest=$(sha256sum "$folder/layer.tar" | cut -d ' ' -f 1)
  cat >"$folder/config.json" <<TEXT
{"architecture":"$(dpkg --print-architecture)","os":"linux","config":{"Entrypoint":["/pause","-P"]},
 "rootfs":{"type":"layers","diff_ids":["sha256:$digest"]}}
TEXT
  echo '[{"Config":"config.json","RepoTags":["localhost/pause:1"],"Layers":["layer.tar"]}]' >"$folder/manifest.json"
  tar -C "$folder" -cf "$STATE/pause.tar" manifest.json config.json layer.tar
}

save_kernel_settings() { sysctl "${KERNEL[@]}" 2>/dev/null | tr -d ' ' >"$STATE/kernel"; }

# Ends the cluster, and removes what it has written outside of the folder of the run.
stop_cluster() {
  local setting
  remove_network
  # The last process of a node ends after the first one.
  wait_for 10 remove_cgroups
  while IFS= read -r setting; do sysctl -qw "$setting"; done <"$STATE/kernel"
}

# containerd has one for each container, beside those of another containerd.
remove_cgroups() {
  local container folder status=0
  for container in "$STATE"/n*/run/containerd/io.containerd.runtime.v2.task/k8s.io/*; do
    for folder in /sys/fs/cgroup/*/k8s.io/"$(basename "$container")"; do
      [ ! -d "$folder" ] || find "$folder" -depth -type d -exec rmdir {} + || status=1
    done
  done
  rmdir --ignore-fail-on-non-empty /sys/fs/cgroup/*/k8s.io
  return "$status"
}
