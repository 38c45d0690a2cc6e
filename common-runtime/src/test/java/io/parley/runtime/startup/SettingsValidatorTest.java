package io.parley.runtime.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.runtime.settings.BaseUrl;
import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.SelfChecked;
import io.parley.runtime.validation.Text;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences about wrong settings. */
class SettingsValidatorTest {
    private static final String CANARY = "canary-of-a-secret";
    private static final String PREFIX = "parley.kinds";

    /** A setting that another interface inherits. */
    interface Inherited {
        @WithDefault("5s")
        @Within(min = "100ms", max = "1m")
        Duration timeout();
    }

    /**
     * A setting of each kind; visible in this package only, as most are. Without a prefix, so that the services of other
     * tests do not have these settings.
     */
    interface KindsConfig extends Inherited, SelfChecked {

        @WithDefault("3")
        @Within(min = "1", max = "10")
        int number();

        @Within(min = "1")
        OptionalInt optionalNumber();

        @WithDefault("64K")
        @Within(max = "1M")
        MemorySize size();

        @WithDefault("https://example.com")
        @BaseUrl
        URI url();

        @WithDefault("10s,20s")
        List<@Within(min = "1s") Duration> retries();

        Optional<@Within(max = "1d") Duration> validity();

        @WithDefault("true")
        boolean enabled();

        Secret<@NotBlank @Size(max = 20) String> password();

        Optional<List<Secret<@Size(max = 20) String>>> oldPasswords();

        Optional<Secret<@Text String>> key();

        Map<String, Secret<@NotBlank String>> tokens();

        Map<String, @Within(min = "1K") MemorySize> sizes();

        Map<String, Server> servers();

        @Override
        default void check(Report report) {
            if (number() == 7 && !enabled()) {
                report.violation("number", "must not be 7 unless enabled");
            }
        }
    }

    /** One of several. */
    interface Server {
        @NotBlank
        String host();

        @WithParentName
        Timing timing();
    }

    /** A group whose settings have the names of the parent. */
    interface Timing {
        @WithDefault("1s")
        @Within(min = "1ms")
        Duration keepAlive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number               | 0                    | parley.kinds.number must be from 1 to 10, not 0
            optional-number      | 0                    | parley.kinds.optional-number must be at least 1, not 0
            size                 | 2M                   | parley.kinds.size must be at most 1M, not 2097152 bytes
            timeout              | 2m                   | parley.kinds.timeout must be from 100ms to 1m, not 2m
            timeout              | 90s                  | parley.kinds.timeout must be from 100ms to 1m, not 90s
            timeout              | 0                    | parley.kinds.timeout must be from 100ms to 1m, not 0ms
            retries              | 1s,0.5s              | parley.kinds.retries[1] must be at least 1s, not 500ms
            validity             | 25h                  | parley.kinds.validity must be at most 1d, not 25h
            sizes."a/b"          | 1                    | parley.kinds.sizes.a/b must be at least 1K, not 1 bytes
            servers.one.keep-alive | 0s                 | parley.kinds.servers.one.keep-alive must be at least 1ms, not 0ms
            url                  | ftp://example.com    | parley.kinds.url must be an http or https URL with a host, without query, fragment and trailing slash, not "ftp://example.com"
            url                  | https://example.com/ | parley.kinds.url must be an http or https URL with a host, without query, fragment and trailing slash, not "https://example.com/"
            """)
    void aValueOutsideItsLimitsIsDescribed(String name, String value, String sentence) {
        assertEquals(List.of(sentence), violations(Map.of(name, value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            timeout | soon | must be a duration such as 500ms, 30s, 5m, 24h or 7d, not "soon"
            timeout | 1y   | must be a duration such as 500ms, 30s, 5m, 24h or 7d, not "1y"
            enabled | ture | must be true or false, not "ture"
            number  | many | Expected an integer value, got "many"
            """)
    void aValueOfAnotherKindIsDescribed(String name, String value, String end) {
        var sentences = violations(Map.of(name, value));

        assertEquals(1, sentences.size());
        assertEquals(
                List.of(true, true),
                List.of(
                        sentences.getFirst().contains("parley.kinds." + name),
                        sentences.getFirst().endsWith(end)),
                sentences.getFirst());
    }

    @Test
    void aMissingSettingIsNamed() {
        assertEquals(
                List.of("parley.kinds.password must be given and not be blank"), violations(Map.of("password", "")));
    }

    @Test
    void anEmptyOptionalSecretIsNotSet() {
        var settings = config(Map.of("key", "", "old-passwords", "")).getConfigMapping(KindsConfig.class, PREFIX);

        assertEquals(Optional.empty(), settings.key().map(Secret::get));
        assertEquals(Optional.empty(), settings.oldPasswords());
        assertEquals(List.of("parley.kinds.key must not be blank"), violations(Map.of("key", " ")));
    }

    @Test
    void aRuleBetweenSettingsNamesOne() {
        assertEquals(
                List.of("parley.kinds.number must not be 7 unless enabled"),
                violations(Map.of("number", "7", "enabled", "off")));
    }

    @Test
    void allViolationsAreReportedTogether() {
        assertEquals(2, violations(Map.of("number", "0", "timeout", "0s")).size());
    }

    @Test
    void aSecretIsNeverPrinted() {
        var wrong = CANARY.repeat(2);
        var sentences = violations(
                Map.of("password", wrong, "old-passwords", "right," + wrong, "tokens.one", " ", "tokens.two", wrong));

        assertEquals(
                List.of(
                        "parley.kinds.old-passwords[1] must have 0 to 20 characters or elements",
                        "parley.kinds.password must have 0 to 20 characters or elements",
                        "parley.kinds.tokens.one must be given and not be blank"),
                sentences.stream().sorted().toList());
    }

    @Test
    void validSettingsHaveTheirValues() {
        var settings = config(
                        Map.of("password", CANARY, "old-passwords", "a,b", "tokens.one", CANARY, "timeout", "PT30S"))
                .getConfigMapping(KindsConfig.class, PREFIX);

        assertEquals(Duration.ofSeconds(30), settings.timeout());
        assertEquals(CANARY, settings.password().get());
        assertEquals(
                List.of("a", "b"),
                settings.oldPasswords().orElseThrow().stream().map(Secret::get).toList());
        for (var text : List.of(
                settings.toString(),
                settings.password().toString(),
                settings.tokens().toString())) {
            assertFalse(text.contains(CANARY), text);
        }
    }

    private static List<String> violations(Map<String, String> settings) {
        var failure = assertThrows(ConfigValidationException.class, () -> config(settings));
        return IntStream.range(0, failure.getProblemCount())
                .mapToObj(failure::getProblem)
                .map(ConfigValidationException.Problem::getMessage)
                .toList();
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("parley.kinds.password", "right");
        all.put("parley.kinds.servers.one.host", "localhost");
        settings.forEach((name, value) -> all.put("parley.kinds." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(KindsConfig.class, PREFIX)
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .addDiscoveredConverters()
                .withValidator(new SettingsValidator(
                        Validation.buildDefaultValidatorFactory().getValidator()))
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build();
    }
}
