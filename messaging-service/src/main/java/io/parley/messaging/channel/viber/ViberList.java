package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A question with options to tap; a tapped option is returned as a text message of the person. */
record ViberList(
        @NotNull @Text String text,
        @NotNull @Size(min = 2, max = 5) List<String> options) {}
