package io.parley.flow.lifecycle;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;

/** Which endpoint of a flow Meta gets, see {@link TeamEndpoints} for the default. */
public interface MetaEndpoints {

    /**
     * The address for Meta.
     *
     * @param teamUri the endpoint of the customer's team
     */
    String atMeta(WhatsAppAccount account, String flowId, String teamUri);

    /** Whether the address is the platform's own, and so not of a customer's team. */
    boolean isPlatforms(String flowId, String uri);
}
