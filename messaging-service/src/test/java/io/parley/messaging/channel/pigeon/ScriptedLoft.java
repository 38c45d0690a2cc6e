package io.parley.messaging.channel.pigeon;

import io.parley.messaging.channel.ScriptedHttp;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A loft with scripted responses. */
public class ScriptedLoft implements QuarkusTestResourceLifecycleManager {
    private static ScriptedHttp server;

    static ScriptedHttp server() {
        return server;
    }

    /** The server, started and ready to be scripted. */
    static ScriptedHttp up() {
        server.start();
        return server;
    }

    @Override
    public Map<String, String> start() {
        server = new ScriptedHttp();
        return Map.of(
                "parley.channels.pigeon.base-url", server.url(),
                "parley.channels.pigeon.key", "loft-key",
                "parley.channels.pigeon.connect-timeout", "PT1S",
                "parley.channels.pigeon.read-timeout", "PT1S");
    }

    @Override
    public void stop() {
        server.close();
    }
}
