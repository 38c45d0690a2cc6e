package io.parley.flow.command;

import static io.parley.flow.FlowDriver.brokenFlow;
import static io.parley.flow.FlowDriver.validFlow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.flow.FlowDriver;
import io.parley.flow.MetaFlowsServer;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev flow plan} and {@code apply} against the service. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class ApplyFlowsTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aFolderIsAppliedAndThenEqual() throws IOException {
        write("visit.yaml", "name: Visit\ncategories: [SURVEY]\n");
        write("visit.json", validFlow());
        write("sign_up.yml", "name: Sign up\ncategories: [SIGN_UP, OTHER]\npublish: true\njson: other.json\n");
        write("other.json", validFlow());

        assertEquals(ExitCode.CHANGES, run("plan", "--detailed-exitcode"));
        assertEquals("""
                + Sign up create and publish
                + Visit create
                2 create, 0 change, 0 delete, 0 deprecate, 0 unchanged, 0 drift, 0 impossible.
                """, printed());
        assertEquals(ExitCode.OK, run("apply"), this::printed);

        assertEquals(
                List.of("PUBLISHED", "DRAFT"),
                List.of(atMeta("Sign up").status(), atMeta("Visit").status()));
        assertEquals(validFlow(), atMeta("Visit").file());
        assertEquals(ExitCode.OK, run("plan", "--detailed-exitcode"));
        assertTrue(printed().contains("2 unchanged"), this::printed);
    }

    @Test
    void aDraftIsChangedAndPublished() throws IOException {
        write("visit.yaml", "name: Visit\ncategories: [SURVEY]\n");
        write("visit.json", validFlow());
        run("apply");

        write(
                "visit.yaml",
                "name: Visit\ncategories: [OTHER]\nendpointUri: https://shop.example.com/flow\npublish: true\n");
        write("visit.json", validFlow().replace("Thank you", "See you"));
        run("plan");
        assertTrue(printed().startsWith("""
                        ~ Visit change and upload visit.json and publish
                              - categories: SURVEY
                              + categories: OTHER
                              + endpointUri: https://shop.example.com/flow
                        """), this::printed);
        assertEquals(ExitCode.OK, run("apply"), this::printed);

        var flow = atMeta("Visit");
        assertEquals("PUBLISHED", flow.status());
        assertTrue(flow.file().contains("See you"));
        assertEquals("https://shop.example.com/flow", flow.json().getString("endpoint_uri"));
    }

    @Test
    void aPublishedFlowCannotChange() throws IOException {
        write("visit.yaml", "name: Visit\ncategories: [SURVEY]\npublish: true\n");
        write("visit.json", validFlow());
        assertEquals(ExitCode.OK, run("apply"), this::printed);
        write("visit.json", validFlow().replace("Thank you", "See you"));

        assertEquals(ExitCode.FAILED, run("apply"));

        assertTrue(printed().contains("! Visit is published, so it cannot change"), this::printed);
        assertFalse(atMeta("Visit").file().contains("See you"));
    }

    @Test
    void flowsWithoutAFileAreOnlyRemovedIfPruned() throws IOException {
        var draft = flows.create("Old draft");
        var published = flows.createComplete("Old published");
        flows.publish(published).statusCode(200);
        write("visit.yaml", "name: Visit\ncategories: [SURVEY]\n");
        write("visit.json", validFlow());

        assertEquals(ExitCode.OK, run("apply"), this::printed);
        assertTrue(printed().contains("? Old draft is not in the files; --prune deletes it"), this::printed);
        assertEquals("DRAFT", flows.status(draft));
        var metrics = folder.resolve("flows.prom");
        run("plan", "--prune", "--metrics", metrics.toString());
        assertTrue(Files.readString(metrics)
                .contains("parley_flow_differences{whatsapp_account=\""
                        + customer.account().id() + "\",kind=\"deprecate\"} 1"));
        assertEquals(ExitCode.OK, run("apply", "--prune"), this::printed);

        assertEquals("DEPRECATED", flows.status(published));
        assertEquals(404, customer.request().get(flows.path(draft)).statusCode());
    }

    @Test
    void aFileWithErrorsEndsTheCommandBeforeAnyCall() throws IOException {
        write("visit.yaml", "name: Visit\ncategories: [SURVEY]\n");
        write("visit.json", brokenFlow());

        assertEquals(ExitCode.FAILED, run("apply"));

        assertTrue(printed().contains("visit.json:6:26 INVALID_PROPERTY_KEY"), this::printed);
        assertEquals(List.of(), MetaFlowsServer.changes());
        write("visit.json", validFlow());
        write("visit.yaml", "name: Visit\ncategory: SURVEY\n");
        assertEquals(ExitCode.FAILED, run("apply"));
        assertTrue(errors().contains("visit.yaml: is not a description of a flow"), this::errors);
        write("visit.yaml", "name: Visit\ncategories: [SURVEY]\n");
        write("again.yaml", "name: Visit\ncategories: [SURVEY]\njson: visit.json\n");
        assertEquals(ExitCode.FAILED, run("apply"));
        assertTrue(errors().contains("are the same flow Visit"), this::errors);
    }

    @Test
    void errorsThatOnlyMetaFindsFailTheFlowAndNotTheOthers() throws IOException {
        write("a.yaml", "name: A\ncategories: [PROMOTION]\n");
        write("a.json", validFlow());
        write("b.yaml", "name: B\ncategories: [OTHER]\n");
        write("b.json", validFlow());

        assertEquals(ExitCode.FAILED, run("apply"));

        assertTrue(printed().contains("failed + A create: POST "), this::printed);
        assertTrue(printed().contains("done   + B create"), this::printed);
    }

    @Test
    void jsonHasThePlanAndItsResults() throws IOException {
        write("visit.yaml", "name: Visit\ncategories: [SURVEY]\n");
        write("visit.json", validFlow());

        assertEquals(ExitCode.OK, run("apply", "--json"), this::errors);

        var json = new ObjectMapper().readTree(printed());
        assertEquals("create", json.at("/changes/0/action").asText());
        assertEquals(1, json.at("/counts/create").asInt());
        assertEquals("done", json.at("/results/0/result").asText());
        assertEquals(0, json.at("/files/0/validation_errors").size());
        assertEquals("", errors());
    }

    @Test
    void aKeyIsNeeded() throws IOException {
        write("visit.yaml", "name: Visit\ncategories: [SURVEY]\n");
        write("visit.json", validFlow());

        assertEquals(
                ExitCode.UNAUTHORIZED,
                new FlowCommand(Map.of(), Waiting.ofSystem(), stream(out), stream(err))
                        .run(List.of("plan", folder.toString())));

        assertTrue(errors().contains("PARLEY_API_KEY"), this::errors);
    }

    private MetaFlowsServer.MetaFlowObject atMeta(String name) {
        return MetaFlowsServer.flows(customer.account().wabaId()).stream()
                .filter(flow -> flow.json().getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ExitCode run(String command, String... options) {
        out.reset();
        err.reset();
        var words = new ArrayList<>(List.of(command, folder.toString()));
        words.addAll(List.of("--url", "http://localhost:" + RestAssured.port, "--account"));
        words.add(customer.account().id().toString());
        words.addAll(List.of(options));
        return new FlowCommand(Map.of("PARLEY_API_KEY", customer.key()), Waiting.ofSystem(), stream(out), stream(err))
                .run(words);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
