#!/usr/bin/env python3
"""Turns the Deployments and Jobs of a rendered chart into pods for `podman kube play`.

Arguments: the rendered chart, a file with the Secrets that the chart expects, the output folder, and host names of the
pods as NAME=ADDRESS. Writes one file for each replica and Job, and prints "KIND COMPONENT FILE" for each.

What podman 4 cannot do is replaced: references to ConfigMaps and Secrets by their values, volumes by folders, and
Services by entries in /etc/hosts. Probes, ports and scheduling are removed. Everything else remains as rendered: image,
command, environment, resources, and the security contexts.
"""

import base64
import os
import sys

import yaml

USER = 10001
REMOVED_FROM_PODS = ("serviceAccountName", "tolerations", "topologySpreadConstraints", "imagePullSecrets", "affinity")
REMOVED_FROM_CONTAINERS = ("ports", "startupProbe", "readinessProbe", "livenessProbe", "lifecycle")


def documents(path):
    with open(path, encoding="utf-8") as file:
        return [document for document in yaml.safe_load_all(file) if document]


def contents(document):
    """Returns the values of a ConfigMap or Secret as bytes, by key."""
    encoded = document.get("data") or {} if document["kind"] == "Secret" else {}
    plain = document.get("stringData") or {} if document["kind"] == "Secret" else document.get("data") or {}
    values = {key: base64.b64decode(value) for key, value in encoded.items()}
    values.update({key: value.encode() for key, value in plain.items()})
    return values


class Cluster:
    def __init__(self, all_documents, folder, hosts):
        self.folder = folder
        self.hosts = hosts
        self.values = {
            (one["kind"], one["metadata"]["name"]): contents(one)
            for one in all_documents
            if one["kind"] in ("ConfigMap", "Secret")
        }

    def variable(self, entry, pod_name):
        source = entry.get("valueFrom")
        if not source:
            return entry
        if "fieldRef" in source:
            assert source["fieldRef"]["fieldPath"] == "metadata.name", source
            return {"name": entry["name"], "value": pod_name}
        reference = source["secretKeyRef"]
        value = self.values[("Secret", reference["name"])][reference["key"]]
        return {"name": entry["name"], "value": value.decode()}

    def volume(self, volume, pod_name):
        """Returns a volume with a folder of this machine in its place."""
        if "persistentVolumeClaim" in volume:
            # Shared by all pods.
            path = os.path.join(self.folder, "volumes", volume["persistentVolumeClaim"]["claimName"])
        else:
            path = os.path.join(self.folder, "volumes", pod_name, volume["name"])
        os.makedirs(path, exist_ok=True)
        for name, content in self.files(volume):
            file = os.path.join(path, name)
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "wb") as out:
                out.write(content)
        for base, _, names in os.walk(path):
            for one in [base] + [os.path.join(base, name) for name in names]:
                os.chown(one, USER, USER)
                os.chmod(one, 0o750 if os.path.isdir(one) else 0o440)
        return {"name": volume["name"], "hostPath": {"path": path, "type": "Directory"}}

    def files(self, volume):
        if "emptyDir" in volume or "persistentVolumeClaim" in volume:
            return []
        if "projected" in volume:
            return [file for source in volume["projected"]["sources"] for file in self.files(source)]
        if "configMap" in volume:
            return self.selected("ConfigMap", volume["configMap"]["name"], volume["configMap"].get("items"))
        secret = volume["secret"]
        return self.selected("Secret", secret.get("secretName") or secret["name"], secret.get("items"))

    def selected(self, kind, name, items):
        values = self.values[(kind, name)]
        if items is None:
            return list(values.items())
        return [(item["path"], values[item["key"]]) for item in items]

    def pod(self, template, name):
        spec = {key: value for key, value in template["spec"].items() if key not in REMOVED_FROM_PODS}
        spec["volumes"] = [self.volume(volume, name) for volume in spec.get("volumes", [])]
        spec["hostAliases"] = [{"ip": ip, "hostnames": [host]} for host, ip in self.hosts.items()]
        spec["containers"] = [
            {
                **{key: value for key, value in container.items() if key not in REMOVED_FROM_CONTAINERS},
                "env": [self.variable(entry, name) for entry in container.get("env", [])],
            }
            for container in spec["containers"]
        ]
        # A pod that ended is inspected by the run.
        spec["restartPolicy"] = "Never"
        return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name}, "spec": spec}

    def write(self, kind, component, template, name):
        file = os.path.join(self.folder, name + ".yaml")
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            yaml.safe_dump(self.pod(template, name), out)
        print(kind, component, file)


def main(rendered, secrets, folder, *hosts):
    chart = documents(rendered)
    os.makedirs(folder, exist_ok=True)
    cluster = Cluster(chart + documents(secrets), folder, dict(host.split("=", 1) for host in hosts))
    for one in chart:
        name = one["metadata"]["name"]
        component = one["metadata"]["labels"].get("app.kubernetes.io/component")
        if one["kind"] == "Job":
            cluster.write("Job", component, one["spec"]["template"], name)
        if one["kind"] == "Deployment":
            for replica in range(one["spec"]["replicas"]):
                cluster.write("Deployment", component, one["spec"]["template"], f"{name}-{replica}")


main(*sys.argv[1:])
