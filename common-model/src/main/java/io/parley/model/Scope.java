package io.parley.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Permissions of a key or a sender; the contract's AccountScope and ChannelScope together. */
public enum Scope {
    CHANNELS_READ("channels:read", Layer.ACCOUNT),
    MEDIA_READ("media:read", Layer.ACCOUNT),
    MEDIA_WRITE("media:write", Layer.ACCOUNT),
    CALLBACKS_READ("callbacks:read", Layer.BOTH),
    CALLBACKS_WRITE("callbacks:write", Layer.BOTH),
    CREDENTIALS_READ("credentials:read", Layer.BOTH),
    CREDENTIALS_WRITE("credentials:write", Layer.BOTH),
    MESSAGES_READ("messages:read", Layer.CHANNEL),
    MESSAGES_WRITE("messages:write", Layer.CHANNEL),
    PROFILE_READ("profile:read", Layer.CHANNEL),
    PROFILE_WRITE("profile:write", Layer.CHANNEL),
    TEMPLATES_READ("templates:read", Layer.CHANNEL),
    TEMPLATES_WRITE("templates:write", Layer.CHANNEL),
    FLOWS_READ("flows:read", Layer.CHANNEL),
    FLOWS_WRITE("flows:write", Layer.CHANNEL);

    private static final Map<String, Scope> BY_VALUE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Scope::value, Function.identity()));

    private final String value;
    private final Layer layer;

    Scope(String value, Layer layer) {
        this.value = value;
        this.layer = layer;
    }

    /** The contract's name, for example {@code messages:write}. */
    @JsonValue
    public String value() {
        return value;
    }

    /** Whether the contract lists it among the scopes of a sender. */
    public boolean ofChannel() {
        return layer != Layer.ACCOUNT;
    }

    public static Optional<Scope> of(String value) {
        return Optional.ofNullable(BY_VALUE.get(value));
    }

    @JsonCreator
    static Scope parse(String value) {
        return of(value).orElseThrow(() -> new IllegalArgumentException("unknown scope"));
    }

    private enum Layer {
        ACCOUNT,
        CHANNEL,
        BOTH
    }
}
