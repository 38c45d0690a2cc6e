package io.parley.messaging;

import io.parley.runtime.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class MessagingArchitectureTest {

    /** Classes that may subscribe: workers, consumers, and their ordered shutdown. */
    private static final String[] LOOPS = {
        "callback.delivery.CallbackMaintenance",
        "callback.delivery.CallbackWorker",
        "channel.sms.DeliverListener",
        "configuration.CallbackSettingsLoader",
        "database.Sessions",
        "directory.DirectoryPublisher",
        "channel.sms.OverdueSegmentsTask",
        "dispatch.Dispatcher",
        "dispatch.JobReaperTask",
        "inbound.Heartbeats",
        "inbound.OffsetCommits",
        "media.DownloadWorker",
        "media.MediaMaintenanceTask",
        "message.AcceptMessages",
        "message.OrphanWorker",
        "retention.RetentionTask"
    };

    @Test
    void messagingFollowsTheRules() throws ClassNotFoundException {
        ArchitectureRules.of("io.parley.messaging")
                .subscribingOnlyIn(classes(LOOPS))
                .check();
    }

    /** The classes are package-private, so they are loaded by name. */
    private static Class<?>[] classes(String... names) throws ClassNotFoundException {
        var loader = MessagingArchitectureTest.class.getClassLoader();
        var found = new Class<?>[names.length];
        for (var i = 0; i < names.length; i++) {
            found[i] = Class.forName("io.parley.messaging." + names[i], false, loader);
        }
        return found;
    }
}
