package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Form, order and number of errors, and what a report states. */
class FlowValidatorTest {
    private static final FlowValidator VALIDATOR = FlowValidator.standard();

    private static FlowReport validate(String text) {
        return VALIDATOR.validate(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anErrorHasMetasForm() throws Exception {
        var report = validate("""
            {
              "version": "7.3",
              "screens": [
                {"id": "MAIN", "title": "Main", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "TextBody", "text": "A", "initial-text": "B"},
                  {"type": "Footer", "label": "Send", "on-click-action": {"name": "complete", "payload": {}}}
                ]}}
              ]
            }\
            """);

        var json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(report.errors()));
        assertEquals(new ObjectMapper().readTree("""
            [{"error": "INVALID_PROPERTY_KEY", "error_type": "FLOW_JSON_ERROR",
              "message": "The property initial-text is not allowed in TextBody.",
              "line_start": 5, "line_end": 5, "column_start": 41, "column_end": 54,
              "pointers": [{"line_start": 5, "line_end": 5, "column_start": 41, "column_end": 54,
                            "path": "screens[0].layout.children[0].initial-text"}]}]\
            """), json);
    }

    @Test
    void errorsAreOrderedByPositionAndCode() {
        var report = validate("""
            {"version": "7.3", "extra": 1,
             "screens": [{"id": "success", "id": "B", "layout": {"children": []}}]}\
            """);

        var positions = report.errors().stream()
                .map(error -> error.lineStart() * 1000 + error.columnStart())
                .toList();
        assertEquals(positions.stream().sorted().toList(), positions);
        assertTrue(positions.size() > 4, report.errors()::toString);
        for (var i = 1; i < positions.size(); i++) {
            if (positions.get(i).equals(positions.get(i - 1))) {
                assertTrue(report.errors()
                                .get(i - 1)
                                .error()
                                .compareTo(report.errors().get(i).error())
                        <= 0);
            }
        }
    }

    @Test
    void theNumberOfErrorsIsBoundedToTheFirstOnes() {
        var report = validate("{\"version\": \"7.3\", \"screens\": [" + "1,\n".repeat(5000) + "1]}");

        assertEquals(FlowValidator.MAX_ERRORS, report.errors().size());
        assertTrue(report.truncated());
        assertEquals(100, report.errors().getLast().lineStart());
    }

    @Test
    void theReportStatesTheVersions() {
        var report = FlowSamples.validate(
                FlowSamples.parse("{version: '6.0', flow: {data_api_version: '3.0', routing_model: {MAIN: []}}}"));

        assertEquals(List.of(), report.errors());
        assertEquals("6.0", report.version().orElseThrow().toString());
        assertEquals("3.0", report.dataApiVersion().orElseThrow());
        assertTrue(report.publishable());
        assertFalse(FlowSamples.validate(FlowSamples.parse("{version: '5.0'}")).publishable());
    }

    @Test
    void everySupportedVersionAcceptsASimpleFlow() {
        for (var version : FlowSchema.standard().versions().supported()) {
            assertEquals(
                    List.of(),
                    FlowSamples.validate(FlowSamples.parse("{version: '%s'}".formatted(version)))
                            .errors());
        }
    }
}
