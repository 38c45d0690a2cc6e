package io.parley.messaging.channel.pigeon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelContract;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedLoft.class)
class PigeonChannelTest extends ChannelContract<PigeonContent> {

    @Inject
    PigeonChannel channel;

    @Override
    protected Channel<PigeonContent> channel() {
        return channel;
    }

    @Override
    protected void providerAccepts() {
        ScriptedLoft.up().answer(201, "{\"ring\":\"R-1\"}");
    }

    @Override
    protected void providerRefuses() {
        ScriptedLoft.up().answer(422, "{\"reason\":\"hawks\"}");
    }

    @Override
    protected void providerThrottles() {
        ScriptedLoft.up().answer(429, "{}");
    }

    @Override
    protected void providerDoesNotRespond() {
        ScriptedLoft.up().stayQuiet();
    }

    @Override
    protected void stopProvider() {
        ScriptedLoft.server().refuseConnections();
    }

    @Override
    protected JsonNode lastReceived() {
        try {
            return json.readTree(ScriptedLoft.server().lastRequest().body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Sender sender() {
        return sender("pigeon", "7044", "loft-7044", null, Map.of());
    }

    @Override
    protected String recipient() {
        return "4915123456789";
    }

    @Test
    void sendsTheKey() throws IOException {
        providerAccepts();

        submit(anySample());

        assertEquals("loft-key", ScriptedLoft.server().lastRequest().authorization());
    }
}
