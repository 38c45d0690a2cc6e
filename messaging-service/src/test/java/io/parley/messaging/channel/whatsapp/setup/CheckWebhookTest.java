package io.parley.messaging.channel.whatsapp.setup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.parley.messaging.channel.whatsapp.account.GraphServer;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Reply;
import io.parley.runtime.secrets.SecretFiles;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.setup.SetupFinding.Result;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Meta's handshake with the webhook at the public URL, and what can be wrong there. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
class CheckWebhookTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String TOKEN = "verify & token";
    private static final String WEBHOOK = "GET /webhooks/meta";

    @TempDir
    Path folder;

    @Inject
    WebhookHandshake handshake;

    @Inject
    SecretFiles secrets;

    @BeforeEach
    void aGateway() {
        GraphServer.reset();
        GraphServer.on(
                WEBHOOK,
                call -> TOKEN.equals(call.query().get("hub.verify_token"))
                        ? new Reply(
                                200, "text/plain", Buffer.buffer(call.query().get("hub.challenge")))
                        : Reply.json(403, "{'detail':'hub.verify_token is not the configured verify token.'}"));
    }

    @AfterEach
    void forget() {
        GraphServer.reset();
    }

    @Test
    void theGatewayAcceptsTheToken() throws Exception {
        var file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        for (var setting : new String[] {TOKEN, "file:" + file}) {
            var found = check(setting, GraphServer.url());

            assertThat(found.toString(), found.result(), is(Result.OK));
            assertThat(found.remedy(), nullValue());
            assertThat(GraphServer.calls(WEBHOOK).getLast().query().get("hub.mode"), is("subscribe"));
        }
    }

    @Test
    void anotherVerifyTokenIsReportedAndNotShown() {
        var found = check("other-token", GraphServer.url());

        assertThat(found.result(), is(Result.FAILED));
        assertThat(found.finding(), containsString("does not accept the verify token"));
        assertThat(found.remedy(), containsString("parley.webhooks.meta.verify-token"));
        assertThat(found.toString(), not(containsString("other-token")));
    }

    @Test
    void withoutATokenOnlyTheGatewayIsChecked() {
        assertThat(check(null, GraphServer.url()).result(), is(Result.WARNING));

        GraphServer.on(WEBHOOK, Reply.json(403, "{'title':'Forbidden'}"));
        assertThat(check(null, GraphServer.url()).finding(), containsString("something else"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, something else than webhook-gateway, without a login",
        "401, something else than webhook-gateway, without a login",
        "301, redirects, final address",
        "404, is not routed, ingress",
        "502, no webhook-gateway behind it, Start webhook-gateway",
        "503, no webhook-gateway behind it, Start webhook-gateway"
    })
    void anotherAnswerIsReportedWithItsStatus(int status, String finding, String remedy) {
        GraphServer.on(WEBHOOK, Reply.json(status, "{}"));

        var found = check(TOKEN, GraphServer.url());

        assertThat(found.result(), is(Result.FAILED));
        assertThat(found.finding(), containsString(finding));
        assertThat(found.remedy(), containsString(remedy));
    }

    @ParameterizedTest
    @CsvSource({
        "http://gateway.invalid, failed, unknown host, DNS",
        "http://127.0.0.1:1, failed, connection refused, firewall",
        "http://10.0.0.1, warning, was not called, parley.egress.allowed-cidrs"
    })
    void anAddressThatCannotBeCalledIsReported(String origin, String result, String finding, String remedy) {
        var found = check(TOKEN, origin);

        assertThat(found.result().value(), is(result));
        assertThat(found.finding(), containsString(finding));
        assertThat(found.remedy(), containsString(remedy));
    }

    @Test
    void aServerWithoutTlsIsReported() {
        var found = check(TOKEN, GraphServer.url().replace("http:", "https:"));

        assertThat(found.finding(), containsString("over TLS: TLS"));
        assertThat(found.remedy(), containsString("certificate of a public authority for 127.0.0.1"));
    }

    @Test
    void aServerThatDoesNotAnswerIsReported() {
        GraphServer.stayQuiet();

        assertThat(check(TOKEN, GraphServer.url()).finding(), containsString("timeout"));
    }

    @Test
    void withoutAPublicUrlNothingIsCalled() {
        var found = check(TOKEN, null);

        assertThat(found.result(), is(Result.WARNING));
        assertThat(GraphServer.calls().isEmpty(), is(true));
    }

    private SetupFinding check(String token, String origin) {
        MetaWebhookConfig settings = () -> Optional.ofNullable(token).map(value -> () -> value);
        var address = new WebhookAddress(Optional.ofNullable(origin).map(URI::create));
        return new CheckWebhook(address, handshake, settings, secrets)
                .run()
                .await()
                .atMost(TIMEOUT);
    }
}
