package io.parley.messaging.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallbackSettingsTest {
    private static final UUID ACCOUNT = UUID.fromString("0190a6f4-0000-7000-8000-000000000001");
    private static final UUID SENDER = UUID.fromString("0190a6f4-0000-7000-8000-000000000002");

    private final CallbackSettingsCache settings = new CallbackSettingsCache();

    @Test
    void defaultsAreVersion212AndNoUrls() {
        var callback = settings.effective(ACCOUNT, SENDER);

        assertEquals(new EffectiveCallback("2.12", null, null, null, Set.of(), null, null), callback);
        assertTrue(callback.isSubscribed("MessageStatus::seen"));
    }

    @Test
    void senderOverridesTheAccountMemberByMember() {
        settings.put(
                ACCOUNT,
                new Callback(
                        CallbackVersion.V2_13,
                        "https://a.example/in",
                        "https://a.example/status",
                        List.of(StatusEventType.SEEN),
                        new SignatureConfiguration(SignatureConfiguration.Method.HS256, "not-a-secret"),
                        new HeaderConfiguration("x-token", "also-no-secret"),
                        "https://a.example/business"));
        settings.put(SENDER, new ChannelCallback(CallbackVersion.V2_11, null, "https://s.example/status", null));

        var callback = settings.effective(ACCOUNT, SENDER);

        assertEquals("2.11", callback.version());
        assertEquals("https://a.example/in", callback.inboundMessageUrl());
        assertEquals("https://s.example/status", callback.messageStatusUrl());
        assertEquals("https://a.example/business", callback.businessNotificationUrl());
        assertEquals(Set.of("MessageStatus::seen"), callback.eventFilter());
        assertEquals("not-a-secret", callback.signature().secret());
        assertEquals("x-token", callback.header().key());
    }

    @Test
    void emptyFilterOfTheSenderOverridesTheAccount() {
        settings.put(ACCOUNT, new Callback(null, null, null, List.of(StatusEventType.SEEN), null, null, null));
        settings.put(SENDER, new ChannelCallback(null, null, null, List.of()));

        assertTrue(settings.effective(ACCOUNT, SENDER).isSubscribed("MessageStatus::failed"));
        assertFalse(settings.effective(ACCOUNT, null).isSubscribed("MessageStatus::failed"));
    }

    @Test
    void toStringOmitsSecrets() {
        var callback = new Callback(
                null,
                null,
                null,
                null,
                new SignatureConfiguration(SignatureConfiguration.Method.HS256, "hush-hush"),
                new HeaderConfiguration("authorization", "Bearer hush-hush"),
                null);
        settings.put(ACCOUNT, callback);

        assertFalse(callback.toString().contains("hush"));
        assertFalse(settings.effective(ACCOUNT, null).toString().contains("hush"));
        assertNull(settings.effective(ACCOUNT, null).inboundMessageUrl());
    }
}
