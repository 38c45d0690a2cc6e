package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dev flow preview} in a real browser: the page, and in it the renderer with every component. Screenshots are kept in
 * {@code target/screenshots}. Needs no platform.
 */
@Timeout(300)
@Tag("slow")
class FlowPreviewCommandTest {
    private static final Path SCHEMA =
            Path.of(System.getProperty("parley.home"), "flow-service/src/main/resources/flow-json/schema.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PreviewBrowser browser;

    @TempDir
    Path folder;

    private final List<FlowPreviewProgram> programs = new ArrayList<>();

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = PreviewBrowser.start();
    }

    @AfterAll
    static void stopBrowser() throws InterruptedException {
        browser.close();
    }

    @AfterEach
    void stopPrograms() throws InterruptedException {
        for (var program : programs) {
            program.close();
        }
    }

    @Test
    void aFormIsFilledInAndCompleted() throws Exception {
        var result = run("visit", show("visit.json"));

        assertEquals(2, result.path("missing").size(), result.toString());
        assertEquals("INPUT", result.path("first").path("tag").asText(), result.toString());
        assertEquals(List.of(""), texts(result.path("corrected")), "messages after the fields were filled in");
        assertEquals(0, result.path("withoutDevice").asInt(), "the condition is not met yet");
        assertEquals(List.of("This date is not available."), texts(result.path("unavailable")));
        assertEquals("https://example.com/terms", result.path("link").asText());
        assertEquals(List.of("Mina <b>", "Phone"), texts(result.path("kept")));
        assertEquals("Mina <b>, see you on 2026-12-23", result.path("review").asText());
        assertEquals(
                Map.of("name", "Mina <b>", "day", "2026-12-23", "device", "Phone", "terms", true),
                JSON.convertValue(result.path("completed"), Map.class));
        assertEquals("REVIEW: completed", result.path("logged").asText());
        assertEquals("Book a visit", result.path("title").asText());
        assertTrue(Files.size(PreviewBrowser.SCREENSHOTS.resolve("visit-completed.png")) > 10_000);
    }

    @Test
    void everyComponentIsShownAndBehavesAsMetaDescribes() throws Exception {
        var result = run("components", show("components.json"));

        assertEquals(components(), new TreeSet<>(texts(result.path("types"))));
        assertEquals(List.of(), texts(result.path("problems")));
        assertEquals(0, result.path("broken").asInt(), "images that are not shown");
        assertEquals(List.of("From the form", "true"), texts(result.path("initial")));
        assertEquals(List.of("From the endpoint"), texts(result.path("given")));
        assertEquals(List.of("1", "1"), texts(result.path("before")), "the branches of the initial values");
        assertEquals(List.of("1", "1"), texts(result.path("after")), "the branches after the selections");
        assertTrue(result.path("disabled").asBoolean(), "the option that is not enabled");
        assertEquals("First", result.path("description").asText());
        assertEquals(
                List.of("Enter an email address.", "Select at most 1.", "Choose at least 3 days."),
                texts(result.path("invalid")));
        assertFalse(result.path("hidden").asBoolean(), "what is not visible");
        var completed = result.path("completed");
        assertEquals("mina@example.com", completed.path("mail").asText(), completed.toString());
        assertEquals(
                "plan.pdf",
                completed.path("documents").path(0).path("file_name").asText(),
                completed.toString());
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        var result = run("keyboard", show("visit.json"));

        assertEquals("When", result.path("heading").asText(), "the focus follows the screen");
        assertEquals("2026-12-23", result.path("completed").path("day").asText(), result.toString());
        assertEquals("Phone", result.path("completed").path("device").asText(), result.toString());
    }

    @Test
    void aSmallScreenAndADarkSystemAreFollowed() throws Exception {
        var result = run("small", show("components.json"));

        assertEquals(List.of("rgb(18, 27, 34)", "rgb(233, 237, 239)"), texts(result.path("dark")));
        assertEquals(List.of("rgb(255, 255, 255)", "rgb(17, 27, 33)"), texts(result.path("light")));
        assertEquals(0, result.path("overflow").asInt(), "the page is wider than the screen");
    }

    @Test
    void aHostileFlowIsHarmless() throws Exception {
        var file = folder.resolve("hostile.json");
        Files.writeString(file, HostileFlow.json());

        var result = run("hostile", program(file).url());

        assertTrue(result.path("ran").isNull(), "a script ran");
        assertEquals(0, result.path("scripts").asInt());
        assertTrue(texts(result.path("links")).stream().allMatch("https:"::equals), result.toString());
        assertTrue(result.path("log").asText().contains("Not an https link: javascript:"), result.toString());
        assertTrue(result.path("texts").asInt() > 2, result.toString());
        assertTrue(result.path("elements").asInt() < 3_000, "all components are shown: " + result);
    }

    @Test
    void aChangedFileIsShownWithItsErrors() throws Exception {
        var file = Files.copy(PreviewBrowser.FLOWS.resolve("visit.json"), folder.resolve("edited.json"));
        var url = program(file).url();

        assertTrue(text(url, "Hello Mina").path("errors").asText().contains("No errors"));

        Files.writeString(file, Files.readString(file).replace("Hello Mina", "Welcome back"));
        assertEquals("", text(url, "Welcome back").path("notice").asText());

        Files.writeString(file, Files.readString(file).replace("\"required\"", "\"obligatory\""));
        assertTrue(text(url, "INVALID_PROPERTY_KEY").path("errors").asText().contains("obligatory"));

        Files.writeString(file, "{");
        assertEquals(
                "The Flow JSON cannot be read.",
                text(url, "INVALID_FLOW_JSON").path("notice").asText());

        Files.copy(PreviewBrowser.FLOWS.resolve("visit.json"), file, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(text(url, "Hello Mina").path("errors").asText().contains("No errors"));
    }

    private static JsonNode run(String scenario, String url) throws Exception {
        return browser.run(scenario, url);
    }

    private static JsonNode text(String url, String expected) throws Exception {
        return browser.awaitText(url, expected);
    }

    private String show(String flow) throws Exception {
        return program(PreviewBrowser.FLOWS.resolve(flow)).url();
    }

    private FlowPreviewProgram program(Path file) throws IOException {
        var program = FlowPreviewProgram.start(file);
        programs.add(program);
        return program;
    }

    /** The components that the validator knows. */
    private static Set<String> components() throws IOException {
        var names = new TreeSet<String>();
        new YAMLMapper()
                .readTree(SCHEMA.toFile())
                .path("components")
                .fieldNames()
                .forEachRemaining(names::add);
        assertTrue(names.size() >= 24, names::toString);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
