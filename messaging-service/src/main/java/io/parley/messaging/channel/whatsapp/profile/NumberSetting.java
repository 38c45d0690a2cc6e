package io.parley.messaging.channel.whatsapp.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.whatsapp.graph.GraphAccounts;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The settings of a number that are read from Meta, each by one call. */
enum NumberSetting {
    PROFILE {
        @Override
        Uni<JsonNode> ask(GraphAccounts graph, Sender sender) {
            return graph.profile(sender);
        }

        @Override
        @Nullable
        JsonObject value(NumberSettingRow row) {
            return row.profile;
        }

        @Override
        @Nullable
        Instant readAt(NumberSettingRow row) {
            return row.profileReadAt;
        }

        @Override
        void store(NumberSettingRow row, JsonObject value, Instant readAt) {
            row.profile = value;
            row.profileReadAt = readAt;
        }
    },
    COMMERCE {
        @Override
        Uni<JsonNode> ask(GraphAccounts graph, Sender sender) {
            return graph.commerce(sender);
        }

        @Override
        @Nullable
        JsonObject value(NumberSettingRow row) {
            return row.commerce;
        }

        @Override
        @Nullable
        Instant readAt(NumberSettingRow row) {
            return row.commerceReadAt;
        }

        @Override
        void store(NumberSettingRow row, JsonObject value, Instant readAt) {
            row.commerce = value;
            row.commerceReadAt = readAt;
        }
    };

    abstract Uni<JsonNode> ask(GraphAccounts graph, Sender sender);

    /** The stored copy; null if there is none. */
    abstract @Nullable JsonObject value(NumberSettingRow row);

    abstract @Nullable Instant readAt(NumberSettingRow row);

    abstract void store(NumberSettingRow row, JsonObject value, Instant readAt);
}
