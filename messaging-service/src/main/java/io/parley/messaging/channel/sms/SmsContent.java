package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MessageContent;
import jakarta.validation.constraints.NotNull;

/** Content of an SMS: the contract's SMSContent; {@code contentType} is optional. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "contentType", defaultImpl = SmsContent.Text.class)
public sealed interface SmsContent extends MessageContent {

    /** Text, split into segments as needed. */
    @JsonTypeName("text")
    record Text(
            @NotNull @io.parley.runtime.validation.Text(max = 3000)
            String text) implements SmsContent {}
}
