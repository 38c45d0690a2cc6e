package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphCalls;
import io.parley.runtime.graph.GraphConfig;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.http.ProviderClients;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Calls of the Graph API about the set-up. Each fails with a {@link GraphFailure} if Meta does not carry it out. */
@Singleton
public class GraphSetup {

    /**
     * What Meta reports about an access token.
     *
     * @param data {@code is_valid}, {@code expires_at} and {@code scopes} among others
     * @param metaTime Meta's time of the response; empty if it has none
     */
    public record TokenReport(JsonNode data, Optional<Instant> metaTime) {}

    private final GraphConfig settings;
    private final GraphTokens access;
    private final GraphCalls calls;
    private final SetupApi api;

    GraphSetup(GraphTokens access, GraphCalls calls) {
        this.settings = access.settings();
        this.access = access;
        this.calls = calls;
        this.api = ProviderClients.client(SetupApi.class, settings.baseUrl(), settings);
    }

    /** A token may inspect itself. */
    public Uni<TokenReport> token(WhatsAppAccount account) {
        var authorization = access.authorization(account);
        var response = api.token(settings.version(), authorization, authorization.substring("Bearer ".length()))
                .memoize()
                .indefinitely();
        return calls.result("token", response)
                .chain(body -> response.map(answer -> new TokenReport(
                        body.path("data"), Optional.ofNullable(answer.getDate()).map(Date::toInstant))));
    }

    /** The apps that get the account's webhooks: {@code data[]}. */
    public Uni<JsonNode> subscriptions(WhatsAppAccount account) {
        return calls.result("subscriptions", api.subscriptions(access.node(account)));
    }

    /** Subscribes the app of the access token to the account's webhooks. */
    public Uni<JsonNode> subscribe(WhatsAppAccount account) {
        return calls.result("subscription", api.subscribe(access.node(account)));
    }
}
