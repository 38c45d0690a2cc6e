package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.DemoData.Conversation;
import io.parley.cli.DemoData.Turn;
import io.parley.runtime.command.ExitCode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoDataTest {
    /** Recipients that the sandbox refuses, by channel: a Graph error code, a status of Viber, a command status. */
    private static final Pattern REFUSED =
            Pattern.compile("whatsapp.*13[0-7]\\d{3}|viber.*90000\\d\\d|sms.*9000\\d{3}");

    private static final int MAX_DIGITS = 15;

    private final DemoData data = DemoData.read();

    @Test
    void onlyTheFailuresHaveNumbersThatAreRefused() {
        var numbers = new HashSet<String>();
        for (var conversation : data.conversations()) {
            for (var person : conversation.people()) {
                var number = person.number();
                assertTrue(numbers.add(conversation.channel() + number), number + " is used twice");
                assertTrue(number.length() <= MAX_DIGITS, number);
                assertEquals(
                        conversation.refused() != null,
                        REFUSED.matcher(conversation.channel() + number).matches(),
                        number);
            }
        }
        assertTrue(data.messages() > 300, "messages: " + data.messages());
    }

    @Test
    void everyChannelHasFailuresAndMessagesOfBothDirections() {
        for (var channel : List.of("whatsapp", "viber", "sms")) {
            var ofChannel = data.conversations().stream()
                    .filter(conversation -> conversation.channel().equals(channel))
                    .toList();
            assertTrue(ofChannel.stream().anyMatch(conversation -> conversation.refused() != null), channel);
            assertTrue(ofChannel.stream().anyMatch(DemoDataTest::hasBothDirections), channel);
        }
    }

    private static boolean hasBothDirections(Conversation conversation) {
        return conversation.turns().stream().anyMatch(Turn::isOfTeam)
                && !conversation.turns().stream().allMatch(Turn::isOfTeam);
    }

    @Test
    void theFlowCanBePublished() throws Exception {
        var file = Path.of(DemoData.class.getResource("demo/flow.json").toURI());

        CliRun.of("flow", "validate", "--publish", file.toString()).expect(ExitCode.OK);
    }
}
