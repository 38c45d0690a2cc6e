#!/usr/bin/env bash
# The processes of a node of the cluster, in namespaces of their own: containerd, kubelet and kube-proxy. Ends if one of them
# does. Started by deploy/prove/cluster/control.sh.
# Arguments: name, address, network of its pods, DNS server, network of all pods, folder of the run, packages, binaries.
set -euo pipefail

readonly NAME=$1 ADDRESS=$2 PODS=$3 DNS=$4 ALL_PODS=$5 STATE=$6 PACKAGES=$7 BINARIES=$8
readonly FOLDER=$STATE/$NAME
export PATH=$PACKAGES/usr/bin:$PACKAGES/usr/sbin:$PATH:/usr/sbin:/sbin

# Some folders cannot be configured; the machine has to keep its own.
hide_folders() {
  local folder
  mount --make-rshared /
  for folder in run var/lib var/log; do
    mkdir -p "$FOLDER/$(basename "$folder")"
    mount --bind "$FOLDER/$(basename "$folder")" "/$folder"
  done
}

# Without CAP_SYS_RESOURCE no process may be protected from the end of memory.
configure_containerd() {
  mkdir -p "$FOLDER/cni"
  cat >"$FOLDER/containerd.toml" <<TEXT
version = 2
root = "$FOLDER/containerd"
state = "/run/containerd"
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "$FOLDER/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  restrict_oom_score_adj = true
  disable_apparmor = true
  disable_hugetlb_controller = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$PACKAGES/usr/lib/cni"
    conf_dir = "$FOLDER/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      BinaryName = "$PACKAGES/usr/sbin/runc"
TEXT
  # Routed, not bridged: translated addresses of Services return through the node.
  cat >"$FOLDER/cni/10-pods.conflist" <<TEXT
{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "ptp", "ipMasq": false, "ipam": {"type": "host-local", "dataDir": "$FOLDER/ipam",
    "ranges": [[{"subnet": "$PODS"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
TEXT
}

configure_kubernetes() {
  echo "nameserver $DNS" >"$FOLDER/resolv.conf"
  cat >"$FOLDER/kubelet.yaml" <<TEXT
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
oomScoreAdj: 0
failSwapOn: false
clusterDNS: [$DNS]
clusterDomain: cluster.local
resolvConf: $FOLDER/resolv.conf
nodeStatusUpdateFrequency: 2s
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%}
TEXT
  cat >"$FOLDER/kube-proxy.yaml" <<TEXT
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: "$STATE/system:kube-proxy.kubeconfig"}
hostnameOverride: $NAME
mode: iptables
clusterCIDR: $ALL_PODS
oomScoreAdj: 0
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
TEXT
}

hide_folders
configure_containerd
configure_kubernetes
containerd -c "$FOLDER/containerd.toml" >"$FOLDER/containerd.log" 2>&1 &
until [ -S /run/containerd/containerd.sock ]; do sleep 0.1; done
"$BINARIES/kubelet" "--config=$FOLDER/kubelet.yaml" "--kubeconfig=$STATE/system:node:$NAME.kubeconfig" \
  --container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock \
  "--root-dir=$FOLDER/kubelet" "--cert-dir=$FOLDER/certificates" "--volume-plugin-dir=$FOLDER/volume-plugins" \
  "--hostname-override=$NAME" "--node-ip=$ADDRESS" "--node-labels=topology.kubernetes.io/zone=$NAME" >"$FOLDER/kubelet.log" 2>&1 &
"$BINARIES/kube-proxy" "--config=$FOLDER/kube-proxy.yaml" >"$FOLDER/kube-proxy.log" 2>&1 &
wait -n
echo "A process of node $NAME has ended."
exit 1
