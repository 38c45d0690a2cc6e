package io.parley.messaging.channel.whatsapp;

import io.parley.messaging.channel.ScriptedHttp;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Graph API with scripted responses, for the whole test run. */
public class ScriptedGraph implements QuarkusTestResourceLifecycleManager {
    private static ScriptedHttp server;

    static ScriptedHttp server() {
        return server;
    }

    @Override
    public Map<String, String> start() {
        server = new ScriptedHttp();
        return Map.of(
                "parley.channels.whatsapp.base-url", server.url(),
                "parley.channels.whatsapp.token", "default-token",
                "parley.channels.whatsapp.tokens.\"205500000000001\"", "account-token",
                "parley.channels.whatsapp.connect-timeout", "PT1S",
                "parley.channels.whatsapp.read-timeout", "PT1S");
    }

    @Override
    public void stop() {
        server.close();
    }

    static void accepts() {
        server.start();
        server.answer(200, """
                {"messaging_product":"whatsapp","contacts":[{"input":"4915123456789"}],
                 "messages":[{"id":"wamid.HBgM","message_status":"accepted"}],"news":{"of":"v26"}}""");
    }

    /** Answers the calls of all operations for any number, as successful ones; numbers have no picture. */
    public static void acceptEverything() {
        server.start();
        server.answer(200, """
                {"success":true,"id":"upload:1?sig=2","h":"4::aW","data":[{"about":"Hello"}]}""");
    }

    static void fails(int status, int code) {
        server.start();
        server.answer(status, error(code));
    }

    static String error(int code) {
        return """
                {"error":{"message":"(#%d) Title","type":"OAuthException","code":%d,"is_transient":false,
                 "error_data":{"messaging_product":"whatsapp","details":"Details"},"fbtrace_id":"AbC"}}""".formatted(code, code);
    }
}
