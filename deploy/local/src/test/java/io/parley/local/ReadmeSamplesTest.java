package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sends the README's sample messages, with the URL and the key of the running platform. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class ReadmeSamplesTest {

    private static final Path HOME = Path.of(System.getProperty("parley.home"));
    private static final Pattern SAMPLE = Pattern.compile("^curl -i \\S+/messages .*\\\\\\n.*$", Pattern.MULTILINE);
    private static final Pattern CHANNEL = Pattern.compile("\"channel\":\"([a-z]+)\"");

    private final Platform platform;

    ReadmeSamplesTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void sampleOfEachChannelIsAccepted() throws Exception {
        var samples = samples();

        for (var sample : samples) {
            var printed = ExternalProgram.run(
                    HOME.resolve("deploy/local/target/readme"),
                    List.of("bash", "-c", "curl() { command curl -sS \"$@\"; }\n" + adapted(sample)));
            assertTrue(printed.startsWith("HTTP/1.1 202 "), sample + "\n" + printed);
        }
        assertEquals(
                Set.of("whatsapp", "viber", "sms"),
                samples.stream().flatMap(ReadmeSamplesTest::channel).collect(Collectors.toSet()));
    }

    private String adapted(String sample) {
        return sample.replace("http://localhost:8080", platform.endpoints().front())
                .replace("$KEY", platform.credentials().apiKey());
    }

    private static List<String> samples() throws Exception {
        return SAMPLE.matcher(Files.readString(HOME.resolve("README.md")))
                .results()
                .map(found -> found.group())
                .toList();
    }

    private static Stream<String> channel(String sample) {
        return CHANNEL.matcher(sample).results().map(found -> found.group(1));
    }
}
