package io.parley.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * The network that carries a message, as in the contract: {@code whatsapp}, {@code viber}, {@code sms}. A value and not
 * an enum, so that a new channel is a new package and changes no existing file.
 */
public record ChannelName(@JsonValue String value) implements Comparable<ChannelName> {

    @JsonCreator
    public ChannelName {
        Objects.requireNonNull(value, "channel");
    }

    @Override
    public int compareTo(ChannelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
