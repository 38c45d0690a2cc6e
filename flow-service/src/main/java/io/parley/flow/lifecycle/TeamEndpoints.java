package io.parley.flow.lifecycle;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** Meta calls the customer's team, which decrypts itself: without a key of the account at this platform. */
@Singleton
@DefaultBean
class TeamEndpoints implements MetaEndpoints {

    @Override
    public String atMeta(WhatsAppAccount account, String flowId, String teamUri) {
        return teamUri;
    }

    @Override
    public boolean isPlatforms(String flowId, String uri) {
        return false;
    }
}
