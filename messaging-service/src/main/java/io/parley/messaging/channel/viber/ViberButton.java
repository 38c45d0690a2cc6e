package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A button that opens a URL.
 *
 * @param url any URL that a phone can open, also of a phone number or another app; none that runs code in a browser
 */
record ViberButton(
        @NotNull @Text String caption,

        @NotNull
        @Text
        @Pattern(
                regexp = "(?is)(?!\\s*(?:javascript|vbscript|data|file):).*",
                message = "must be a URL that a phone may open, not javascript, vbscript, data or file")
        @JsonAlias("callback")
        String url) {}
