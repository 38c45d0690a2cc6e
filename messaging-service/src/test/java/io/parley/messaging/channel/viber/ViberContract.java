package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelContract;
import jakarta.inject.Inject;
import java.io.IOException;

/** Contract test of Viber for both connectors, with a scripted provider. */
abstract class ViberContract extends ChannelContract<ViberContent> {

    @Inject
    ViberChannel channel;

    @Override
    protected Channel<ViberContent> channel() {
        return channel;
    }

    @Override
    protected void providerDoesNotRespond() {
        ScriptedViber.up().stayQuiet();
    }

    @Override
    protected void stopProvider() {
        ScriptedViber.server().refuseConnections();
    }

    @Override
    protected JsonNode lastReceived() {
        try {
            return json.readTree(ScriptedViber.server().lastRequest().body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
