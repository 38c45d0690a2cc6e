package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What a tap opens.
 *
 * @param url anything a phone can open, also a number to call or another app; nothing that runs in a browser
 */
record ViberButton(
        @NotNull @Text String caption,

        @NotNull
        @Text
        @Pattern(
                regexp = "(?is)(?!\\s*(?:javascript|vbscript|data|file):).*",
                message = "must be an address that a phone may open")
        @JsonAlias("callback")
        String url) {}
