package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of the Graph API about templates: creation, lists, reads, edits, deletion and their limits. */
class SandboxTemplatesTest {
    private static final String OTHER_ACCOUNT = "/205500000000002/message_templates";
    private static final int DAY = 86_400;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final TemplateStage templates = new TemplateStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);

    private static void plan(String members) {
        STAGE.faults("{\"templates\":{\"automaticReview\":false," + members + "}}");
    }

    private static String edit(String text) {
        return "{\"components\":[{\"type\":\"BODY\",\"text\":\"" + text + "\"}]}";
    }

    private List<String> names(String query) {
        return graph.get(TemplateStage.TEMPLATES + query).json().path("data").findValuesAsText("name");
    }

    @Test
    void createdTemplateIsReadAndListed() {
        STAGE.faults(TemplateStage.MANUAL);
        var created =
                templates.post("table_ready", "utility", TemplateStage.BODY).json();
        var id = created.path("id").asText();

        assertTrue(id.matches("\\d{15,17}"), id);
        assertEquals("PENDING", created.path("status").asText());
        assertEquals("UTILITY", created.path("category").asText());
        var read = graph.get("/" + id).json();
        assertEquals(
                Set.of("id", "name", "parameter_format", "components", "language", "status", "category"),
                fieldNames(read));
        assertEquals("POSITIONAL", read.path("parameter_format").asText());
        assertEquals("Mina", read.at("/components/0/example/body_text/0/0").asText());
        assertEquals(
                id, graph.get(TemplateStage.TEMPLATES).json().at("/data/0/id").asText());
        assertEquals(
                Set.of("id", "status"),
                fieldNames(graph.get("/" + id + "?fields=status").json()));
        graph.assertRejected(graph.get("/" + id + "?fields=dance"), 400, 100, "nonexisting field (dance)");
        graph.assertRejected(
                graph.get(TemplateStage.TEMPLATES + "?fields=dance"), 400, 100, "nonexisting field (dance)");
        graph.assertRejected(graph.call("DELETE", "/" + id, ""), 400, 100, "Unsupported delete request");
    }

    private static Set<String> fieldNames(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void everyAccountHasTheInitialTemplatesAndItsOwn() {
        STAGE.call("PUT", "/control/accounts/205500000000002", "{}");
        STAGE.faults(TemplateStage.MANUAL);
        templates.create("mine");
        var initial = Set.of("visit_reminder", "login_code", "spring_lamps", "order_update", "hello_world");

        var other = graph.get(OTHER_ACCOUNT).json().path("data");

        assertEquals(initial, Set.copyOf(other.findValuesAsText("name")));
        assertTrue(names("").contains("mine"));
        var ids = graph.get(TemplateStage.TEMPLATES).json().path("data").findValuesAsText("id");
        other.findValuesAsText("id").forEach(id -> assertFalse(ids.contains(id), id));
        templates.assertRejected(graph.call("DELETE", OTHER_ACCOUNT + "?name=mine", ""), 2593002, "doesn't exist");
        var same = graph.post(OTHER_ACCOUNT, TemplateStage.template("mine", "MARKETING", TemplateStage.BODY));
        assertEquals(200, same.status(), same.json().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?status=PENDING | one,two",
                "?status=APPROVED&category=MARKETING | spring_lamps",
                "?status=%5B%22PENDING%22,%22PAUSED%22%5D | one,two",
                "?status=PENDING,APPROVED&category=MARKETING | spring_lamps,two",
                "?name=one | one",
                "?name=login | login_code",
                "?name_or_content=your+table | one",
                "?language=en_US | hello_world,order_update",
                "?language=de | ''",
                "?quality_score=YELLOW | two",
                "?category=authentication | login_code"
            })
    void listIsFiltered(String query, String expected) {
        STAGE.faults(TemplateStage.MANUAL);
        templates.create("one");
        var two = templates.post("two", "MARKETING", "{\"type\":\"BODY\",\"text\":\"A lamp for spring\"}");
        templates.change(two.json().path("id").asText(), "quality", "{\"score\":\"YELLOW\",\"silent\":true}");

        assertEquals(new TreeSet<>(List.of(expected.split(","))).toString().replace("['']", "[]"), found(query));
    }

    private String found(String query) {
        return new TreeSet<>(names(query)).toString();
    }

    @Test
    void listHasPages() {
        STAGE.faults(TemplateStage.MANUAL);
        for (var n = 0; n < 30; n++) {
            templates.create("page_" + n);
        }

        var first = graph.get(TemplateStage.TEMPLATES + "?limit=20&fields=name&name=page")
                .json();
        var next = URI.create(first.at("/paging/next").asText());
        var second = STAGE.call(
                        "GET",
                        next.getRawPath() + "?" + next.getRawQuery(),
                        "",
                        "Authorization",
                        "Bearer sandbox-meta-token")
                .json();

        assertEquals("page_29", first.at("/data/0/name").asText());
        var all = new ArrayList<>(first.path("data").findValuesAsText("name"));
        all.addAll(second.path("data").findValuesAsText("name"));
        assertEquals(30, Set.copyOf(all).size());
        assertEquals(10, second.path("data").size());
        assertFalse(second.path("paging").has("next"));
        var before = graph.get(TemplateStage.TEMPLATES + "?limit=20&name=page&before="
                        + second.at("/paging/cursors/before").asText())
                .json();
        assertEquals("page_29", before.at("/data/0/name").asText());
        graph.assertRejected(graph.get(TemplateStage.TEMPLATES + "?after=x"), 400, 100, "Invalid cursors");
    }

    @Test
    void duplicateIsRejectedAndAnotherLanguageIsNot() {
        STAGE.faults(TemplateStage.MANUAL);
        templates.create("twice");

        templates.assertRejected(
                templates.post("twice", "UTILITY", TemplateStage.BODY),
                2388024,
                "There is already English content for this template.");

        var body =
                TemplateStage.template("twice", "UTILITY", TemplateStage.BODY).replace("\"en\"", "\"de\"");
        assertEquals(200, graph.post(TemplateStage.TEMPLATES, body).status());
        templates.assertRejected(
                graph.post(
                        TemplateStage.TEMPLATES,
                        TemplateStage.template("twice", "MARKETING", TemplateStage.BODY)
                                .replace("\"en\"", "\"fr\"")),
                0,
                "The category MARKETING doesn't match");
    }

    @Test
    void sampleTemplateIsProtected() {
        templates.assertRejected(
                templates.post("hello_world", "UTILITY", TemplateStage.BODY), 2388155, "sample template");
        templates.assertRejected(
                graph.call("DELETE", TemplateStage.TEMPLATES + "?name=hello_world", ""), 2388094, "can't be deleted");
    }

    @Test
    void creationsOfOneHourAreLimited() {
        plan("\"creationsPerHour\":2");
        templates.create("one");
        templates.create("two");

        var rejected = templates.post("three", "UTILITY", TemplateStage.BODY);

        graph.assertRejected(rejected, 400, 80008, "too many calls to this WhatsApp Business account");
        assertTrue(rejected.json().at("/error/is_transient").asBoolean());
        STAGE.call("PUT", "/control/accounts/205500000000002", "{}");
        assertEquals(
                200,
                graph.post(OTHER_ACCOUNT, TemplateStage.template("three", "UTILITY", TemplateStage.BODY))
                        .status());
        plan("\"creationsPerHour\":2,\"clockAheadSeconds\":3601");
        templates.create("three");
    }

    @Test
    void numberOfTemplatesIsLimited() {
        plan("\"maxTemplates\":6");
        templates.create("sixth");

        templates.assertRejected(
                templates.post("seventh", "UTILITY", TemplateStage.BODY),
                2388019,
                "maximum number of message templates");
    }

    @Test
    void deletedNameIsLockedFor30Days() {
        plan("\"deletionMs\":{\"min\":0,\"max\":0}");
        var id = templates.create("once");
        templates.change(id, "approve", "{}");

        graph.assertSucceeded(graph.call("DELETE", TemplateStage.TEMPLATES + "?name=once", ""));
        templates.awaitEvent("DELETED");

        graph.assertRejected(graph.get("/" + id), 400, 100, "does not exist");
        assertFalse(names("").contains("once"));
        templates.assertRejected(
                templates.post("once", "UTILITY", TemplateStage.BODY), 2388023, "New English content can't be added");
        var german =
                TemplateStage.template("once", "UTILITY", TemplateStage.BODY).replace("\"en\"", "\"de\"");
        templates.assertRejected(graph.post(TemplateStage.TEMPLATES, german), 2388023, "New German content");
        plan("\"clockAheadSeconds\":" + (30 * DAY + 1));
        assertNotEquals(id, templates.create("once"));
    }

    @Test
    void deletionEndsLater() {
        plan("\"deletionMs\":{\"min\":60000,\"max\":60000}");
        var id = templates.create("later");
        templates.change(id, "approve", "{}");

        graph.call("DELETE", TemplateStage.TEMPLATES + "?name=later&hsm_id=" + id, "");

        assertEquals("PENDING_DELETION", templates.status(id));
        graph.assertRejected(templates.send("later"), 404, 132001, "Template does not exist");
        templates.assertRejected(templates.post("later", "UTILITY", TemplateStage.BODY), 2388023, "is being deleted");
        templates.assertRejected(
                graph.call("DELETE", TemplateStage.TEMPLATES + "?name=later", ""), 2593002, "doesn't exist");
        templates.assertRejected(graph.post("/" + id, edit("x")), 2388039, "can't be changed");
        assertEquals(List.of("APPROVED", "PENDING_DELETION"), eventsOf(2));
    }

    private List<String> eventsOf(int count) {
        await(() -> templates.events().size() >= count);
        return templates.events();
    }

    @Test
    void oneLanguageIsDeleted() {
        STAGE.faults(TemplateStage.MANUAL);
        var english = templates.create("languages");
        var body = TemplateStage.template("languages", "UTILITY", TemplateStage.BODY)
                .replace("\"en\"", "\"de\"");
        var german = graph.post(TemplateStage.TEMPLATES, body).json().path("id").asText();

        templates.assertRejected(
                graph.call("DELETE", TemplateStage.TEMPLATES + "?name=other&hsm_id=" + english, ""),
                2593002,
                "doesn't exist");
        graph.assertSucceeded(graph.call("DELETE", TemplateStage.TEMPLATES + "?name=languages&hsm_id=" + english, ""));

        assertEquals("PENDING", templates.status(german));
        assertEquals(List.of("languages"), names("?name=languages"));
        templates.create("languages"); // never approved: its name is not locked
        graph.assertSucceeded(graph.call("DELETE", TemplateStage.TEMPLATES + "?name=languages", ""));
        assertEquals(List.of(), names("?name=languages"));
        graph.assertRejected(graph.call("DELETE", TemplateStage.TEMPLATES, ""), 400, 100, "name is required");
    }

    @Test
    void approvedTemplateIsEditedOnceADay() {
        var id = templates.approved("edited");

        graph.assertSucceeded(graph.post("/" + id, edit("It is ready")));
        assertEquals("PENDING", templates.status(id));
        assertEquals("It is ready", templates.read(id).at("/components/0/text").asText());
        templates.assertRejected(graph.post("/" + id, edit("x")), 2388039, "can't be changed");
        templates.change(id, "approve", "{}");
        templates.assertRejected(graph.post("/" + id, edit("x")), 2388039, "once in 24 hours");

        plan("\"clockAheadSeconds\":" + (DAY + 1));
        graph.assertSucceeded(graph.post("/" + id, edit("Ready now")));
        assertEquals(2, STAGE.count("templates", "edited"));
    }

    @Test
    void approvedTemplateIsEditedTenTimesInAMonth() {
        var id = templates.approved("edited");
        for (var n = 0; n < 10; n++) {
            plan("\"clockAheadSeconds\":" + n * (DAY + 1));
            graph.assertSucceeded(graph.post("/" + id, edit("Version " + n)));
            templates.change(id, "approve", "{}");
        }

        plan("\"clockAheadSeconds\":" + 11 * (DAY + 1));
        templates.assertRejected(graph.post("/" + id, edit("x")), 2388039, "10 times in 30 days");

        plan("\"clockAheadSeconds\":" + 31 * (DAY + 1));
        graph.assertSucceeded(graph.post("/" + id, edit("x")));
    }

    @Test
    void rejectedAndPausedTemplatesAreEditedWithoutALimit() {
        STAGE.faults(TemplateStage.MANUAL);
        var id = templates.create("rejected");
        for (var text : List.of("one", "two", "three")) {
            templates.change(id, "reject", "{\"reason\":\"SCAM\"}");
            graph.assertSucceeded(graph.post("/" + id, edit(text)));
        }
        templates.change(id, "reject", "{\"reason\":\"INCORRECT_CATEGORY\"}");
        graph.assertSucceeded(graph.post("/" + id, "{\"category\":\"MARKETING\"}"));
        assertEquals("MARKETING", templates.read(id).path("category").asText());

        templates.change(id, "approve", "{}");
        templates.change(id, "pause", "{}");
        graph.assertSucceeded(graph.post("/" + id, edit("four")));
        assertEquals("PENDING", templates.status(id));
    }

    @Test
    void editIsCheckedLikeACreation() {
        var id = templates.approved("edited");

        templates.assertRejected(graph.post("/" + id, edit("Your table for {{1}} is ready now")), 2388043, "(example)");
        templates.assertRejected(graph.post("/" + id, "{}"), 0, "components is required");
        templates.assertRejected(graph.post("/" + id, "[]"), 0, "must be a JSON object");
        templates.assertRejected(
                graph.post("/" + id, "{\"category\":\"MARKETING\"}"), 0, "category of an approved template");
        templates.assertRejected(graph.post("/" + id, "{\"message_send_ttl_seconds\":1}"), 0, "between 30 and 43200");

        assertEquals("APPROVED", templates.status(id));
        graph.assertSucceeded(graph.post("/" + id, "{\"message_send_ttl_seconds\":60}"));
        assertEquals(60, templates.read(id).path("message_send_ttl_seconds").asInt());
    }

    @Test
    void editedTemplateIsReviewedAndItsCategoryChanged() {
        STAGE.faults(TemplateStage.FAST);
        var id = graph.post(
                        TemplateStage.TEMPLATES,
                        TemplateStage.template("moved", "UTILITY", TemplateStage.BODY)
                                .replace("{\"name\"", "{\"allow_category_change\":true,\"name\""))
                .json()
                .path("id")
                .asText();
        templates.awaitStatus(id, "APPROVED");

        graph.assertSucceeded(graph.post("/" + id, edit("Our summer sale begins")));

        await(() -> !templates.webhooks("template_category_update").isEmpty());
        templates.awaitStatus(id, "APPROVED");
        assertEquals("MARKETING", templates.read(id).path("category").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en_US | *{{1}}* is your verification code. For your security, do not share this code. | This code expires in 10 minutes. | Copy code",
                "es_MX | Tu código de verificación es *{{1}}*. Por tu seguridad, no lo compartas. | Este código caduca en 10 minutos. | Copiar código",
                "zu | *{{1}}* is your verification code. For your security, do not share this code. | This code expires in 10 minutes. | Copy code"
            })
    void authenticationTemplateShowsMetasTexts(String language, String body, String footer, String button) {
        STAGE.faults(TemplateStage.MANUAL);
        var id = authentication(language);

        var read = templates.read(id);

        assertEquals(body, read.at("/components/0/text").asText());
        assertEquals("123456", read.at("/components/0/example/body_text/0/0").asText());
        assertEquals(footer, read.at("/components/1/text").asText());
        var shown = read.at("/components/2/buttons/0");
        assertEquals("URL", shown.path("type").asText());
        assertEquals(button, shown.path("text").asText());
        assertEquals(
                "https://www.whatsapp.com/otp/code/?otp_type=ONE_TAP&cta_display_name=Fill&package_name=com.shop.app"
                        + "&signature_hash=K8a%2FAINcGX7&code_expiration_minutes=10&code=otp{{1}}",
                shown.path("url").asText());
        assertEquals(600, read.path("message_send_ttl_seconds").asInt());
    }

    private String authentication(String language) {
        return graph.post(TemplateStage.TEMPLATES, """
                        {"name":"code","language":"%s","category":"AUTHENTICATION","components":[
                          {"type":"BODY","add_security_recommendation":true},
                          {"type":"FOOTER","code_expiration_minutes":10},
                          {"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"ONE_TAP","autofill_text":"Fill",
                            "supported_apps":[{"package_name":"com.shop.app","signature_hash":"K8a/AINcGX7"}]}]}]}""".formatted(language))
                .json()
                .path("id")
                .asText();
    }

    @Test
    void authenticationTemplateIsSent() {
        STAGE.faults(TemplateStage.MANUAL);
        templates.change(authentication("en"), "approve", "{}");
        var message = """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"491701","type":"template",
                 "template":{"name":"code","language":{"code":"en"},"components":[
                   {"type":"body","parameters":[{"type":"text","text":"123456"}]}%s]}}""";

        graph.assertRejected(STAGE.graph(message.formatted("")), 400, 131008, "Required parameter is missing");

        var button = """
                ,{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"123456"}]}""";
        assertEquals(200, STAGE.graph(message.formatted(button)).status());
    }

    @Test
    void sendsAreCheckedByTheCreatedComponents() {
        templates.approved("checked");
        var one = """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"491701","type":"template",
                 "template":{"name":"checked","language":{"code":"%s"},"components":[{"type":"body","parameters":[
                   {"type":"text","text":"Mina"}]}]}}""";

        graph.assertRejected(STAGE.graph(one.formatted("en")), 400, 132000, "Param Count Mismatch");
        graph.assertRejected(STAGE.graph(one.formatted("de")), 404, 132001, "Template does not exist");
        assertEquals(200, templates.send("checked").status());
    }

    @ParameterizedTest
    @CsvSource({"resetAfterWrite", "timeoutAfterWrite"})
    void lostResponseHasCreatedTheTemplate(String fault) {
        plan("\"hangMs\":50,\"" + fault + "\":1");
        var body = TemplateStage.template("lost", "UTILITY", TemplateStage.BODY);

        assertThrows(
                IOException.class,
                () -> STAGE.send(
                        "POST",
                        GraphStage.BASE + TemplateStage.TEMPLATES,
                        body,
                        "Authorization",
                        "Bearer sandbox-meta-token"));

        assertEquals(List.of("lost"), names("?name=lost"));
        assertEquals(1, STAGE.count("templates", "responsesLost"));
    }

    @Test
    void errorAfterTheCreationHasCreatedTheTemplate() {
        plan("\"error500AfterWrite\":1");

        assertEquals(500, templates.post("lost", "UTILITY", TemplateStage.BODY).status());

        plan("\"error500AfterWrite\":0");
        templates.assertRejected(templates.post("lost", "UTILITY", TemplateStage.BODY), 2388024, "already English");
    }

    @Test
    void callsNeedThePermissionAndTheToken() {
        STAGE.faults("{\"accounts\":{\"missingPermissions\":[\"whatsapp_business_management\"]}}");
        graph.assertRejected(graph.get(TemplateStage.TEMPLATES), 403, 200, "(#200)");
        graph.assertRejected(templates.post("none", "UTILITY", TemplateStage.BODY), 403, 200, "(#200)");
        STAGE.faults("{\"accounts\":{\"code80007\":1}}");
        graph.assertRejected(templates.post("none", "UTILITY", TemplateStage.BODY), 400, 80007, "too many calls");
        STAGE.faults("{}");
        graph.assertRejected(
                STAGE.get(GraphStage.BASE + TemplateStage.TEMPLATES), 401, 190, "Invalid OAuth access token");
        assertEquals(List.of(), names("?name=none"));
        graph.assertRejected(graph.get("/42/message_templates"), 400, 100, "does not exist");
        graph.assertRejected(
                graph.call("PUT", TemplateStage.TEMPLATES, "{}"), 400, 100, "nonexisting field (message_templates)");
    }

    @Test
    void planOfTemplatesIsChecked() {
        for (var member : List.of("\"reviews\":1", "\"maxTemplates\":-1", "\"creationsPerHour\":-1")) {
            assertEquals(
                    400,
                    STAGE.call("PUT", "/control/faults", "{\"templates\":{" + member + "}}")
                            .status(),
                    member);
        }
    }

    @Test
    void templateForEveryAccountReplacesAndIsRemoved() {
        STAGE.post("/control/templates", """
                {"name":"common","language":"de","category":"MARKETING","components":[{"type":"BODY","text":"Hallo"}]}""");
        var id = graph.get(TemplateStage.TEMPLATES + "?name=common")
                .json()
                .at("/data/0/id")
                .asText();
        assertEquals("APPROVED", templates.status(id));

        STAGE.post("/control/templates", """
                {"name":"common","language":"de","status":"PAUSED","components":[{"type":"BODY","text":"Hallo"}]}""");
        assertEquals("PAUSED", templates.status(id));

        var query = "?name=" + URLEncoder.encode("common", StandardCharsets.UTF_8) + "&language=de";
        assertEquals(204, STAGE.call("DELETE", "/control/templates" + query, "").status());
        assertEquals(List.of(), names("?name=common"));
        assertEquals(404, STAGE.call("DELETE", "/control/templates" + query, "").status());
    }

    @Test
    void resetRestoresTheInitialTemplates() {
        templates.approved("forgotten");

        STAGE.post("/control/reset", "");

        assertEquals(5, names("").size());
        assertEquals(List.of(), names("?name=forgotten"));
    }
}
