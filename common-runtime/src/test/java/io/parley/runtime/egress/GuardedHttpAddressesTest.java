package io.parley.runtime.egress;

import static io.parley.runtime.egress.GuardedClients.at;
import static io.parley.runtime.egress.GuardedClients.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which addresses are called: no forbidden one, by whatever spelling, name or redirect. */
class GuardedHttpAddressesTest {
    @RegisterExtension
    static final GuardedClients CLIENTS = new GuardedClients();

    @Test
    void noForbiddenUrlIsCalled() throws Exception {
        try (var canary = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "caught"))) {
            var http = CLIENTS.client(OpenTo.nothing(), GuardedClients::resolveLeniently);
            var urls = forbidden(canary.port());
            var called = new ArrayList<String>();

            for (var url : urls) {
                try {
                    post(http, new URI(url));
                    called.add(url);
                } catch (java.net.URISyntaxException | EgressRefused e) {
                    // expected
                } catch (RuntimeException e) {
                    called.add(url + " " + e);
                }
            }

            assertTrue(urls.size() >= 60, "corpus of " + urls.size());
            assertEquals(List.of(), called);
            assertEquals(0, canary.connections.get());
        }
    }

    @Test
    void noForbiddenUrlIsValid() throws Exception {
        var rules = new UrlRules(OpenTo.nothing(), new AddressRules(List.of()));

        var saved = forbidden(8080).stream()
                .filter(url -> rules.check(url).isEmpty())
                .toList();

        assertEquals(List.of(), saved);
    }

    @Test
    void aNameWithAPrivateAddressIsRefused() throws Exception {
        try (var canary = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "caught"))) {
            var http = CLIENTS.client(
                    OpenTo.nothing(),
                    host -> Future.succeededFuture(List.of(address("93.184.216.34"), address("127.0.0.1"))));

            assertThrows(EgressRefused.class, () -> post(http, at("rebind.example", canary)));
            assertEquals(0, canary.connections.get());
        }
    }

    @Test
    void connectsToTheCheckedAddressWithTheNameAsHost() throws Exception {
        try (var customer = new CustomerServer(CustomerServer.answering("HTTP/1.1 204 No Content", ""))) {
            var resolved = new ArrayList<String>();
            var http = CLIENTS.client(OpenTo.loopback(), host -> {
                resolved.add(host);
                return Future.succeededFuture(List.of(address("127.0.0.1")));
            });

            var answer = post(http, URI.create("http://Customer.Example:" + customer.port() + "/hook?a=%2F"));

            assertEquals(204, answer.status());
            assertEquals(List.of("customer.example"), resolved);
            var request = customer.requests.getFirst();
            assertTrue(request.startsWith("POST /hook?a=%2F HTTP/1.1\r\n"), request);
            assertTrue(request.contains("\r\nhost: customer.example:" + customer.port()), request);
            assertTrue(request.contains("\r\nwebhook-id: 7"), request);
            assertTrue(request.endsWith("{\"hello\":\"wörld\"}"), request);
        }
    }

    @Test
    void aRedirectIsReturnedAndNotFollowed() throws Exception {
        try (var canary = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "caught"));
                var customer = new CustomerServer(CustomerServer.answering(
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:" + canary.port() + "/", ""))) {
            var http = CLIENTS.client();

            assertEquals(307, post(http, at("127.0.0.1", customer)).status());
            assertEquals(0, canary.connections.get());
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> forbidden(int port) throws IOException {
        try (var corpus = GuardedHttpAddressesTest.class.getResourceAsStream("forbidden-urls.txt")) {
            return new String(corpus.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replace("{port}", Integer.toString(port)))
                    .toList();
        }
    }
}
