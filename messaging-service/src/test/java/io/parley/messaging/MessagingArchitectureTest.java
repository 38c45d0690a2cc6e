package io.parley.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.parley.runtime.test.ArchitectureRules;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagingArchitectureTest {
    private static final String ROOT = "io.parley.messaging";
    private static final String CHANNEL = ROOT + ".channel.";

    /** Classes that may subscribe: workers, consumers, and their ordered shutdown. */
    private static final String[] LOOPS = {
        "callback.delivery.CallbackMaintenance",
        "callback.delivery.CallbackWorker",
        "channel.sms.DeliverListener",
        "configuration.SingleFlightRefresh",
        "directory.DirectoryPublisher",
        "dispatch.Dispatcher",
        "inbound.Heartbeats",
        "inbound.OffsetCommits",
        "media.DownloadWorker",
        "message.AcceptMessages"
    };

    @Test
    void messagingFollowsTheRules() throws ClassNotFoundException {
        ArchitectureRules.of(ROOT).subscribingOnlyIn(classes(LOOPS)).check();
    }

    /** Some types of a channel are public for its own packages only. */
    @Test
    void aChannelIsUsedOnlyByItself() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        var channels = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(CHANNEL))
                .map(name -> name.substring(CHANNEL.length()).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(channels.containsAll(Set.of("whatsapp", "viber", "sms")), channels::toString);
        for (var channel : channels) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(CHANNEL + channel + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(CHANNEL + channel + "..")
                    .check(classes);
            noClasses()
                    .that()
                    .resideInAPackage(CHANNEL + channel + ".*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(CHANNEL + channel)
                    .because("the channel uses its parts")
                    .allowEmptyShould(true)
                    .check(classes);
        }
        slices().matching(CHANNEL + "(*).(*)..").should().beFreeOfCycles().check(classes);
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
