package io.parley.messaging;

import io.parley.runtime.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    /** Where a chain of steps may end: workers, consumers, and what stops them in order. */
    private static final String[] LOOPS = {
        "callback.delivery.CallbackUpkeep",
        "callback.delivery.CallbackWorker",
        "channel.sms.DeliverListener",
        "configuration.CallbackCache",
        "directory.DirectoryPublisher",
        "directory.Sessions",
        "channel.sms.OverdueTextsWorker",
        "dispatch.Dispatcher",
        "dispatch.WatchWorker",
        "inbound.Heartbeats",
        "media.DownloadWorker",
        "media.MediaUpkeepWorker",
        "message.AcceptMessages",
        "message.OrphanWorker",
        "retention.UpkeepWorker"
    };

    @Test
    void messagingKeepsThem() throws ClassNotFoundException {
        HouseRules.of("io.parley.messaging").subscribingOnlyIn(classes(LOOPS)).check();
    }

    /** They keep to their packages, so they are named and not imported. */
    private static Class<?>[] classes(String... names) throws ClassNotFoundException {
        var loader = HouseRulesTest.class.getClassLoader();
        var found = new Class<?>[names.length];
        for (var i = 0; i < names.length; i++) {
            found[i] = Class.forName("io.parley.messaging." + names[i], false, loader);
        }
        return found;
    }
}
