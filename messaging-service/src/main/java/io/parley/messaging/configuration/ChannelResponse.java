package io.parley.messaging.configuration;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import java.util.List;
import java.util.Map;

/**
 * The contract's WhatsAppChannelResponse and the same for other channels: a sender with its settings.
 *
 * @param id one member, whose name depends on the channel
 */
record ChannelResponse(
        ChannelName channel, Map<String, String> id, String name, List<Scope> scopes, ChannelCallback callback) {}
