package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.local.TeamFlowServer.Answer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A product sends, a person taps in the browser, the product receives callbacks, and the console shows to an operator what
 * happened.
 */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class PhonesEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;
    private final FlowTeam flows;

    PhonesEndToEndTest(Platform platform) {
        this.platform = platform;
        flows = FlowTeam.of(platform);
    }

    private PhonesBrowser browser() throws Exception {
        return PhonesBrowser.start(platform.endpoints().sandbox(), 0);
    }

    @Test
    void tapOfAButtonIsACallback() throws Exception {
        var person = "4915120000081";
        var template = Map.of(
                "templateId",
                "visit_reminder",
                "templateLanguage",
                "en",
                "components",
                Map.of(
                        "header",
                        List.of(Map.of("type", "text", "text", "Tomorrow")),
                        "body",
                        List.of(Map.of("type", "text", "text", "Mina"), Map.of("type", "text", "text", "at ten")),
                        "button",
                        List.of(Map.of("type", "quick_reply", "index", 0, "payload", "confirmed-81"))));
        try (var customer = new CountingCustomer();
                var browser = browser();
                var console = ConsoleBrowser.start(platform)) {
            flows.team()
                    .put(
                            "/configurations/callbacks",
                            Map.of(
                                    "inboundMessageUrl", customer.url("/inbound"),
                                    "messageStatusUrl", customer.url("/status")));
            var page = send(person, Map.of("contentType", "template", "template", template));

            browser.run("tapLabel", Map.of("person", person, "label", "Confirm"));

            eventually("the callback", () -> customer.calls().stream()
                    .filter(call -> call.body().toString().contains("confirmed-81"))
                    .findFirst()
                    .orElse(null));
            var titles = console.run(
                            "timeline",
                            platform.credentials().operatorKey(),
                            Map.of("link", page, "text", "Callback MessageStatus::seen"))
                    .path("titles")
                    .toString();
            assertTrue(titles.contains("API call: accepted"), titles);
            assertTrue(titles.contains("Status delivered"), titles);
            assertTrue(titles.contains("Callback MessageStatus::delivered"), titles);
        }
    }

    @Test
    void messageThatFailsByASwitchedFaultIsSentAgain() throws Exception {
        var person = "4915120000083";
        try (var browser = browser();
                var console = ConsoleBrowser.start(platform)) {
            browser.run("fault", Map.of("person", person, "code", 131026));
            var page = send(
                    person,
                    Map.of(
                            "contentType",
                            "template",
                            "template",
                            Map.of("templateId", "hello_world", "templateLanguage", "en_US")));
            var key = platform.credentials().operatorKey();
            console.run("timeline", key, Map.of("link", page, "text", "Status failed"));
            browser.run("fault", Map.of("person", person));

            var sent = console.run("sendAgain", key, Map.of("link", page));

            assertNotEquals(sent.path("before"), sent.path("after"), sent.toString());
        }
    }

    /** Sends when the templates of the account are known, and returns the URL of the message's page in the console. */
    private String send(String to, Map<String, ?> content) throws Exception {
        var body = Map.of("channel", "whatsapp", "from", LocalIdentities.WHATSAPP_NUMBER, "to", to, "content", content);
        return ConsoleOperator.page(eventually("the message is accepted", () -> accepted(body)));
    }

    private HttpResponse<String> accepted(Map<String, ?> body) {
        try {
            var response = flows.team().call("POST", "/messages", JSON.writeValueAsString(body));
            return response.statusCode() == 202 ? response : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void flowExchangesDataWithTheTeamThroughEncryption() throws Exception {
        var person = "4915120000082";
        var operator = new SetupOperator(platform);
        operator.rotateFlowKey(LocalIdentities.WHATSAPP_NUMBER);
        try (var endpoint = new TeamFlowServer();
                var browser = browser()) {
            endpoint.answer(request -> request.path("action").asText().equals("INIT")
                    ? new Answer(200, "{\"screen\":\"RATE\",\"data\":{}}")
                    : new Answer(200, """
                            {"screen":"SUCCESS","data":{"extension_message_response":{"params":{"flow_token":"token-1","rated":"5"}}}}"""));
            var id = flows.published(
                    "phones_exchange",
                    endpoint.url(),
                    FlowTeam.WITH_ENDPOINT.replace("\"name\": \"complete\"", "\"name\": \"data_exchange\""));
            flows.sendUntilDispatched(id, person);

            var response = browser.run("exchangeFlow", Map.of("person", person)).path("response");

            assertEquals("5", response.path("rated").asText(), response.toString());
            assertTrue(
                    endpoint.requests().stream().anyMatch(request -> request.body()
                            .path("data")
                            .path("remark")
                            .asText()
                            .equals("Fine")),
                    endpoint.requests().toString());
        } finally {
            operator.deleteFlowKeys(LocalIdentities.WHATSAPP_NUMBER);
        }
    }
}
