{{/* Name of the application in labels. */}}
{{- define "parley.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 36 | trimSuffix "-" }}
{{- end }}

{{/* Prefix of resource names: at most 36 characters, so that names of Jobs fit into 63. */}}
{{- define "parley.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 36 | trimSuffix "-" }}
{{- else if contains (include "parley.name" .) .Release.Name }}
{{- .Release.Name | trunc 36 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "parley.name" .) | trunc 36 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* Labels that never change: selectors of Deployments are immutable. Input: root, name. */}}
{{- define "parley.selectorLabels" -}}
app.kubernetes.io/name: {{ include "parley.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{/* Labels of a resource. Input: root, name (component, or a word for a part that several share). */}}
{{- define "parley.labels" -}}
{{ include "parley.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Metadata of a resource. Input: root, name; resource (suffix of its name, the name by default); annotations. */}}
{{- define "parley.metadata" -}}
name: {{ printf "%s-%s" (include "parley.fullname" .root) (.resource | default .name) }}
namespace: {{ .namespace | default .root.Release.Namespace }}
labels:
  {{- include "parley.labels" . | nindent 2 }}
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/*
The installed components as YAML: by name their values (defaults, overridden by those of the component) and under "facts"
what the chart knows about them. Input: the root, which keeps the result, since nearly every template needs it.
*/}}
{{- define "parley.components" -}}
{{- if not .parleyComponents }}
{{- $facts := .Files.Get "files/components.yaml" | fromYaml }}
{{- $all := dict }}
{{- range $name, $own := .Values.components }}
{{- $values := mustMergeOverwrite (deepCopy $.Values.defaults) (deepCopy ($own | default dict)) }}
{{- if $values.enabled }}
{{- $_ := set $all $name (set $values "facts" (get $facts $name)) }}
{{- end }}
{{- end }}
{{- $_ := set . "parleyComponents" (toYaml $all) }}
{{- end }}
{{- .parleyComponents }}
{{- end }}

{{/* Reference of a component's image. Input: root, component. */}}
{{- define "parley.image" -}}
{{- $image := .root.Values.image }}
{{- $own := .component.image }}
{{- $repository := $own.repository | default (list $image.repository .component.facts.image | compact | join "/") }}
{{- $path := list $image.registry $repository | compact | join "/" }}
{{- if $own.digest }}
{{- printf "%s@%s" $path $own.digest }}
{{- else }}
{{- printf "%s:%s" $path ($own.tag | default $image.tag | default .root.Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/* Name of a component's service account. Input: root, name. */}}
{{- define "parley.serviceAccountName" -}}
{{- if .root.Values.serviceAccount.create }}
{{- printf "%s-%s" (include "parley.fullname" .root) .name }}
{{- else }}
{{- .root.Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/* Whether the sandbox takes the place of the networks: "true" or nothing. */}}
{{- define "parley.isTrial" -}}
{{- if (include "parley.components" . | fromYaml).sandbox }}true{{ end }}
{{- end }}

{{/* Number of pods that always run. Input: a component. */}}
{{- define "parley.minReplicas" -}}
{{- if eq .autoscaling.kind "none" }}{{ int .replicas }}{{ else }}{{ int .autoscaling.minReplicas }}{{ end }}
{{- end }}
