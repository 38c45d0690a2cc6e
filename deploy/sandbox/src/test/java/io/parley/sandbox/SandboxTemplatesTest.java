package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads and lists of templates by the Graph API, for each business account. */
class SandboxTemplatesTest {
    private static final String OTHER_ACCOUNT = "/205500000000002/message_templates";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final TemplateStage templates = new TemplateStage(STAGE);
    private final GraphStage graph = new GraphStage(STAGE);

    private List<String> names(String query) {
        return graph.get(TemplateStage.TEMPLATES + query).json().path("data").findValuesAsText("name");
    }

    @Test
    void createdTemplateIsReadAndListed() {
        STAGE.faults(TemplateStage.MANUAL);
        var created =
                templates.post("table_ready", "utility", TemplateStage.BODY).json();
        var id = created.path("id").asText();

        assertTrue(id.matches("\\d{17}"), id);
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
    void mediaSampleIsReadAsALink() throws Exception {
        STAGE.faults(TemplateStage.MANUAL);
        var header = """
                {"type":"header","format":"image","example":{"header_handle":["%s"]}},""";
        var id = templates
                .post("lamp", "UTILITY", header.formatted(templates.upload("image/png")) + TemplateStage.BODY)
                .json()
                .path("id")
                .asText();

        var shown = templates.read(id).at("/components/0");

        assertEquals(
                "HEADER IMAGE",
                shown.path("type").asText() + " " + shown.path("format").asText());
        var link = shown.at("/example/header_handle/0").asText();
        try (var http = HttpClient.newHttpClient()) {
            var file = http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
            assertEquals("data", file.body());
            assertEquals("image/png", file.headers().firstValue("content-type").orElseThrow());
            STAGE.post("/control/reset", "");
            assertEquals(
                    404,
                    http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.discarding())
                            .statusCode());
        }
    }

    @Test
    void fieldsOfTheQualityAreSelected() {
        STAGE.faults(TemplateStage.MANUAL);
        var id = templates.create("quality");

        var score = graph.get("/" + id + "?fields=quality_score%7Bscore,date,reasons%7D")
                .json()
                .path("quality_score");

        assertEquals("UNKNOWN", score.path("score").asText());
        assertTrue(score.path("reasons").isArray() && score.path("date").isIntegralNumber(), score.toString());
    }

    @Test
    void resetRestoresTheInitialTemplates() {
        templates.approved("forgotten");

        STAGE.post("/control/reset", "");

        assertEquals(5, names("").size());
        assertEquals(List.of(), names("?name=forgotten"));
    }
}
