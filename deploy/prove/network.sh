# Hosts as network namespaces, connected by a bridge in a namespace of its own, so that no packet leaves the machine. Included
# by hosts.sh and cluster.sh: RUN begins the names of the namespaces, HOSTS lists NAME:ADDRESS.

create_network() {
  ip netns add "$RUN-switch"
  ip -n "$RUN-switch" link add bridge type bridge
  ip -n "$RUN-switch" link set bridge up
  local host
  for host in $HOSTS; do
    local name=${host%:*} address=${host#*:}
    ip netns add "$RUN-$name"
    ip -n "$RUN-$name" link set lo up
    ip -n "$RUN-$name" link add eth0 type veth peer name "to-$name" netns "$RUN-switch"
    ip -n "$RUN-$name" address add "$address/24" dev eth0
    ip -n "$RUN-$name" link set eth0 up
    ip -n "$RUN-switch" link set "to-$name" master bridge up
  done
}

# Ends the processes in the namespaces, by their ids, and removes the namespaces. Not gracefully: there is nothing to keep, and
# the caller may not wait.
remove_network() {
  local host pid
  for host in $HOSTS switch; do
    for pid in $(ip netns pids "$RUN-${host%:*}" 2>/dev/null); do kill -9 "$pid" 2>/dev/null; done
    ip netns delete "$RUN-${host%:*}" 2>/dev/null
  done
}
