package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no Flow, and files that are made to exhaust the validator: each is an error with a code and a position. */
class FlowBadInputsTest {
    private static final String HEAD = "{\"version\":\"7.3\",\n";

    private static FlowReport validate(String text) {
        return FlowValidator.standard().validate(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the first error as code, line:column and path. */
    private static String first(FlowReport report) {
        var error = report.errors().getFirst();
        return "%s %d:%d %s"
                .formatted(
                        error.error(),
                        error.lineStart(),
                        error.columnStart(),
                        error.pointers().getFirst().path())
                .strip();
    }

    /** Returns the error with a code, as line:column and path. */
    private static String at(String code, FlowReport report) {
        return report.errors().stream()
                .filter(error -> error.error().equals(code))
                .map(error -> "%d:%d %s"
                        .formatted(
                                error.lineStart(),
                                error.columnStart(),
                                error.pointers().getFirst().path()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.errors().toString()));
    }

    private static String screen(String id, String next) {
        return FlowSamples.flow(FlowSamples.parse(
                        "{screen: {id: %1$s, terminal: false}, footer: {type: Footer, label: A,".formatted(id)
                                + " on-click-action: {name: navigate, next: {type: screen, name: %s}, payload: {}}}}"
                                        .formatted(next)))
                .at("/screens/0")
                .toString();
    }

    @Test
    void aFileOfElevenMegabytesIsTooLarge() {
        var report = FlowValidator.standard().validate(new byte[11 * 1024 * 1024]);

        assertEquals("INVALID_FLOW_JSON 1:1", first(report));
        assertEquals(
                "The file is larger than 10485760 bytes.",
                report.errors().getFirst().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void nestingIsReportedWhereItIsTooDeep(String opening) {
        var report = validate("\n" + opening.repeat(500_000));

        assertEquals("INVALID_FLOW_JSON 2:%d".formatted(100 * opening.length() + 1), first(report));
    }

    @Test
    void aRepeatedKeyIsReportedAtItsSecondPlace() {
        var report = validate("{\"version\":\"7.3\",\"screens\":[{\"id\":\"A\",\n  \"\\u0069d\":\"B\"}]}");

        assertEquals("2:3 screens[0].id", at("INVALID_PROPERTY_KEY", report));
    }

    @Test
    void manyRepeatedKeysAreReportedUpToTheMaximum() {
        var report = validate(HEAD + "\"a\":0,".repeat(200_000) + "\"a\":0}");

        assertEquals("2:1 a", at("INVALID_PROPERTY_KEY", report));
        assertEquals(FlowValidator.MAX_ERRORS, report.errors().size());
        assertTrue(report.truncated());
    }

    @Test
    void aByteOrderMarkIsReportedAtTheBeginning() {
        assertEquals("INVALID_FLOW_JSON 1:1", first(validate("\uFEFF{\"version\":\"7.3\"}")));
    }

    @Test
    void bytesThatAreNotUtf8AreReportedWhereTheyAre() {
        var file = (HEAD + "\"\uFFFD?\":1}").getBytes(StandardCharsets.UTF_8);
        file[file.length - 5] = (byte) 0xff;

        assertEquals("INVALID_FLOW_JSON 2:3", first(FlowValidator.standard().validate(file)));
    }

    @Test
    void aHugeTextIsReportedWithAShortMessage() {
        var report = validate(HEAD + "\"screens\":\"" + "x".repeat(5_000_000) + "\"}");

        assertEquals("INVALID_PROPERTY_TYPE 2:11 screens", first(report));
        assertTrue(report.errors().stream().allMatch(error -> error.message().length() < 1000));
    }

    @Test
    void moreThanAHundredScreensAreReportedAtTheirKey() {
        var screens = IntStream.range(0, 101)
                .mapToObj(i -> screen("S_%c%c".formatted('A' + i / 26, 'A' + i % 26), "S_ZZ"))
                .toList();

        var report = validate(HEAD + "\"screens\":[" + String.join(",", screens) + "]}");

        assertEquals("2:1 screens", at("MAX_SCREENS_NUMBER", report));
    }

    @Test
    void farTooManyScreensAreCountedAndNotComparedWithEachOther() {
        var report = validate(HEAD + "\"screens\":[" + "{},\n".repeat(100_000) + "{}]}");

        assertEquals("2:1 screens", at("MAX_SCREENS_NUMBER", report));
        assertTrue(report.errors().getFirst().message().contains("100001"), report::toString);
        assertTrue(report.truncated());
    }

    @Test
    void aCircleOfScreensHasNoFirstOne() {
        var report = validate(
                HEAD + "\"screens\":[" + screen("A", "B") + "," + screen("B", "C") + "," + screen("C", "A") + "]}");

        assertEquals("2:1 screens", at("INVALID_ROUTING_MODEL", report));
    }

    @Test
    void aCircleInTheRoutingModelIsReportedAtItsKey() {
        var report = validate(
                HEAD + "\"data_api_version\":\"3.0\",\"routing_model\":{\"A\":[\"B\"],\"B\":[\"C\"],\"C\":[\"A\"]},\n"
                        + "\"screens\":[" + screen("A", "B") + "," + screen("B", "C") + "," + screen("C", "A") + "]}");

        assertEquals("2:26 routing_model", at("INVALID_ROUTING_MODEL", report));
    }

    @Test
    void aDeeplyNestedPatternDoesNotFailTheValidator() {
        var pattern = "(".repeat(499) + ")".repeat(499);
        var flow = FlowSamples.flow(FlowSamples.parse(
                        "{children: [{type: TextInput, name: a, label: A, pattern: PATTERN, helper-text: A}]}"))
                .toString();

        assertEquals(List.of(), validate(flow.replace("PATTERN", pattern)).errors());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e9999999999", "-1e-9999999999", "1e999999999", "123456789012345678901234567890123456789012"})
    void hugeNumbersDoNotFailTheValidator(String number) {
        var flow = FlowSamples.flow(
                        FlowSamples.parse("{children: [{type: PhotoPicker, name: a, label: A, max-file-size-kb: 4711,"
                                + " max-uploaded-photos: 4711}]}"))
                .toString();

        assertTrue(validate(flow.replace("4711", number)).errors().size() <= 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "\"\"",
                "{\"file\":\"string\"}",
                "{\"version\":7.3}",
                "{\"version\":\"7.3\"}",
                "{\"version\":\"7.3\",\"screens\":null}",
                "{\"version\":\"7.3\",\"screens\":[null]}",
                "{\"version\":\"7.3\",\"screens\":[{\"layout\":{\"children\":[[]]}}]}",
                "{\"version\":\"7.3\",\"data_api_version\":4,\"routing_model\":[],\"screens\":[{}]}",
                "{\"version\":\"7.3\",\"routing_model\":{\"A\":{},\"B\":[1,null,{}]},\"screens\":[{\"id\":1}]}"
            })
    void filesThatAreNoFlowAreErrors(String text) {
        var errors = validate(text).errors();

        assertFalse(errors.isEmpty());
        assertTrue(errors.stream().allMatch(error -> error.lineStart() >= 1 && error.columnStart() >= 1));
    }

    /** Changes, removes and repeats parts of valid Flows at random, by a fixed seed. */
    @Test
    void damagedFlowsNeverFailTheValidator() {
        var random = new Random(12);
        var files = Stream.of("components.yaml", "samples.yaml")
                .flatMap(file -> FlowSamples.read(file).findParents("children").stream())
                .map(sample -> FlowSamples.flow(sample).toString())
                .toList();
        for (var i = 0; i < 3000; i++) {
            var text = new StringBuilder(files.get(random.nextInt(files.size())));
            for (var change = random.nextInt(4); change >= 0; change--) {
                damage(text, random);
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertTrue(FlowValidator.standard().validate(bytes).errors().size() <= FlowValidator.MAX_ERRORS);
        }
    }

    private static void damage(StringBuilder text, Random random) {
        var from = random.nextInt(text.length());
        var to = Math.min(text.length(), from + random.nextInt(12));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, text.substring(from, to));
            case 2 -> replaceToken(text, from, random);
            default -> text.setCharAt(from, "{}[]\":,$`'\\0 a".charAt(random.nextInt(14)));
        }
        if (text.isEmpty()) {
            text.append('x');
        }
    }

    /** Replaces a string by a value of another type, which keeps the JSON valid. */
    private static void replaceToken(StringBuilder text, int from, Random random) {
        var start = text.indexOf("\"", from);
        var end = start < 0 ? -1 : text.indexOf("\"", start + 1);
        if (end > 0) {
            var values = List.of("null", "1e9", "[]", "{}", "true", "\"${form.a}\"", "\"`${data.x} (`\"", "[{}]");
            text.replace(start, end + 1, values.get(random.nextInt(values.size())));
        }
    }
}
