package io.parley.runtime.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.problem.ProblemException;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientLimitTest {
    private final ClientLimit limit = new ClientLimit(2, Duration.ofDays(1));

    @Test
    void furtherRequestsOfAnAddressAreRefusedWithTheTimeToWait() {
        limit.consume(address("192.0.2.1"));
        limit.consume(address("192.0.2.1"));

        var refusal = assertThrows(ProblemException.class, () -> limit.consume(address("192.0.2.1")));
        assertEquals(429, refusal.problem().status());
        assertTrue(Long.parseLong(refusal.headers().get("Retry-After")) > 3_600, refusal.headers()::toString);
        assertDoesNotThrow(() -> limit.consume(address("192.0.2.2")));
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        limit.consume(address("2001:db8::1"));
        limit.consume(address("2001:db8::2"));

        assertThrows(ProblemException.class, () -> limit.consume(address("2001:db8:0:0:ffff::3")));
        assertDoesNotThrow(() -> limit.consume(address("2001:db8:0:1::1")));
    }

    private static SocketAddress address(String host) {
        return SocketAddress.inetSocketAddress(1, host);
    }
}
