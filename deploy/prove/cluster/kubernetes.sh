#!/usr/bin/env bash
# Prints the folder with the programs of the cluster, which is kept: bin has Kubernetes 1.20.2, built from Debian's source
# package; packages has etcd, containerd, runc and network plugins from Debian's packages, which are unpacked and not
# installed, so that no service starts on this machine. The first call takes some minutes.
#
# Debian's later versions of the source package contain kubectl only. 1.20 is out of support: it shows how a cluster behaves,
# and is no version that the chart supports.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

readonly FOLDER=${PARLEY_KUBERNETES:-$PWD/target/kubernetes}
readonly BUILD=$FOLDER/build
readonly PROGRAMS=(kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl)

# apt-get for Debian 12, whatever this machine is.
bookworm() {
  apt-get -qq -o "Dir::Etc::SourceList=$FOLDER/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o "Dir::State::Lists=$FOLDER/apt/lists" -o "Dir::Cache=$FOLDER/apt/cache" -o Acquire::Retries=3 \
    -o APT::Sandbox::User=root "$@"
}

find_bookworm() {
  local kind
  mkdir -p "$FOLDER"/apt/{lists,cache/archives}/partial
  for kind in deb deb-src; do
    echo "$kind [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main"
  done >"$FOLDER/apt/sources.list"
  bookworm update
}

# unpack FOLDER PACKAGE …: without installing them.
unpack() {
  local folder=$1 package
  shift
  rm -rf "$folder.new" "$folder"
  mkdir -p "$folder.new/debs"
  (cd "$folder.new/debs" && bookworm download "$@")
  for package in "$folder.new"/debs/*.deb; do dpkg-deb -x "$package" "$folder.new"; done
  rm -rf "$folder.new/debs"
  mv "$folder.new" "$folder"
}

# The build would ask git for it.
write_version() {
  cat >"$BUILD/version" <<'TEXT'
KUBE_GIT_VERSION='v1.20.2'
KUBE_GIT_MAJOR='1'
KUBE_GIT_MINOR='20'
KUBE_GIT_TREE_STATE='clean'
KUBE_GIT_COMMIT='unknown'
TEXT
}

build() {
  local program
  rm -rf "$BUILD"
  unpack "$BUILD/go" golang-1.19-go golang-1.19-src
  (cd "$BUILD" && bookworm source --download-only kubernetes && dpkg-source --no-check -x kubernetes_*.dsc source)
  write_version
  mkdir -p "$BUILD/source/.go/src/k8s.io" "$FOLDER/bin.new"
  ln -s ../../.. "$BUILD/source/.go/src/k8s.io/kubernetes"
  (
    cd "$BUILD/source"
    export PATH=$BUILD/go/usr/lib/go-1.19/bin:$PATH GOPATH=$PWD/.go GOCACHE=$BUILD/cache GOFLAGS='' CGO_ENABLED=0
    export KUBE_GIT_VERSION_FILE=$BUILD/version
    nice -n 10 make WHAT="${PROGRAMS[*]/#/cmd/}"
  )
  for program in "${PROGRAMS[@]}"; do cp "$BUILD/source/_output/bin/$program" "$FOLDER/bin.new"; done
  mv "$FOLDER/bin.new" "$FOLDER/bin"
  rm -rf "$BUILD"
}

if [ ! -d "$FOLDER/bin" ] || [ ! -d "$FOLDER/packages" ]; then
  mkdir -p "$FOLDER"
  echo "Building Kubernetes, once; see $FOLDER/build.log …" >&2
  {
    find_bookworm
    [ -d "$FOLDER/packages" ] || unpack "$FOLDER/packages" etcd-server containerd runc containernetworking-plugins conntrack
    [ -d "$FOLDER/bin" ] || build
  } >"$FOLDER/build.log" 2>&1
fi
echo "$FOLDER"
