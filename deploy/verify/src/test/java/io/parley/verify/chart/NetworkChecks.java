package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The network policies allow the documented connections ({@link DocumentedConnections}) and no other. */
final class NetworkChecks {
    private static final String RULE = "network";
    private static final List<String> EVERYWHERE = List.of("0.0.0.0/0", "::/0");

    /** Networks that a call for a customer must never reach, those of IPv6 after those of IPv4. */
    private static final List<String> PRIVATE = List.of(
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10");

    private NetworkChecks() {}

    static List<Finding> of(Rendered rendered, JsonNode facts) {
        var findings = new ArrayList<Finding>();
        rendered.withPods()
                .filter(workload -> !workload.is("Pod"))
                .filter(workload -> policies(rendered, workload).isEmpty())
                .forEach(workload -> findings.add(workload.finding(RULE, "no policy limits its connections")));
        rendered.all("NetworkPolicy").forEach(policy -> {
            if (!policy.spec().path("policyTypes").toString().equals("[\"Ingress\",\"Egress\"]")) {
                findings.add(policy.finding(RULE, "does not limit both directions"));
            }
            var documented = new DocumentedConnections(rendered, facts, policy.component());
            compare(policy, "to", outgoing(policy), documented.outgoing(), findings);
            compare(policy, "from", incoming(policy), documented.incoming(), findings);
            publicRanges(policy, findings);
        });
        return findings;
    }

    private static List<Manifest> policies(Rendered rendered, Manifest workload) {
        return rendered.all("NetworkPolicy")
                .filter(policy -> MetadataChecks.matches(MetadataChecks.podSelector(policy), workload))
                .toList();
    }

    private static void compare(
            Manifest policy, String direction, Set<String> allowed, Set<String> documented, List<Finding> to) {
        allowed.stream()
                .filter(one -> !documented.contains(one))
                .forEach(one -> to.add(policy.finding(RULE, "allows connections " + direction + " " + one)));
        documented.stream()
                .filter(one -> !allowed.contains(one))
                .forEach(one -> to.add(policy.finding(RULE, "does not allow connections " + direction + " " + one)));
    }

    /** Allowed targets: where and on which port. */
    private static Set<String> outgoing(Manifest policy) {
        var all = new TreeSet<String>();
        for (var rule : policy.spec().path("egress")) {
            var where = rule.path("to").isEmpty() ? Set.of("network") : peers(rule.path("to"));
            for (var place : where) {
                ports(rule).forEach(port -> all.add(place + ":" + port));
            }
        }
        return all;
    }

    /** Ports that accept connections. From where is a setting of the deployment. */
    private static Set<String> incoming(Manifest policy) {
        return Manifest.elements(policy.spec().path("ingress"))
                .flatMap(rule -> ports(rule).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> peers(JsonNode peers) {
        return Manifest.elements(peers)
                .map(peer -> {
                    var component = peer.at("/podSelector/matchLabels/app.kubernetes.io~1component")
                            .asText();
                    if (!component.isEmpty()) {
                        return component;
                    }
                    return EVERYWHERE.contains(peer.at("/ipBlock/cidr").asText()) ? "public" : "network";
                })
                .collect(Collectors.toSet());
    }

    private static List<String> ports(JsonNode rule) {
        return rule.path("ports").isEmpty()
                ? List.of("any")
                : Manifest.elements(rule.path("ports"))
                        .map(port -> port.path("port").asText())
                        .toList();
    }

    private static void publicRanges(Manifest policy, List<Finding> to) {
        var blocks = Manifest.elements(policy.spec().path("egress"))
                .flatMap(rule -> Manifest.elements(rule.path("to")))
                .map(peer -> peer.path("ipBlock"))
                .filter(block -> EVERYWHERE.contains(block.path("cidr").asText()))
                .toList();
        for (var block : blocks) {
            var isIpv6 = block.path("cidr").asText().contains(":");
            var excluded = Manifest.elements(block.path("except"))
                    .map(JsonNode::asText)
                    .collect(Collectors.toSet());
            PRIVATE.stream()
                    .filter(network -> network.contains(":") == isIpv6)
                    .filter(network -> !excluded.contains(network))
                    .forEach(network -> to.add(policy.finding(RULE, "allows connections to the private " + network)));
        }
    }
}
