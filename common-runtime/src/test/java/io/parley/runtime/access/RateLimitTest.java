package io.parley.runtime.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@TestProfile(RateLimitTest.Limited.class)
@ExtendWith(TestKeys.class)
@Tag("slow")
class RateLimitTest {
    private static final String ME = "/conversations/v3/parcels/me";

    /** Quotas that are not refilled during the test, behind a trusted proxy. */
    public static class Limited extends WithoutBroker {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("parley.rate-limit.requests", "3");
            overrides.put("parley.rate-limit.period", "PT1H");
            overrides.put("parley.rate-limit.bad-keys", "4");
            overrides.put("parley.rate-limit.bad-key-period", "PT1H");
            overrides.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            overrides.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1,::1");
            return overrides;
        }
    }

    @Test
    void aKeyBeyondItsQuotaGets429AndOtherKeysDoNot() {
        for (var left = 2; left >= 0; left--) {
            var response = me(TestKeys.GOOD, "192.0.2.1");
            response.then()
                    .statusCode(200)
                    .header("RateLimit-Policy", "\"key\";q=3;w=3600")
                    .header("RateLimit", matchesPattern("\"key\";r=" + left + ";t=\\d+"));
        }

        var refused = me(TestKeys.GOOD, "192.0.2.2");
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .body("title", equalTo("Too Many Requests"))
                .body("detail", not(nullValue()))
                .header("RateLimit-Policy", "\"key\";q=3;w=3600")
                .header("RateLimit", matchesPattern("\"key\";r=0;t=\\d+"));
        // one of three requests is refilled every twenty minutes
        assertThat(
                Integer.parseInt(refused.header("Retry-After")),
                allOf(greaterThanOrEqualTo(1_000), lessThanOrEqualTo(1_200)));
        me(TestKeys.UNSCOPED, "192.0.2.1").then().statusCode(200);
    }

    @Test
    void tooManyInvalidKeysOfAnAddressGet429AndValidKeysDoNot() {
        for (var guess = 0; guess < 4; guess++) {
            me(TestKeys.UNKNOWN + guess, "203.0.113.7").then().statusCode(401);
        }

        me(TestKeys.UNKNOWN, "203.0.113.7")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", not(nullValue()));
        me(TestKeys.REVOKED, "203.0.113.7").then().statusCode(429);
        ping("guess", "203.0.113.7").then().statusCode(429);
        ping("operator-key", "203.0.113.7").then().statusCode(200);
        me(TestKeys.UNKNOWN, "203.0.113.8").then().statusCode(401);
        given().header("X-Forwarded-For", "203.0.113.7").get(ME).then().statusCode(401);
    }

    @Test
    void ipv6AddressesAreLimitedByNetwork() {
        assertThat(network("2001:db8:1:2::1"), is(network("2001:db8:1:2:ffff::9")));
        assertThat(network("2001:db8:1:2::1"), not(network("2001:db8:1:3::1")));
        assertThat(network("192.0.2.1"), not(network("192.0.2.2")));
    }

    private static String network(String address) {
        return ClientLimit.network(SocketAddress.inetSocketAddress(1, address));
    }

    private static Response me(String key, String client) {
        return given().header("apikey", key).header("X-Forwarded-For", client).get(ME);
    }

    private static Response ping(String key, String client) {
        return given().header("apikey", key).header("X-Forwarded-For", client).get("/operator/v1/ping");
    }
}
