package io.parley.messaging.directory;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sender as stored. */
@Entity(name = "Sender")
@Table(name = "sender")
class SenderRow extends DirectoryRow {
    @Id
    UUID id;

    @Column(name = "account_id", updatable = false)
    UUID accountId;

    @Column(updatable = false)
    String channel;

    @Column(updatable = false)
    String identity;

    @Nullable
    String name;

    @Column(name = "provider_id")
    String providerId;

    @Column(name = "whatsapp_account_id")
    @Nullable
    UUID whatsAppAccountId;

    String[] scopes;
    JsonObject attributes;
    boolean active;

    Set<Scope> scopes() {
        return Scopes.read(scopes);
    }

    Map<String, String> attributes() {
        Map<String, String> sorted = new TreeMap<>();
        attributes.forEach(attribute -> sorted.put(attribute.getKey(), String.valueOf(attribute.getValue())));
        return sorted;
    }

    @Override
    DirectoryEntry.Sender entry() {
        return new DirectoryEntry.Sender(
                id,
                accountId,
                new ChannelName(channel),
                identity,
                name,
                providerId,
                whatsAppAccountId,
                scopes(),
                attributes(),
                active,
                version);
    }

    @Override
    UUID owner() {
        return accountId;
    }
}
