package io.parley.messaging.channel.viber;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.setup.SetupFinding.Result;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of the set-up: token and webhook of a bot, key of a partner. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
@WithTestResource(WithPublicUrl.class)
@Tag("slow")
class ViberSetupTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    ViberChannel channel;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ok      | https://gw.example/webhooks/viber/7042 | delivered,seen,failed,subscribed | registered
            warning | https://gw.example/webhooks/viber/7042 | seen                  | delivered, failed
            failed  | https://gw.example/webhooks/viber/1    | delivered,seen,failed | https://gw.example/webhooks/viber/1
            failed  |                                        | delivered,seen,failed | no webhook
            """)
    void theWebhookOfABotIsChecked(String result, String webhook, String events, String finding) {
        ScriptedViber.up()
                .answer(
                        200,
                        new JsonObject()
                                .put("status", 0)
                                .put("status_message", "ok")
                                .put("webhook", webhook)
                                .put("event_types", new JsonArray(List.of(events.split(","))))
                                .encode());

        var found = check("7042", Map.of());

        assertThat(found.result().value(), is(result));
        assertThat(found.finding(), containsString(finding));
        var request = ScriptedViber.server().lastRequest();
        assertThat(request.path(), is("/pa/get_account_info"));
        assertThat(request.viberToken(), is("viber-token"));
    }

    @Test
    void connectingABotRegistersTheGatewaysWebhookForAllEvents() {
        ScriptedViber.up().answer(200, "{\"status\":0,\"webhook\":\"https://api.parley.example/webhooks/viber/7042\"}");

        var found = connect("7042");

        assertThat(found.result(), is(Result.OK));
        var registration = ScriptedViber.server().requests().getFirst();
        assertThat(registration.path(), is("/pa/set_webhook"));
        assertThat(registration.viberToken(), is("viber-token"));
        assertThat(
                new JsonObject(registration.body()).getString("url"),
                is("https://api.parley.example/webhooks/viber/7042"));
        assertThat(
                new JsonObject(registration.body()).getJsonArray("event_types").contains("failed"), is(true));
    }

    @Test
    void aWebhookThatViberRefusesIsReportedWithItsReason() {
        ScriptedViber.up().answer(200, "{\"status\":1,\"status_message\":\"invalidUrl\"}");

        var found = connect("7042");

        assertThat(found.result(), is(Result.FAILED));
        assertThat(found.finding(), containsString("invalidUrl"));
        assertThat(found.remedy(), containsString("https://api.parley.example/webhooks/viber/7042"));
        assertThat(ScriptedViber.server().requests().size(), is(1));
    }

    @Test
    void aTokenThatViberDoesNotAcceptIsReportedWithItsSetting() {
        ScriptedViber.up().answer(200, "{\"status\":2,\"status_message\":\"invalidAuthToken\"}");

        var found = check("7042", Map.of());

        assertThat(found.result(), is(Result.FAILED));
        assertThat(found.remedy(), containsString("parley.channels.viber.tokens.\"7042\""));
        assertThat(found.toString(), not(containsString("viber-token")));
    }

    @Test
    void aServiceWithoutTokenIsReportedWithoutACall() {
        ScriptedViber.up();

        assertThat(check("8", Map.of()).finding(), is("no token is set"));
        assertThat(check("8", Map.of("connector", "partner")).result(), is(Result.FAILED));
        assertThat(check("7042", Map.of("connector", "partner")).result(), is(Result.OK));
        assertThat(ScriptedViber.server().requests(), is(List.of()));
    }

    @Test
    void anUnreachableOrSilentViberIsReported() {
        ScriptedViber.up().answerInHtml(502);
        assertThat(check("7042", Map.of()).finding(), containsString("HTTP status 502"));

        ScriptedViber.up().stayQuiet();
        assertThat(check("7042", Map.of()).finding(), containsString("timeout"));

        ScriptedViber.server().refuseConnections();
        assertThat(check("7042", Map.of()).finding(), containsString("connection refused"));
        ScriptedViber.up();
    }

    private SetupFinding check(String service, Map<String, String> attributes) {
        return only(channel.checkSetup(List.of(sender(service, attributes))));
    }

    private SetupFinding connect(String service) {
        return only(channel.connect(sender(service, Map.of())));
    }

    private static SetupFinding only(Uni<List<SetupFinding>> result) {
        var findings = result.await().atMost(TIMEOUT);
        assertThat(findings.size(), is(1));
        return findings.getFirst();
    }

    private static Sender sender(String service, Map<String, String> attributes) {
        return new Sender(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new ChannelName("viber"),
                service,
                "Shop",
                service,
                null,
                Set.of(Scope.MESSAGES_WRITE),
                attributes,
                true,
                1);
    }
}
