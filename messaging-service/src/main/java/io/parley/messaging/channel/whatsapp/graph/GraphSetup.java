package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ProviderAnswer;
import io.parley.messaging.channel.ProviderHttp;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
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

    private final WhatsAppConfig settings;
    private final WhatsAppConnection connection;
    private final ObjectMapper json;
    private final SetupApi api;

    GraphSetup(WhatsAppConfig settings, WhatsAppConnection connection, ObjectMapper json) {
        this.settings = settings;
        this.connection = connection;
        this.json = json;
        this.api = ProviderHttp.client(SetupApi.class, settings.baseUrl(), settings);
    }

    /** A token may inspect itself. */
    public Uni<TokenReport> token(WhatsAppAccount account) {
        var authorization = connection.authorization(account);
        var response = api.token(settings.version(), authorization, authorization.substring("Bearer ".length()))
                .memoize()
                .indefinitely();
        return result("token", response)
                .chain(body -> response.map(answer -> new TokenReport(
                        body.path("data"), Optional.ofNullable(answer.getDate()).map(Date::toInstant))));
    }

    /** The apps that get the account's webhooks: {@code data[]}. */
    public Uni<JsonNode> subscriptions(WhatsAppAccount account) {
        return result(
                "subscriptions",
                api.subscriptions(settings.version(), account.wabaId(), connection.authorization(account)));
    }

    /** Subscribes the app of the access token to the account's webhooks. */
    public Uni<JsonNode> subscribe(WhatsAppAccount account) {
        return result(
                "subscription", api.subscribe(settings.version(), account.wabaId(), connection.authorization(account)));
    }

    private Uni<JsonNode> result(String call, Uni<Response> response) {
        return GraphAccounts.result(
                call, settings.accounts().timeout(), response.map(answer -> ProviderAnswer.of(answer, json)));
    }
}
