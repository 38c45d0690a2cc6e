package io.parley.messaging.channel;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.test.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The {@link ContentSamples} are requests that the contract allows. Together they use each member of each content, so a member
 * that the contract lacks, or another limit, fails here. Samples in spellings that are only tolerated are in folders {@code
 * tolerated-…}.
 */
class SamplesInContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Folder of a channel's samples, and the channel. */
    static Stream<String[]> samples() {
        return Stream.of(
                new String[] {"whatsapp", "whatsapp"},
                new String[] {"viber", "viber"},
                new String[] {"viber-partner", "viber"},
                new String[] {"sms", "sms"});
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theContractAllowsEachSample(String folder, String channel) throws Exception {
        var root = Objects.requireNonNull(getClass().getResource("/samples/" + folder), folder);
        try (var files = Files.walk(Path.of(root.toURI()))) {
            var contents = files.filter(file -> file.endsWith("content.json"))
                    .filter(file -> !isTolerated(file))
                    .sorted()
                    .toList();
            assertFalse(contents.isEmpty(), folder);
            for (var content : contents) {
                check(channel, content);
            }
        }
    }

    private static boolean isTolerated(Path content) {
        return content.getParent().getFileName().toString().startsWith("tolerated-");
    }

    private static void check(String channel, Path content) throws IOException {
        var request = JSON.createObjectNode()
                .put("to", "4915550001111")
                .put("from", "4930555100")
                .put("channel", channel);
        if (channel.equals("viber")) {
            request.put("rateType", "promotion"); // required there
        }
        request.set("content", JSON.readTree(content.toFile()));
        try {
            Contract.check("MessageRequest", request.toString());
        } catch (AssertionError difference) {
            throw new AssertionError(content + " is not a request of the contract", difference);
        }
    }
}
