# Checks of deploy/prove/cluster.sh, which includes this file. Each is a function that fails with a reason on its output.

readonly SERVICES="$SELECTOR,app.kubernetes.io/component in (messaging,template,flow,gateway)"
readonly PROOF=parley-proof # annotation of pods

# --- Installation

installs() { helm_ install "$RELEASE" "$CHART" -f "$VALUES" --wait --timeout 5m && settles; }

# Every document of the release is a resource of the cluster.
has_resources() {
  local documents
  helm_ get manifest "$RELEASE" >"$STATE/manifest.yaml" && kube get -f "$STATE/manifest.yaml" -o name >"$STATE/resources" &&
    documents=$(grep -c '^kind: ' "$STATE/manifest.yaml") && echo "$documents documents" && sort "$STATE/resources" &&
    [ "$(sort -u "$STATE/resources" | wc -l)" = "$documents" ]
}

# The pods of each service are on both nodes.
is_spread() {
  kube get pods -l "$SERVICES" --field-selector status.phase=Running -o json |
    jq -r '.items[] | .metadata.labels["app.kubernetes.io/component"] + " " + .spec.nodeName' | sort | tee "$STATE/spread" &&
    [ "$(cut -d ' ' -f 1 "$STATE/spread" | sort -u | wc -l)" = 4 ] && [ "$(sort -u "$STATE/spread" | wc -l)" = 8 ]
}

stores_key() { kube create secret generic parley-test "--from-literal=api-key=$KEY"; }

passes_test() {
  helm_ test "$RELEASE" --timeout 3m || {
    kube logs -l "$SELECTOR,app.kubernetes.io/component=test" --tail 20
    return 1
  }
}

# --- Changes under load

# The annotation of the services' pods: once if all have the same.
annotations() {
  kube get pods -l "$SERVICES" -o json |
    jq -r --arg name "$PROOF" '.items[] | .metadata.annotations[$name] // "none"' | sort -u
}

# An upgrade that replaces all pods of the services.
upgrades() {
  local component arguments=()
  for component in messaging template flow gateway; do arguments+=(--set-string "components.$component.podAnnotations.$PROOF=upgraded"); done
  helm_ upgrade "$RELEASE" "$CHART" -f "$VALUES" "${arguments[@]}" --wait --timeout 5m && settles && [ "$(annotations)" = upgraded ]
}

rolls_back() { helm_ rollback "$RELEASE" 1 --wait --timeout 5m && settles && [ "$(annotations)" = none ]; }

restarts() {
  local before after
  before=$(kube get pods -l "$SERVICES" -o name | sort)
  # shellcheck disable=SC2046 # one word for each
  kube rollout restart $(kube get deployments -l "$SERVICES" -o name) && settles &&
    after=$(kube get pods -l "$SERVICES" -o name | sort) && [ -z "$(comm -12 <(echo "$before") <(echo "$after"))" ]
}

# --- Disruptions

evict() {
  local version=policy/v1
  kube api-versions | grep -qx policy/v1 || version=policy/v1beta1
  echo "{\"apiVersion\":\"$version\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"$1\",\"namespace\":\"$NAMESPACE\"}}" |
    kube create --raw "/api/v1/namespaces/$NAMESPACE/pods/$1/eviction" -f -
}

# The PodDisruptionBudget allows one pod of messaging-service to be evicted, and a second one only after it is replaced.
limits_evictions() {
  local pods second=0
  pods=$(kube get pods -l "$SELECTOR,app.kubernetes.io/component=messaging" -o 'jsonpath={.items[*].metadata.name}')
  [[ $pods = *' '* ]] || { echo "The check needs two pods of messaging-service." && return 1; }
  evict "${pods%% *}" && { evict "${pods##* }" 2>&1 | tee "$STATE/eviction" || second=1; }
  [ "$second" = 1 ] && grep -q 'disruption budget' "$STATE/eviction" && settles
}

# All pods of the release leave the node DRAINED, which gets pods again afterwards.
drains_node() {
  local before status=0
  before=$(pods_on "$DRAINED" | wc -l)
  CORDONED=$DRAINED
  kube drain "$DRAINED" --pod-selector "$SELECTOR" --ignore-daemonsets --delete-emptydir-data --timeout 240s && settles &&
    [ -z "$(pods_on "$DRAINED")" ] || status=1
  kube uncordon "$DRAINED" && CORDONED=''
  echo "$before pods were on the node"
  [ "$status" = 0 ] && [ "$before" -gt 0 ]
}

# --- Loss of a node

condition_of() { kube get node "$1" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}'; }

is_lost() { [ "$(condition_of "$1")" = Unknown ]; }

is_back() { [ "$(condition_of "$1")" = True ]; }

# Requests may fail until the cluster has noticed the loss. Sets LOAD.
survives_loss() {
  local node=n2 cut noticed replaced late
  start_clients "${LOAD_SENDERS[@]}"
  cut=$EPOCHSECONDS
  connect_node "$node" down
  wait_for 30 is_lost "$node" || echo "the node is not noticed as lost"
  noticed=$((EPOCHSECONDS - cut))
  wait_for 20 is_incomplete
  wait_for 150 is_complete || echo "its pods are not replaced"
  replaced=$((EPOCHSECONDS - cut))
  stop_clients
  late=$(errors $((cut + 20)))
  LOAD+=", $late later than 20 s after the loss; noticed after $noticed s, all pods replaced after $replaced s"
  is_complete && [ "$late" = 0 ] || { kube get pods -l "$SELECTOR" -o wide && false; }
}

returns() {
  connect_node n2 up
  wait_for 60 is_back n2 && settles
}

# --- Messages

# Every message that was accepted during the checks is delivered; on WhatsApp it is then seen.
all_delivered() {
  local accepted
  accepted=$(sort -u "$STATE/accepted" | tee "$STATE/ids" | wc -l)
  awk -v url="$URL/conversations/v3/messages/" '{ printf "url = \"%s%s/status\"\n", url, $0 }' "$STATE/ids" >"$STATE/statuses"
  in_network curl -s --max-time 60 --cacert "$CA" -H "apikey: $KEY" -K "$STATE/statuses" | jq -r .status | sort | uniq -c |
    tee "$STATE/status-counts"
  ACCEPTED="$accepted messages"
  [ "$(awk '$2 ~ /^(delivered|seen)$/ { sum += $1 } END { print sum + 0 }' "$STATE/status-counts")" = "$accepted" ]
}

delivers_all() { wait_for 120 all_delivered || { cat "$STATE/status-counts" && false; }; }

# The customer has received a callback about each.
all_called_back() {
  grep -i '^/status .*delivered' "$STATE/callbacks" | grep -oE '"messageId": *"[^"]+"' | cut -d '"' -f 4 | sort -u >"$STATE/called-back"
  comm -23 "$STATE/ids" "$STATE/called-back" | tee "$STATE/not-called-back"
  [ ! -s "$STATE/not-called-back" ]
}

calls_back_all() { wait_for 60 all_called_back || { head -n 5 "$STATE/not-called-back" && false; }; }

# --- End

# What remains is the volume with files, which the chart keeps, and the pod of the test.
uninstalls() {
  helm_ uninstall "$RELEASE" --wait --timeout 3m && wait_for 60 is_uninstalled
}

is_uninstalled() {
  local left
  left=$(kube get deployments,services,configmaps,secrets,serviceaccounts,networkpolicies,poddisruptionbudgets,ingresses -l "$SELECTOR" -o name)
  echo "$left"
  [ -z "$left" ]
}
