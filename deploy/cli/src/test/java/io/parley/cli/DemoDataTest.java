package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.DemoData.Conversation;
import io.parley.runtime.command.ExitCode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoDataTest {
    /** Recipients that the sandbox refuses, by channel: a Graph error code, a status of Viber, a command status. */
    private static final Pattern REFUSED =
            Pattern.compile("whatsapp.*13[0-7]\\d{3}|viber.*90000\\d\\d|sms.*9000\\d{3}");

    private final DemoData data = DemoData.read();

    @Test
    void onlyTheFailuresHaveNumbersThatAreRefused() {
        var numbers = new HashSet<String>();
        for (var conversation : data.conversations()) {
            for (var phone : conversation.phones()) {
                assertTrue(numbers.add(conversation.channel() + phone), phone + " is used twice");
                assertEquals(
                        conversation.persons() == 0,
                        REFUSED.matcher(conversation.channel() + phone).matches(),
                        phone);
            }
        }
        assertTrue(data.messages() > 60, "messages: " + data.messages());
    }

    @Test
    void everyChannelHasFailuresAndMessagesOfBothDirections() {
        for (var channel : new String[] {"whatsapp", "viber", "sms"}) {
            var ofChannel = data.conversations().stream()
                    .filter(conversation -> conversation.channel().equals(channel))
                    .toList();
            assertTrue(ofChannel.stream().anyMatch(conversation -> conversation.persons() == 0), channel);
            assertTrue(ofChannel.stream().anyMatch(DemoDataTest::hasBothDirections), channel);
        }
    }

    private static boolean hasBothDirections(Conversation conversation) {
        return conversation.turns().stream().anyMatch(turn -> turn.out() == null)
                && conversation.turns().stream().anyMatch(turn -> turn.out() != null);
    }

    @Test
    void theFlowCanBePublished() throws Exception {
        var file = Path.of(DemoData.class.getResource("demo/flow.json").toURI());

        CliRun.of("flow", "validate", "--publish", file.toString()).expect(ExitCode.OK);
    }
}
