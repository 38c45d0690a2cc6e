package io.parley.flow.endpoint;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.http.ExternalUrls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The addresses of Flow endpoints at Meta. Once a number of a WhatsApp account has a key, the gateway is the endpoint of
 * the account's Flows, and the team's own address is known to the platform only. Before, Meta gets the team's address,
 * and the team decrypts itself.
 */
@Singleton
public class EndpointUris {
    private static final String PATH = "/webhooks/whatsapp/flows/";

    private final ExternalUrls urls;
    private final EndpointNumbers numbers;

    EndpointUris(ExternalUrls urls, EndpointNumbers numbers) {
        this.urls = urls;
        this.numbers = numbers;
    }

    /**
     * Returns the address that Meta gets as the endpoint of a Flow.
     *
     * @param flowId Meta's id of the Flow
     * @param teamUri the address of the team's endpoint; null if the Flow has none
     * @return null if the Flow has no endpoint
     */
    public Uni<String> atMeta(WhatsAppAccount account, String flowId, String teamUri) {
        return teamUri == null
                ? Uni.createFrom().nullItem()
                : isPlatform(account).map(platform -> platform ? gateway(flowId) : teamUri);
    }

    /** Whether the platform decrypts for the account's Flows. */
    public Uni<Boolean> isPlatform(WhatsAppAccount account) {
        return numbers.haveKey(account.id());
    }

    /** Whether an address that Meta has is the gateway's, so that it is not the team's. */
    public boolean isGateway(String uri) {
        return uri != null && uri.contains(PATH);
    }

    /** The gateway's address of a Flow. */
    String gateway(String flowId) {
        return urls.of(PATH + flowId).toString();
    }

    /** The gateway's address as operators know it; empty if the public URL of the deployment is not set. */
    Optional<String> template() {
        return urls.publicOrigin().map(origin -> origin.resolve(PATH) + "{flowId}");
    }
}
