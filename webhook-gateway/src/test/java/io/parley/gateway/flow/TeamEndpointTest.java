package io.parley.gateway.flow;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.gateway.GatewayProfile;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a phone gets while the team's endpoint fails. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class TeamEndpointTest {
    private static final String REQUEST = "{\"action\":\"data_exchange\",\"screen\":\"DATE\"}";
    private static final int MAX_PER_FLOW = 4;

    @Inject
    @RegisterExtension
    TestFlow flow;

    @Test
    void anExpiredFlowTokenEndsTheFlowWithTheTeamsText() throws Exception {
        flow.team.script(TeamServer.answering(427, "{\"error_msg\":\"Schon bestätigt\",\"other\":1}"));

        send().statusCode(427).contentType("application/json").body(equalTo("{\"error_msg\":\"Schon bestätigt\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{\"error_msg\":7}", "[]"})
    void anExpiredFlowTokenNeedsNoText(String body) throws Exception {
        flow.team.script(TeamServer.answering(427, body));

        send().statusCode(427).body(equalTo("{}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 421, 432, 500, 503})
    void anyOtherStatusIsAFailureOfTheEndpoint(int status) throws Exception {
        flow.team.script(TeamServer.answering(status, "{\"screen\":\"TIME\"}"));

        send().statusCode(502)
                .contentType("application/problem+json")
                .body("detail", containsString("status " + status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "[]", "7", "{\"screen\":"})
    void aResponseThatIsNotAnObjectIsAFailureOfTheEndpoint(String body) throws Exception {
        flow.team.script(TeamServer.answering(200, body));

        send().statusCode(502).body("detail", containsString("JSON object"));
    }

    @Test
    void aTooLargeResponseIsAFailureOfTheEndpoint() throws Exception {
        flow.team.script(TeamServer.answering(200, "{\"screen\":\"" + "x".repeat(1_600_000) + "\"}"));

        send().statusCode(502);
    }

    @Test
    void anEndpointThatDoesNotAnswerInTimeIsATimeout() throws Exception {
        var end = new CountDownLatch(1);
        flow.team.script(exchange -> end.await());

        send().statusCode(504);
        end.countDown();
    }

    @Test
    void aResponseThatStopsIsATimeout() throws Exception {
        var end = new CountDownLatch(1);
        flow.team.script(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"screen\":".getBytes());
            exchange.getResponseBody().flush();
            end.await();
        });

        send().statusCode(504);
        end.countDown();
    }

    @Test
    void anEndpointThatIsDownCannotBeReached() throws Exception {
        flow.team.close();

        send().statusCode(502).body("detail", containsString("cannot be reached"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/flow", "http://169.254.169.254/latest", "http://[fd00::1]/flow"})
    void aPrivateAddressIsNotCalled(String address) throws Exception {
        flow.publishFlow(address);
        Eventually.holds(() -> assertTrue(detail().contains("not allowed"), this::detail));
    }

    @Test
    void aFlowWithoutEndpointIsAFailure() throws Exception {
        flow.publishFlow(null);
        Eventually.holds(() -> assertTrue(detail().contains("no endpoint"), this::detail));
    }

    @Test
    void oneFlowDoesNotUseAllSlots() throws Exception {
        var end = new CountDownLatch(1);
        flow.team.script(exchange -> {
            end.await();
            TeamServer.answering(200, "{}").run(exchange);
        });
        var slow = flow.team;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Response>>();
            for (var i = 0; i < MAX_PER_FLOW; i++) {
                waiting.add(pool.submit(() -> flow.post(flow.encrypt(REQUEST))));
            }
            Eventually.equal(MAX_PER_FLOW, () -> slow.received().size());

            send().statusCode(503).header("Retry-After", "1");
            end.countDown();
            for (var answer : waiting) {
                assertTrue(answer.get().statusCode() == 200 || answer.get().statusCode() == 504);
            }
        }
        send().statusCode(200);
        assertEquals(MAX_PER_FLOW + 1, flow.team.received().size());
    }

    private String detail() {
        try {
            return String.valueOf(send().statusCode(502).extract().<String>path("detail"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ValidatableResponse send() throws IOException {
        return flow.post(flow.encrypt(REQUEST)).then();
    }
}
