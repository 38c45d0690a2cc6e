package io.parley.flow.api;

import io.parley.flow.lifecycle.MetaEndpoints;
import io.parley.flow.store.FlowRow;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.egress.UrlRules;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The endpoint of flows that exchange data. */
@ApplicationScoped
class FlowEndpoint {
    private final MetaEndpoints endpoints;
    private final UrlRules urls;

    FlowEndpoint(MetaEndpoints endpoints, UrlRules urls) {
        this.endpoints = endpoints;
        this.urls = urls;
    }

    /**
     * The address that Meta gets; empty if the team's is none that can be called, so Meta would refuse it. That is an
     * error only when the flow is published.
     *
     * @param teamUri null for none
     */
    Optional<String> atMeta(WhatsAppAccount account, String flowId, @Nullable String teamUri) {
        return Optional.ofNullable(teamUri)
                .filter(uri -> urls.check(uri).isEmpty())
                .map(uri -> endpoints.atMeta(account, flowId, uri));
    }

    /** Fails unless a flow that exchanges data has an endpoint that can be called. */
    void check(FlowRow flow) {
        if (flow.dataApiVersion == null) {
            return;
        }
        if (flow.endpointUri == null) {
            throw Problems.violation(
                    "endpointUri", "is missing: a flow with data_api_version needs the address of its endpoint");
        }
        urls.check(flow.endpointUri).ifPresent(violation -> {
            throw Problems.violation("endpointUri", violation);
        });
    }
}
