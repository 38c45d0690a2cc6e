{{/*
The table of routes (files/routes.yaml) as YAML, each pattern divided into simple ones, since a prefix or an exact path
works with every implementation: a list of service, type (Exact, PathPrefix or RegularExpression), value, operator
(whether it belongs to the operator API) and console (whether operators and customers need it, since a page can only call
its own host). A pattern whose service is not installed is left out. Input: the root.
*/}}
{{- define "parley.routes" -}}
{{- $components := include "parley.components" . | fromYaml }}
{{- $all := list }}
{{- range (.Files.Get "files/routes.yaml" | fromYaml).routes }}
{{- if get $components .service }}
{{- $route := dict "service" .service "operator" (hasPrefix "^/operator/" .pattern) "console" (hasPrefix "^/console" .pattern) }}
{{- if regexMatch "^\\^(/[A-Za-z0-9_-]+)+\\(/\\.\\*\\)\\?\\$$" .pattern }}
{{- $all = append $all (merge (dict "type" "PathPrefix" "value" (.pattern | trimPrefix "^" | trimSuffix "(/.*)?$")) $route) }}
{{- else if regexMatch "^\\^(/[A-Za-z0-9_-]+)+\\$$" .pattern }}
{{- $all = append $all (merge (dict "type" "Exact" "value" (.pattern | trimPrefix "^" | trimSuffix "$")) $route) }}
{{- else if regexMatch "^\\^/\\([A-Za-z0-9_|-]+\\)\\(/\\.\\*\\)\\?\\$$" .pattern }}
{{- range .pattern | trimPrefix "^/(" | trimSuffix ")(/.*)?$" | splitList "|" }}
{{- $all = append $all (merge (dict "type" "PathPrefix" "value" (printf "/%s" .)) $route) }}
{{- end }}
{{- else }}
{{- $all = append $all (merge (dict "type" "RegularExpression" "value" .pattern) $route) }}
{{- end }}
{{- end }}
{{- end }}
{{- toYaml (dict "routes" $all) }}
{{- end }}

{{/* Rules of an HTTPRoute: one for each service. Input: root, operator (whether those of the operator API). */}}
{{- define "parley.httpRules" -}}
{{- $routes := (include "parley.routes" .root | fromYaml).routes }}
{{- range $service := list "messaging" "template" "flow" "gateway" }}
{{- $matches := list }}
{{- range $routes }}
{{- if and (eq .service $service) (or (eq .operator $.operator) .console) }}
{{- $matches = append $matches (dict "path" (dict "type" .type "value" .value)) }}
{{- end }}
{{- end }}
{{- if $matches }}
- matches:
    {{- toYaml $matches | nindent 4 }}
  backendRefs:
    - name: {{ include "parley.fullname" $.root }}-{{ $service }}
      port: {{ (get (include "parley.components" $.root | fromYaml) $service).service.port }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Paths of an Ingress as regular expressions, in the order of the table, which is also from the most to the least specific.
ingress-nginx adds the beginning of the line itself. Input: root, operator.
*/}}
{{- define "parley.ingressPaths" -}}
{{- $components := include "parley.components" .root | fromYaml }}
{{- range (.root.Files.Get "files/routes.yaml" | fromYaml).routes }}
{{- if and (get $components .service) (or (eq (hasPrefix "^/operator/" .pattern) $.operator) (hasPrefix "^/console" .pattern)) }}
- path: {{ eq $.root.Values.routes.ingress.controller "nginx" | ternary (trimPrefix "^" .pattern) .pattern | quote }}
  pathType: ImplementationSpecific
  backend:
    service:
      name: {{ include "parley.fullname" $.root }}-{{ .service }}
      port: {name: http}
{{- end }}
{{- end }}
{{- end }}

{{/* Annotations of an Ingress: regular expressions, and bodies and responses that are passed on as they arrive. */}}
{{- define "parley.ingressAnnotations" -}}
{{- if eq .Values.routes.ingress.controller "nginx" }}
nginx.ingress.kubernetes.io/use-regex: "true"
nginx.ingress.kubernetes.io/proxy-body-size: "0"
nginx.ingress.kubernetes.io/proxy-request-buffering: "off"
nginx.ingress.kubernetes.io/proxy-buffering: "off"
nginx.ingress.kubernetes.io/proxy-connect-timeout: "2"
nginx.ingress.kubernetes.io/proxy-read-timeout: "30"
nginx.ingress.kubernetes.io/proxy-next-upstream: "off"
{{- else }}
traefik.ingress.kubernetes.io/router.pathmatcher: PathRegexp
{{- end }}
{{- end }}
