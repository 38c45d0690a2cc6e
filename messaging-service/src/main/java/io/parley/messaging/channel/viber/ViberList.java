package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A question with answers to tap; the tapped one comes back as the person's text. */
record ViberList(
        @NotNull @Text String text,
        @NotNull @Size(min = 2, max = 5) List<String> options) {}
