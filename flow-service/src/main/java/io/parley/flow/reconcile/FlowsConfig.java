package io.parley.flow.reconcile;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** WhatsApp Flows. */
@ConfigMapping(prefix = "parley.flows")
interface FlowsConfig {

    /** Comparison with Meta's list of flows, which finds flows and changes that were not made here. */
    Reconcile reconcile();

    /** Comparison with Meta's list of flows. */
    interface Reconcile {

        /** How often due WhatsApp accounts are looked for. Several instances share them. */
        @WithDefault("5s")
        @Within(min = "10ms", max = "1h")
        Duration poll();

        /** Time between comparisons of an account. A webhook about an unknown flow makes one due at once. */
        @WithDefault("1h")
        @Within(min = "10ms", max = "30d")
        Duration interval();

        /** Maximum number of accounts that one instance compares at a time. */
        @WithDefault("2")
        @Within(min = "1", max = "100")
        int maxAccounts();
    }
}
