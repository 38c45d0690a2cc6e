package io.parley.messaging.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.directory.Operator;
import io.parley.model.ChannelName;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that a {@code PUT} to another instance has replaced are known here when it is answered. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CallbackSettingsPropagationTest {
    private static final int REPEATS = 3;

    @Inject
    OtherInstance otherInstance;

    @Inject
    CallbackSettingsPropagation recent;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    CallbackSettingsCacheConfig config;

    @Inject
    Directory directory;

    @Test
    void settingsOfAnotherInstanceAreLoadedBeforeUse() {
        var account = Ids.next();
        var sender = Ids.next();
        for (var version : List.of("2.11", "2.13", "2.12")) {
            otherInstance.put(account, "{'callbackVersion':'%s'}".formatted(version));
            load();
            assertEquals(version, settings.effective(account, sender).version());
        }

        otherInstance.put(account, sender, "{'callbackVersion':'2.11'}");
        load();

        assertEquals("2.11", settings.effective(account, sender).version());
        assertEquals("2.12", settings.effective(account, Ids.next()).version());
    }

    /** A secret that this instance cannot decrypt concerns only its own account. */
    @Test
    void unreadableSettingsOfOneAccountDoNotStopTheOthers() {
        var account = Ids.next();
        var unreadable = List.of(Ids.next(), Ids.next());
        try {
            otherInstance.put(unreadable.getFirst(), "{'signature':{'method':'HS256','secret':'not encrypted'}}");
            otherInstance.put(unreadable.getLast(), "{'eventFilter':17}");

            otherInstance.put(account, "{'callbackVersion':'2.13'}");
            load();

            assertEquals("2.13", settings.effective(account, null).version());
        } finally {
            unreadable.forEach(otherInstance::delete); // the next start of the service would fail
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "sender", "operator's account", "operator's sender"})
    void aPutIsAnsweredWhenNoInstanceUsesTheOldSettings(String kind) {
        var api = ConfigurationApi.ofNewCustomer();
        var identity = Operator.sender(api.customer(), "sms", null);
        var account = "/accounts/" + api.customer().accountId();
        var sender = account + "/senders/"
                + directory
                        .sender(new ChannelName("sms"), identity)
                        .orElseThrow()
                        .id();

        for (var repeat = 0; repeat < REPEATS; repeat++) {
            var sent = System.nanoTime();
            switch (kind) {
                case "account" -> api.put("/callbacks", "{}").statusCode(200);
                case "sender" ->
                    api.put("/channels/sms/phone-numbers/" + identity + "/callbacks", "{}")
                            .statusCode(200);
                case "operator's account" ->
                    Operator.put(account + "/callback-settings", Map.of()).statusCode(200);
                default -> Operator.put(sender + "/callback-settings", Map.of()).statusCode(200);
            }
            var took = Duration.ofNanos(System.nanoTime() - sent);
            assertTrue(took.compareTo(config.maxAge()) >= 0, took::toString);
        }
    }

    private void load() {
        recent.loaded().await().atMost(Duration.ofSeconds(10));
    }
}
