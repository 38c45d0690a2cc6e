package io.parley.gateway.flow;

import static io.parley.gateway.flow.TestFlow.hmac;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.gateway.GatewayProfile;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signature of a Flow token, by which Meta proves that the token is that of the message. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class FlowTokenSignatureTest {
    private static final String NEXT = "{\"screen\":\"TIME\",\"data\":{}}";

    @Inject
    @RegisterExtension
    TestFlow flow;

    static Stream<String> invalidTokens() {
        var header = base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        return Stream.of(
                "x",
                "a.b.c",
                "..",
                token(header, base64Url("{}"), "another secret"),
                token(base64Url("{\"alg\":\"none\"}"), base64Url("{}"), GatewayProfile.NEW_SECRET),
                header + "." + base64Url("{}") + ".",
                token(header, base64Url("{\"flow_token\":\"another\"}"), GatewayProfile.NEW_SECRET));
    }

    @ParameterizedTest
    @MethodSource("invalidTokens")
    void aFlowTokenThatIsNotSignedByMetaIsRefused(String signature) throws Exception {
        flow.post(flow.encrypt(signed(signature))).then().statusCode(432);
        assertEquals(0, flow.team.received().size());
    }

    @Test
    void aSignedFlowTokenIsForwarded() throws Exception {
        flow.team.script(TeamServer.answering(200, NEXT));
        var header = base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

        for (var payload : Stream.of("{\"flow_token\":\"t-1\"}", "{\"iat\":1}").toList()) {
            assertEquals(NEXT, flow.exchange(signed(token(header, base64Url(payload), GatewayProfile.NEW_SECRET))));
        }
    }

    private static String signed(String signature) {
        return "{\"action\":\"INIT\",\"flow_token_signature\":\"" + signature + "\",\"flow_token\":\"t-1\"}";
    }

    private static String token(String header, String payload, String secret) {
        var content = header + "." + payload;
        var signature = hmac(secret.getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
