package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.embedded.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Traffic that reaches every part of the platform: messages on every channel in both directions, files, callbacks,
 * templates, Flows, and requests and webhooks that are refused.
 */
final class MixedTraffic implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATES =
            "/channels/whatsapp/accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID + "/templates";
    private static final String PERSON = "4915120000090";
    private static final List<String> RECEIVING = List.of("whatsapp", "viber", "sms");

    private final Platform platform;
    private final ProductTeam team;
    private final FlowTeam flows;
    private final SetupOperator operator;
    private final PersonWithPhone phone;
    private final CountingCustomer customer = new CountingCustomer();
    private final TeamFlowServer endpoint = new TeamFlowServer();
    private final String flow;

    MixedTraffic(Platform platform) throws Exception {
        this.platform = platform;
        this.team = new ProductTeam(platform);
        this.flows = FlowTeam.of(platform);
        this.operator = new SetupOperator(platform);
        this.phone = new PersonWithPhone(platform.endpoints().sandbox());
        reportTo(customer.url("/callbacks"));
        operator.rotateFlowKey(LocalIdentities.WHATSAPP_NUMBER);
        this.flow = flows.published(name("flow"), endpoint.url(), FlowTeam.WITH_ENDPOINT);
    }

    /** Produces some of everything that happens in normal operation. */
    void round() throws Exception {
        sendOnEveryChannel();
        receiveOnEveryChannel();
        createTemplateAndFlow();
        flows.sandbox().exchange("/control/flows/" + flow + "/exchange", Map.of("from", PERSON));
        beRefused();
    }

    private void sendOnEveryChannel() throws Exception {
        team.sendText("whatsapp", LocalIdentities.WHATSAPP_NUMBER, PERSON, "Hello");
        team.sendText("viber", LocalIdentities.VIBER_SERVICE, PERSON, "Hello");
        team.sendText("viber", LocalIdentities.VIBER_PARTNER_SERVICE, PERSON, "Hello");
        team.sendText("sms", LocalIdentities.SMS_NUMBER, PERSON, "Hello");
    }

    private void receiveOnEveryChannel() throws Exception {
        for (var channel : RECEIVING) {
            phone.write(channel, PERSON, identity(channel), "Hi");
        }
        var file = phone.upload("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        phone.send(
                "whatsapp",
                PERSON,
                identity("whatsapp"),
                JSON.valueToTree(Map.of("type", "image", "image", Map.of("id", file))));
    }

    private static String identity(String channel) {
        return switch (channel) {
            case "whatsapp" -> LocalIdentities.WHATSAPP_NUMBER;
            case "viber" -> LocalIdentities.VIBER_SERVICE;
            default -> LocalIdentities.SMS_NUMBER;
        };
    }

    private void createTemplateAndFlow() throws Exception {
        var body = Map.of("type", "BODY", "text", "Your order can be picked up in our shop.");
        var template = Map.of(
                "name",
                name("template"),
                "category",
                "UTILITY",
                "localizations",
                List.of(Map.of("language", "en", "components", List.of(body))));
        assertEquals(
                201,
                team.call("POST", TEMPLATES, JSON.writeValueAsString(template)).statusCode());
        flows.succeed("DELETE", "/" + flows.create(name("draft"), null), null);
    }

    private void beRefused() throws Exception {
        assertEquals(400, team.call("POST", "/messages", "{}").statusCode());
        var withWrongKey = HttpRequest.newBuilder(
                        URI.create(platform.endpoints().api() + "/configurations/callbacks"))
                .header("apikey", "wrong")
                .build();
        assertEquals(401, HTTP.send(withWrongKey, BodyHandlers.ofString()).statusCode());
        SignedMetaWebhook.to(platform).withSecret("wrong").post("1", SignedMetaWebhook.delivered("wamid.1"));
    }

    /** Produces some of what only failures produce. */
    void failures() throws Exception {
        SignedMetaWebhook.to(platform).post("1", SignedMetaWebhook.delivered("wamid." + UUID.randomUUID()));
        SignedMetaWebhook.to(platform).post("1", "{\"field\":\"messages\"}");
        flows.change(flow, "endpoint-latency", Map.of("p90_latency", 8000, "threshold", 7000));
        withFaults("{'whatsapp':{'resetAfterAccept':1.0}}", this::sendToWhatsApp);
        withFaults("{'whatsapp':{'rejectCodes':{'" + PERSON + "':131026}}}", this::sendToWhatsApp);
        withFaults("{'accounts':{'tokenExpired':true}}", this::readProfile);
        callbackWithoutEndpoint();
    }

    private interface Action {
        void run() throws Exception;
    }

    private void withFaults(String plan, Action action) throws Exception {
        flows.sandbox().faults(plan);
        try {
            action.run();
        } finally {
            flows.sandbox().faults("{}");
        }
    }

    /** Sends a message and waits until Meta has received it. */
    private void sendToWhatsApp() throws Exception {
        var before = attempts();
        team.sendText("whatsapp", LocalIdentities.WHATSAPP_NUMBER, PERSON, "Hello");
        eventually("it is attempted", () -> attempts() > before ? true : null);
    }

    private long attempts() {
        try {
            return new Metrics(platform.endpoints().metrics(Service.MESSAGING))
                    .value("parley_provider_errors_total", "provider=\"whatsapp\"");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void readProfile() throws Exception {
        team.call(
                "GET",
                "/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER + "/settings/profile",
                null);
    }

    private void callbackWithoutEndpoint() throws Exception {
        reportTo("http://127.0.0.1:" + FreePorts.next() + "/unreachable");
        try {
            team.sendText("sms", LocalIdentities.SMS_NUMBER, PERSON, "Hello");
            eventually("an attempt failed", () -> failedCallbacks() > 0 ? true : null);
        } finally {
            reportTo(customer.url("/callbacks"));
        }
    }

    private long failedCallbacks() {
        try {
            return new Metrics(platform.endpoints().metrics(Service.MESSAGING))
                    .value("parley_callback_deliveries_seconds_count", "outcome=\"retry\"");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void reportTo(String url) throws Exception {
        team.put(
                "/configurations/callbacks",
                Map.of("messageStatusUrl", url, "inboundMessageUrl", url, "businessNotificationUrl", url));
    }

    private static String name(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace('-', '_').substring(0, 13);
    }

    @Override
    public void close() throws Exception {
        operator.deleteFlowKeys(LocalIdentities.WHATSAPP_NUMBER);
        team.put("/configurations/callbacks", Map.of());
        endpoint.close();
        customer.close();
    }
}
