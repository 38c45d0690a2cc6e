package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.parley.verify.Repository;
import io.parley.verify.Yaml;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that cannot work are refused with a message that helps. That schema and values fit is part of {@link ChartChecks}. */
@Tag("static")
class ValuesSchemaTest {
    private static final Path REFUSED = Repository.path("deploy/verify/src/test/resources/values/refused.yaml");
    private static final String MESSAGE = "message";

    @TempDir
    Path folder;

    private final Chart chart = Chart.ofRepository();

    static Stream<JsonNode> refused() {
        return Manifest.elements(Yaml.document(Repository.text(REFUSED)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void valuesAreRefused(JsonNode sample) {
        var values = ValuesFile.write(folder, ValuesFile.with(chart.preset("minimal"), sample.path("values")));

        var refusal = assertThrows(
                IllegalStateException.class,
                () -> chart.text("parley", values, Chart.NEWEST_KUBERNETES, Map.of()),
                sample::toString);
        assertTrue(refusal.getMessage().contains(sample.path(MESSAGE).asText()), refusal.getMessage());
    }

    /** Every rule has a sample: a message in the templates that no sample expects would never have been seen. */
    @Test
    void everyRuleIsTried() {
        var messages = refused().map(sample -> sample.path(MESSAGE).asText()).collect(Collectors.toSet());
        var rules = chart.text("templates/_validations.tpl")
                .lines()
                .filter(line -> line.contains("include \"parley.fail\"") && !line.contains("define"))
                .collect(Collectors.toSet());

        var untried = rules.stream()
                .filter(rule -> messages.stream().noneMatch(message -> isOf(rule, message)))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), untried);
    }

    /** Whether a message may come from a rule, whose text has placeholders. */
    private static boolean isOf(String rule, String message) {
        var text = rule.replaceFirst(".*?parley\\.fail\" \\(?(printf )?\"", "");
        return Stream.of(
                        message.split(
                                "[0-9]+|components\\.\\w+|\\[[^]]*]|api\\.example\\.com|PLAINTEXT|SASL_SSL|gateway|s3|parley\\.operator\\.key"))
                .map(String::strip)
                .filter(part -> part.length() > 12)
                .anyMatch(text::contains);
    }

    @Test
    void defaultsFitTheSchema() {
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(chart.text(ValuesSchema.FILE));

        assertEquals(Set.of(), schema.validate(chart.yaml("values.yaml")));
        assertFalse(schema.validate(PrettyJson.read("{\"bogus\": 1}")).isEmpty());
    }
}
