package io.parley.flow.endpoint;

import io.parley.flow.lifecycle.MetaEndpoints;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.http.ExternalUrls;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The addresses of Flow endpoints at Meta. Once a number of a WhatsApp account has a key, the gateway is the endpoint of
 * the account's Flows, and the team's own address is known to the platform only. Before, Meta gets the team's address,
 * and the team decrypts itself.
 */
@Singleton
public class EndpointUris implements MetaEndpoints {
    private static final String PATH = "/webhooks/whatsapp/flows/";

    private final ExternalUrls urls;
    private final PlatformAccounts accounts;

    EndpointUris(ExternalUrls urls, PlatformAccounts accounts) {
        this.urls = urls;
        this.accounts = accounts;
    }

    @Override
    public String atMeta(WhatsAppAccount account, String flowId, String teamUri) {
        return accounts.contains(account.id()) ? urls.of(PATH + flowId).toString() : teamUri;
    }

    @Override
    public boolean isPlatforms(String flowId, String uri) {
        return uri.endsWith(PATH + flowId);
    }

    /** The gateway's address as operators know it; empty if the public URL of the deployment is not set. */
    Optional<String> template() {
        return urls.publicOrigin().map(origin -> origin.resolve(PATH) + "{flowId}");
    }
}
