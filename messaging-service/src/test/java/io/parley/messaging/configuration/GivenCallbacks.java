package io.parley.messaging.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/** Sets callback settings for tests of other packages. */
public final class GivenCallbacks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GivenCallbacks() {}

    /** @param json the contract's Callback, with single quotes */
    public static void ofAccount(CallbackSettingsCache settings, UUID account, String json) {
        settings.put(account, read(json, Callback.class));
    }

    /** @param json the contract's ChannelCallback, with single quotes */
    public static void ofSender(CallbackSettingsCache settings, UUID sender, String json) {
        settings.put(sender, read(json, ChannelCallback.class));
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json.replace('\'', '"'), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
