package io.parley.messaging.channel.whatsapp.graph;

import io.parley.model.ChannelName;

/** The channel's name, and what begins with it. */
public final class WhatsAppNames {
    public static final ChannelName CHANNEL = new ChannelName("whatsapp");

    /** Provider name; wamids are unique within it. */
    public static final String PROVIDER = CHANNEL.value();

    private WhatsAppNames() {}
}
