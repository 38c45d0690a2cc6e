package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.ScriptedHttp;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Viber's bot API and a partner's API on one server with scripted responses. */
public class ScriptedViber implements QuarkusTestResourceLifecycleManager {
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
                "parley.channels.viber.base-url", server.url(),
                "parley.channels.viber.partner-base-url", server.url(),
                "parley.channels.viber.tokens.\"7042\"", "viber-token",
                "parley.channels.viber.validity", "PT12H",
                "parley.channels.viber.connect-timeout", "PT1S",
                "parley.channels.viber.read-timeout", "PT1S");
    }

    @Override
    public void stop() {
        server.close();
    }
}
