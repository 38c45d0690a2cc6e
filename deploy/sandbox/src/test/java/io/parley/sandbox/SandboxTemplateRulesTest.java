package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that Meta rejects when they are created: name of the case, sub-code and text for the user; and accepted ones. */
class SandboxTemplateRulesTest {
    private static final Pattern RUN = Pattern.compile("(\\X)\\*(\\d+)");

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private static final List<String> WRONG_VALUES =
            List.of("null", "99999999999999", "\"{{1}}\"", "[null]", "{\"0\":{\"type\":\"OTP\"}}");

    private final TemplateStage templates = new TemplateStage(STAGE);
    private final Map<String, String> parts = new LinkedHashMap<>();

    /** Uploads the samples, and names the parts of which the cases consist. The first matching name is replaced. */
    @BeforeEach
    void defineParts() {
        STAGE.faults(TemplateStage.MANUAL);
        parts.put("@image", templates.upload("image/png"));
        parts.put("@pdf", templates.upload("application/pdf"));
        parts.put("@cardheader", "{'type':'HEADER','format':'IMAGE','example':{'header_handle':['@image']}}");
        parts.put("@card", "{'components':[@cardheader,{'type':'BUTTONS','buttons':[@q1]}]}");
        parts.put("@body", "{'type':'BODY','text':'Your table is ready for you now.'}");
        parts.put("@auth", "{'type':'BODY','add_security_recommendation':true}");
        parts.put("@otp", "{'type':'BUTTONS','buttons':[{'type':'OTP','otp_type':'COPY_CODE'}]}");
        parts.put("@app", "{'package_name':'com.shop.app','signature_hash':'K8a/AINcGX7'}");
        parts.put("@url", "{'type':'URL','text':'Open','url':'https://shop.example.com/now'}");
        parts.put(
                "@offerbuttons",
                "{'type':'BUTTONS','buttons':[{'type':'COPY_CODE','text':'Copy','example':'A1'},@url]}");
        parts.put(
                "@offer",
                "{'type':'LIMITED_TIME_OFFER','limited_time_offer':{'text':'Ends soon','has_expiration':true}}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(
            resources = "/template-refusals.csv",
            delimiter = '|',
            quoteCharacter = '`',
            maxCharsPerColumn = 20_000)
    void invalidTemplateIsRejected(String name, int subcode, String message, String body) {
        var response = templates.graph().post(TemplateStage.TEMPLATES, template(body));

        templates.assertRejected(response, subcode, message);
        assertEquals(0, STAGE.count("templates", "created"), name);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/template-accepted.csv",
            delimiter = '|',
            quoteCharacter = '`',
            maxCharsPerColumn = 20_000)
    void validTemplateIsAccepted(String name, String body) {
        var response = templates.graph().post(TemplateStage.TEMPLATES, template(body));

        assertEquals(200, response.status(), name + response.json());
        assertEquals("PENDING", response.json().path("status").asText());
    }

    /** Replaces every value of a valid template, one at a time: each result is created or rejected, never a failure. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/template-accepted.csv",
            delimiter = '|',
            quoteCharacter = '`',
            maxCharsPerColumn = 20_000)
    void templateWithAWrongValueIsRejected(String name, String body) {
        STAGE.faults("""
                {"templates":{"automaticReview":false,"creationsPerHour":100000,"maxTemplates":100000}}""");
        var valid = template(body);
        for (var n = 0; n < nodes(valid).size(); n++) {
            for (var value : WRONG_VALUES) {
                var json = Json.parse(valid.getBytes(StandardCharsets.UTF_8));
                nodes(json).get(n).accept(Json.parse(value.getBytes(StandardCharsets.UTF_8)));

                var response = templates.graph().post(TemplateStage.TEMPLATES, json.toString());

                assertTrue(response.status() == 200 || response.status() == 400, name + json + response.json());
            }
        }
    }

    private static List<Consumer<JsonNode>> nodes(String json) {
        return nodes(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns what replaces each value within an object or array. */
    private static List<Consumer<JsonNode>> nodes(JsonNode json) {
        var setters = new ArrayList<Consumer<JsonNode>>();
        if (json instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(member -> setters.add(value -> object.set(member, value)));
        }
        if (json instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                var index = i;
                setters.add(value -> array.set(index, value));
            }
        }
        json.forEach(child -> setters.addAll(nodes(child)));
        return setters;
    }

    /** Replaces the parts, expands {@code x*21} to 21 times x, and adds the name and language if they are absent. */
    private String template(String body) {
        var text = body.replaceAll("@q(\\w)", "{'type':'QUICK_REPLY','text':'Reply $1'}");
        for (var round = 0; round < 3; round++) {
            text = replaceParts(text).replaceAll("@q(\\w)", "{'type':'QUICK_REPLY','text':'Reply $1'}");
        }
        text = RUN.matcher(text).replaceAll(run -> run.group(1).repeat(Integer.parseInt(run.group(2))));
        var name = text.contains("'name':") ? "" : "'name':'table',";
        var language = text.contains("'language':") ? "" : "'language':'en',";
        return ("{" + name + language + text + "}").replace('\'', '"');
    }

    private String replaceParts(String body) {
        var text = body;
        for (var part : parts.entrySet()) {
            text = text.replaceAll(part.getKey() + "\\b", Matcher.quoteReplacement(part.getValue()));
        }
        return text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"x\"", "{"})
    void bodyMustBeAnObject(String body) {
        templates.assertRejected(
                templates.graph().post(TemplateStage.TEMPLATES, body), 0, "The body must be a JSON object");
    }

    @Test
    void errorHasTitleAndTextForTheUser() {
        var error = templates
                .graph()
                .post(TemplateStage.TEMPLATES, template("'name':'A','category':'UTILITY','components':[@body]"))
                .json()
                .path("error");

        assertEquals("Invalid parameter", error.path("message").asText());
        assertEquals("OAuthException", error.path("type").asText());
        assertEquals("Name Format is Incorrect", error.path("error_user_title").asText());
        assertEquals(
                "The message template name can only have lowercase letters and underscores.",
                error.path("error_user_msg").asText());
    }
}
