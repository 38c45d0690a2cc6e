package io.parley.template.submission;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Submission of templates to Meta, and their deletion there. */
@ConfigMapping(prefix = "parley.templates.submission")
interface SubmissionConfig {

    /** Maximum number of localizations that one instance submits at a time. */
    @WithDefault("8")
    @Within(min = "1", max = "100")
    int concurrency();

    /** How often due submissions are looked for; new ones start at once. */
    @WithDefault("1s")
    @Within(min = "10ms", max = "1m")
    Duration poll();

    /** First pause after a failed attempt; it grows with further ones. */
    @WithDefault("5s")
    @Within(min = "10ms", max = "1h")
    Duration firstPause();

    /** Maximum pause between attempts. */
    @WithDefault("15m")
    @Within(min = "10ms", max = "1d")
    Duration maxPause();

    /** Attempts to download a sample file from the customer's address before the submission fails. */
    @WithDefault("5")
    @Within(min = "1", max = "100")
    int sampleAttempts();
}
