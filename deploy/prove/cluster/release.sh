# The release of the chart that is checked, in the cluster of the run or in an existing one. Included by
# deploy/prove/cluster.sh.

readonly SELECTOR=app.kubernetes.io/instance=$RELEASE

kube() { in_network "$KUBECTL" --cache-dir "$STATE/discovery" ${CONTEXT:+--context "$CONTEXT"} --namespace "$NAMESPACE" "$@"; }

helm_() { in_network "$HELM_PROGRAM" ${CONTEXT:+--kube-context "$CONTEXT"} --namespace "$NAMESPACE" "$@"; }

# A copy of the chart without what Kubernetes 1.20 does not have.
downgrade_chart() {
  CHART=$STATE/chart
  cp -R deploy/helm/parley "$CHART"
  edit Chart.yaml '/^kubeVersion:/d'
  edit templates/pdb.yaml 's|^apiVersion: policy/v1$|&beta1|'
  edit templates/pdb.yaml '/unhealthyPodEvictionPolicy:/d'
  edit templates/_pod.tpl '/matchLabelKeys:/d'
}

# edit FILE COMMAND: fails if the command of sed changes nothing.
edit() {
  sed "$2" "$CHART/$1" >"$STATE/edited"
  ! cmp -s "$STATE/edited" "$CHART/$1" || fail "The chart has changed: no $2 in $1."
  cp "$STATE/edited" "$CHART/$1"
}

# What the values name and the chart does not create: Secrets, and a volume for files that both nodes share.
prepare_namespace() {
  sed "s/HOST/$HOST/g; s/TAG/$TAG/" deploy/prove/cluster/values.yaml >"$VALUES"
  mkdir -p "$STATE/media"
  chown 10001:10001 "$STATE/media"
  kube create namespace "$NAMESPACE"
  kube apply -f "$STATE/secrets.yaml"
  kube apply -f - <<TEXT
apiVersion: v1
kind: PersistentVolume
metadata: {name: parley-media}
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteMany]
  hostPath: {path: $STATE/media}
TEXT
}

# --- Names and routes of the cluster of the run

# DNS for the pods: the names of the Services.
serve_names() {
  mkdir -p "$STATE/names"
  start dnsmasq outside "$(PATH=$PATH:/usr/sbin command -v dnsmasq)" --keep-in-foreground --conf-file=/dev/null --pid-file= \
    --user=root --no-resolv --no-hosts "--hostsdir=$STATE/names" --local=/cluster.local/ "--listen-address=$HOST" --bind-interfaces
  kube get services --watch -o 'jsonpath={.metadata.name} {.spec.clusterIP}{"\n"}' 2>>"$STATE/names.log" |
    while read -r name address; do echo "$address $name.$NAMESPACE.svc.cluster.local" >"$STATE/names/$name"; done &
}

# As an ingress controller: nginx passes requests to the pods that are ready.
serve_front() {
  start_front '' '' '' ''
  kube get endpoints --watch -o name 2>>"$STATE/front.log" | while read -r _; do follow_pods; done >>"$STATE/front.log" 2>&1 &
}

follow_pods() {
  local addresses component state all=()
  addresses=$(kube get endpoints -o 'jsonpath={range .items[*]}{.metadata.name} {.subsets[*].addresses[*].ip}{"\n"}{end}') || return 0
  for component in messaging template flow gateway; do all+=("$(sed -n "s/^parley-$component //p" <<<"$addresses")"); done
  state=$(printf '%s;' "${all[@]}")
  if [ "$state" != "$(cat "$STATE/front" 2>/dev/null)" ]; then
    echo "$state" >"$STATE/front"
    move_front "${all[@]}"
  fi
}

address_of_sandbox() { kube get endpoints parley-sandbox -o 'jsonpath={.subsets[0].addresses[0].ip}'; }

# --- State of the release

# pods_on NODE: the running pods of the services.
pods_on() { kube get pods -l "$SELECTOR" --field-selector "spec.nodeName=$1,status.phase=Running" -o name; }

# Every Deployment has all its pods, and they are ready.
is_complete() {
  kube get deployments -l "$SELECTOR" -o json | jq -e '.items | length > 0 and all(.[];
    .status.observedGeneration == .metadata.generation and .status.updatedReplicas == .spec.replicas
      and .status.replicas == .spec.replicas and .status.availableReplicas == .spec.replicas)'
}

is_incomplete() { ! is_complete; }

# And no pod is about to end.
is_settled() {
  is_complete && kube get pods -l "$SELECTOR" -o json | jq -e 'all(.items[]; .metadata.deletionTimestamp == null)'
}

settles() {
  wait_for 300 is_settled || {
    kube get pods -l "$SELECTOR" -o wide
    kube get events --sort-by=.lastTimestamp | tail -n 8
    return 1
  }
}

# The key that the values name for "helm test", and its message.
read_test_values() {
  local secret key
  helm_ get values "$RELEASE" --all -o json >"$STATE/values.json" &&
    secret=$(jq -er '.test.existingSecret | select(. != "")' "$STATE/values.json") &&
    key=$(jq -er .test.key "$STATE/values.json") &&
    KEY=$(kube get secret "$secret" -o json | jq -er --arg key "$key" '.data[$key] | @base64d') &&
    URL=${URL:-$(jq -er .publicUrl "$STATE/values.json")} || { echo "The values need test.existingSecret, a Secret with an API key." && return 1; }
  # A message may cost money where the networks are real.
  if jq -e .components.sandbox.enabled "$STATE/values.json"; then
    LOAD_SENDERS=("$(jq -er '.test.message | "\(.channel):\(.from):\(.to)"' "$STATE/values.json")")
  fi
  api GET '/conversations/v3/messages?limit=1'
}
