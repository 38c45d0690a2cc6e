package io.parley.messaging.configuration;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import java.util.List;
import java.util.Map;

/**
 * The contract's WhatsAppChannelResponse and its like: one identity with its settings.
 *
 * @param id one member, named as the channel names its identities
 */
record ChannelResponse(
        ChannelName channel, Map<String, String> id, String name, List<Scope> scopes, ChannelCallback callback) {}
