package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MessageContent;
import jakarta.validation.constraints.NotNull;

/** What an SMS says: the contract's SMSContent, whose {@code contentType} may be left out. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "contentType", defaultImpl = SmsContent.Text.class)
public sealed interface SmsContent extends MessageContent {

    /** Text, split into parts as needed. */
    @JsonTypeName("text")
    record Text(
            @NotNull @io.parley.runtime.validation.Text(max = 3000)
            String text) implements SmsContent {}
}
