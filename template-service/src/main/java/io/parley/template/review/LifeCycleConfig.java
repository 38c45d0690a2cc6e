package io.parley.template.review;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Review and deletion of templates. */
@ConfigMapping(prefix = "parley.templates")
public interface LifeCycleConfig {

    /** Time for which the name of a deleted template cannot be used again: Meta's rule. */
    @WithDefault("30d")
    @Within(min = "1s", max = "90d")
    Duration nameLock();

    /** How often ends of grace periods are looked for. */
    @WithDefault("1m")
    @Within(min = "10ms", max = "1h")
    Duration expiryPoll();

    /** Comparison with Meta's list of templates, which repairs what webhooks did not report. */
    Reconcile reconcile();

    /** Comparison with Meta's list of templates. */
    interface Reconcile {

        /** How often due WhatsApp accounts are looked for. Several instances share them. */
        @WithDefault("5s")
        @Within(min = "10ms", max = "1h")
        Duration poll();

        /** Time between comparisons while Meta has not decided about a template of the account. */
        @WithDefault("15m")
        @Within(min = "10ms", max = "1d")
        Duration interval();

        /** Time after a submission until the account is compared, since Meta usually decides within it. */
        @WithDefault("1h")
        @Within(min = "10ms", max = "1d")
        Duration pendingAfter();

        /** Time between comparisons of accounts without a template that is reviewed. */
        @WithDefault("1d")
        @Within(min = "10ms", max = "30d")
        Duration fullInterval();

        /** Maximum number of accounts that one instance compares at a time. */
        @WithDefault("2")
        @Within(min = "1", max = "100")
        int maxAccounts();
    }
}
