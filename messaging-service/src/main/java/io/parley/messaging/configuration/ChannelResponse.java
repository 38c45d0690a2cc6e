package io.parley.messaging.configuration;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract's WhatsAppChannelResponse and the same for other channels: a sender with its settings.
 * Absent members are null.
 *
 * @param id one member, whose name depends on the channel
 */
record ChannelResponse(
        ChannelName channel,
        Map<String, String> id,
        @Nullable String name,
        List<Scope> scopes,
        @Nullable ChannelCallback callback) {}
