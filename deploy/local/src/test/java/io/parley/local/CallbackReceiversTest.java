package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.standardwebhooks.Webhook;
import io.parley.local.DocumentedReceiver.Language;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The receivers of {@code docs/callbacks.md} accept real callbacks and reject forged ones. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class CallbackReceiversTest {

    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("thirty-two bytes of random keys!".getBytes());
    private static final String SENDER = LocalIdentities.WHATSAPP_NUMBER;
    private static final String OF_ACCOUNT = "/configurations/callbacks";
    private static final String OF_SENDER = "/configurations/channels/whatsapp/phone-numbers/" + SENDER + "/callbacks";
    private static final String BODY = "{\"event\":\"MoMessage\",\"messageId\":\"forged\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ProductTeam team;

    CallbackReceiversTest(Platform platform) {
        this.team = new ProductTeam(platform);
    }

    @AfterEach
    void removeTheSettings() throws Exception {
        team.put(OF_SENDER, Map.of());
        team.put(OF_ACCOUNT, Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void documentedReceiverAcceptsRealCallbacksAndRejectsForgedOnes(Language language) throws Exception {
        try (var receiver = DocumentedReceiver.start(language, SECRET)) {
            team.put(OF_ACCOUNT, Map.of("signature", Map.of("method", "HS256", "secret", SECRET)));
            team.put(OF_SENDER, Map.of("messageStatusUrl", receiver.url()));

            var message = team.sendText("whatsapp", SENDER, "4915550008" + (100 + language.ordinal()), "Hello");

            receiver.awaitLine("MessageStatus::accepted", message);
            receiver.awaitLine("MessageStatus::delivered", message);
            assertEquals(204, post(receiver, SECRET, Instant.now()), "valid signature");
            assertEquals(401, post(receiver, "whsec_b3RoZXIga2V5", Instant.now()), "signature with another key");
            var old = Instant.now().minus(Duration.ofMinutes(6));
            assertEquals(401, post(receiver, SECRET, old), "replayed after six minutes");
        }
    }

    private int post(DocumentedReceiver receiver, String secret, Instant at) throws Exception {
        var signature = new Webhook(secret).sign("call-1", at.getEpochSecond(), BODY);
        var request = HttpRequest.newBuilder(URI.create(receiver.url()))
                .timeout(Duration.ofSeconds(30))
                .header("content-type", "application/json")
                .header("webhook-id", "call-1")
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(BODY))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
