package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final Path FLOWS =
            Path.of(System.getProperty("parley.home"), "deploy/local/src/test/resources/flows");
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("parley.home"), "deploy/local/target/screenshots");
    private static final Set<String> COMPONENTS = Set.of(
            "TextHeading",
            "TextSubheading",
            "TextBody",
            "TextCaption",
            "RichText",
            "TextInput",
            "TextArea",
            "CheckboxGroup",
            "RadioButtonsGroup",
            "Dropdown",
            "ChipsSelector",
            "Footer",
            "OptIn",
            "EmbeddedLink",
            "NavigationList",
            "DatePicker",
            "CalendarPicker",
            "Image",
            "ImageCarousel",
            "PhotoPicker",
            "DocumentPicker",
            "If",
            "Switch",
            "Form");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static NodeScript browser;

    @TempDir
    Path folder;

    private final List<FlowPreviewProgram> programs = new ArrayList<>();

    @BeforeAll
    static void startBrowser() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        browser = NodeScript.start("flow-preview.cjs", Chromium.path(), SCREENSHOTS.toString());
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
        assertTrue(Files.size(SCREENSHOTS.resolve("visit-completed.png")) > 10_000);
    }

    @Test
    void everyComponentIsShownAndBehavesAsMetaDescribes() throws Exception {
        var result = run("components", show("components.json"));

        assertEquals(new TreeSet<>(COMPONENTS), new TreeSet<>(texts(result.path("types"))));
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
        var file = Files.copy(FLOWS.resolve("visit.json"), folder.resolve("edited.json"));
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

        Files.copy(FLOWS.resolve("visit.json"), file, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(text(url, "Hello Mina").path("errors").asText().contains("No errors"));
    }

    /** Asks the same page again until it shows the text. */
    private JsonNode text(String url, String expected) throws Exception {
        return result("text", Map.of("scenario", "text", "keep", url, "url", url, "expected", expected), expected);
    }

    private JsonNode run(String scenario, String url) throws Exception {
        return result(scenario, Map.of("scenario", scenario, "url", url), scenario);
    }

    /** No scenario causes an error in the console, and so no violation of the policy, or a request to another origin. */
    private static synchronized JsonNode result(String scenario, Map<String, String> request, String what)
            throws Exception {
        var before = browser.output("scenario").count();
        browser.send(request);
        ProductTeam.eventually(what, () -> browser.output("scenario").count() > before ? true : null);
        var line = browser.output("scenario").skip(before).findFirst().orElseThrow();
        assertEquals("", line.path("failure").asText(), line.toString());
        assertEquals(0, line.path("errors").size(), line.toString());
        assertEquals(0, line.path("outside").size(), line.toString());
        return line.path("result");
    }

    private String show(String flow) throws Exception {
        return program(FLOWS.resolve(flow)).url();
    }

    private FlowPreviewProgram program(Path file) throws IOException {
        var program = FlowPreviewProgram.start(file);
        programs.add(program);
        return program;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
