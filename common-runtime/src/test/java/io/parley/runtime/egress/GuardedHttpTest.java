package io.parley.runtime.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.parley.runtime.egress.GuardedHttp.Answer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_EXCERPT = 16;

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void noForbiddenUrlIsCalled() throws Exception {
        try (var canary = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "caught"))) {
            var http = client(OpenTo.nothing(), GuardedHttpTest::resolveLeniently);
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
            var http = client(
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
            var http = client(OpenTo.loopback(), host -> {
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
    void connectionsAreReused() throws Exception {
        try (var customer = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "ok"))) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            for (var i = 0; i < 5; i++) {
                post(http, at("127.0.0.1", customer));
            }

            assertEquals(1, customer.connections.get());
        }
    }

    @Test
    void aRedirectIsReturnedAndNotFollowed() throws Exception {
        try (var canary = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "caught"));
                var customer = new CustomerServer(CustomerServer.answering(
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:" + canary.port() + "/", ""))) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            assertEquals(307, post(http, at("127.0.0.1", customer)).status());
            assertEquals(0, canary.connections.get());
        }
    }

    @Test
    void anEndlessBodyIsAborted() throws Exception {
        var written = new AtomicLong();
        var aborted = new CompletableFuture<Void>();
        try (var customer = new CustomerServer(out -> {
            try {
                CustomerServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                while (true) {
                    CustomerServer.write(out, "2000\r\n" + "x".repeat(0x2000) + "\r\n");
                    written.addAndGet(0x2000);
                }
            } finally {
                aborted.complete(null);
            }
        })) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            var answer = post(http, at("127.0.0.1", customer));

            assertEquals(200, answer.status());
            aborted.get(10, TimeUnit.SECONDS);
            assertTrue(written.get() < 32 * 1024 * 1024, "written " + written.get());
        }
    }

    @Test
    void aSlowHeadFailsAtTheDeadline() throws Exception {
        try (var customer = new CustomerServer(out -> {
            CustomerServer.write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
            while (true) {
                CustomerServer.write(out, "x");
                Thread.sleep(20);
            }
        })) {
            assertTimesOut(customer);
        }
    }

    /** The bytes after the head of a response, and whether the server closes the connection after them. */
    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("announced and not sent", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", false),
                arguments("cut after two of ten", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok", true),
                arguments("chunks cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", true),
                arguments(
                        "chunks that never end",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
                        false),
                arguments("no chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n", false),
                arguments(
                        "trailers",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n",
                        false),
                arguments("HTTP/1.0 with a length", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", true),
                arguments("HTTP/1.0 until the end", "HTTP/1.0 200 OK\r\n\r\nok", true),
                arguments("HTTP/1.0 that stays open", "HTTP/1.0 200 OK\r\n\r\nok", false),
                arguments("204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok", false),
                arguments("205 with a body", "HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nok", false),
                arguments("more than announced", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokay", true),
                arguments(
                        "not compressed as declared",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok",
                        false),
                arguments(
                        "100 first",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                        false),
                arguments(
                        "102 twice first",
                        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                        false),
                arguments(
                        "103 first",
                        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void theCallCompletesWithTheHeadForAnyBody(String name, String answer, boolean closes) throws Exception {
        try (var customer = new CustomerServer(out -> {
            CustomerServer.write(out, answer);
            if (closes) {
                throw new IOException("closes");
            }
            Thread.sleep(40_000);
        })) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            var status = post(http, at("127.0.0.1", customer)).status();

            assertTrue(status / 100 == 2, "answered " + status);
            assertEquals(1, customer.requests.size());
        }
    }

    @Test
    void aResetAfterTheHeadIsNoFailure() throws Exception {
        try (var customer =
                new CustomerServer(CustomerServer.resetting("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"))) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            assertEquals(200, post(http, at("127.0.0.1", customer)).status());
        }
    }

    /** Makes more calls than there are connections to the address, each of which waits for its body. */
    @Test
    void lateBodiesDoNotBlockFurtherCalls() throws Exception {
        try (var customer = new CustomerServer(out -> {
            CustomerServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
            Thread.sleep(40_000);
        })) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            for (var i = 0; i < 3 * OpenTo.loopback().connectionsPerAddress(); i++) {
                assertEquals(200, post(http, at("127.0.0.1", customer)).status());
            }
        }
    }

    @Test
    void aSilentServerFailsAtTheDeadline() throws Exception {
        try (var customer = new CustomerServer(out -> Thread.sleep(60_000))) {
            assertTimesOut(customer);
        }
    }

    @Test
    void aSlowNameServerFailsAtTheDeadline() {
        var http = client(OpenTo.loopback(), host -> Future.future(never -> {}));

        var failure = assertThrows(
                CompletionException.class,
                () -> post(http, URI.create("http://slow.example/"), Duration.ofMillis(100)));

        assertInstanceOf(TimeoutException.class, failure.getCause());
    }

    @Test
    void retryAfterIsReturned() throws Exception {
        try (var customer = new CustomerServer(
                CustomerServer.answering("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120", ""))) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            assertEquals(
                    new Answer(503, Optional.of(Duration.ofMinutes(2)), BodyExcerpt.NONE),
                    post(http, at("127.0.0.1", customer)));
        }
    }

    /** The body of a failure, the bytes of it that are sent, and the text that is returned of its first 16 bytes. */
    static Stream<Arguments> failureBodies() {
        return Stream.of(
                arguments("short", "no such path".getBytes(StandardCharsets.UTF_8), "no such path"),
                arguments(
                        "as long as allowed", "0123456789abcdef".getBytes(StandardCharsets.UTF_8), "0123456789abcdef"),
                arguments("longer", "0123456789abcdefg".getBytes(StandardCharsets.UTF_8), "0123456789abcdef"),
                arguments(
                        "cut within a character", "0123456789abcd€".getBytes(StandardCharsets.UTF_8), "0123456789abcd"),
                arguments("cut within an emoji", "0123456789abcd👍".getBytes(StandardCharsets.UTF_8), "0123456789abcd"),
                arguments("NUL", new byte[] {'a', 0, 'b'}, "a\uFFFDb"),
                arguments("not UTF-8", new byte[] {'a', (byte) 0xE4, 'b', (byte) 0xC3}, "a\uFFFDb\uFFFD"),
                arguments("empty", new byte[0], ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failureBodies")
    void theBeginningOfTheBodyOfAFailureIsReturned(String name, byte[] body, String expected) throws Exception {
        try (var customer = new CustomerServer(out -> {
            CustomerServer.write(out, "HTTP/1.1 500 Error\r\nContent-Length: " + body.length + "\r\n\r\n");
            out.write(body);
            out.flush();
        })) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            for (var i = 0; i < 2; i++) {
                var answer = post(http, at("127.0.0.1", customer));

                assertEquals(500, answer.status());
                assertEquals(expected, answer.body().text());
            }
            assertEquals(1, customer.connections.get());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBodyOfAFailureIsReturnedAsFarAsItArrives(boolean closes) throws Exception {
        try (var customer = new CustomerServer(out -> {
            CustomerServer.write(out, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 10\r\n\r\nno ");
            if (closes) {
                throw new IOException("closes");
            }
            Thread.sleep(40_000);
        })) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);
            var start = System.nanoTime();

            var answer = post(http, at("127.0.0.1", customer));

            assertEquals(502, answer.status());
            assertEquals("no ", answer.body().text());
            assertTrue(System.nanoTime() - start < 2_000_000_000L);
        }
    }

    @Test
    void theBodyOfASuccessIsNotReturned() throws Exception {
        try (var customer = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "thanks"))) {
            var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

            assertEquals(BodyExcerpt.NONE, post(http, at("127.0.0.1", customer)).body());
        }
    }

    /** A record's text may end up in a log line. */
    @Test
    void theTextOfABodyIsNotPartOfToString() {
        assertEquals("BodyExcerpt[6 characters]", new BodyExcerpt("secret").toString());
    }

    @Test
    void aClosedPortFailsAtOnce() throws Exception {
        var closed = new CustomerServer(out -> {});
        closed.close();
        var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);

        var failure = assertThrows(CompletionException.class, () -> post(http, at("127.0.0.1", closed)));

        assertInstanceOf(IOException.class, failure.getCause());
    }

    @Test
    void theCallCompletesOnTheCallersContext() throws Exception {
        try (var customer = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", ""))) {
            var http = client(OpenTo.loopback(), new DnsNames());
            var seen = new CompletableFuture<Context>();
            var context = VERTX.getOrCreateContext();

            context.runOnContext(start -> http.post(at("localhost", customer), Map.of(), new byte[0], DEADLINE, 0)
                    .subscribe()
                    .with(answer -> seen.complete(Vertx.currentContext()), seen::completeExceptionally));

            assertSame(context, seen.join());
        }
    }

    private static void assertTimesOut(CustomerServer customer) {
        var http = client(OpenTo.loopback(), GuardedHttpTest::resolveLeniently);
        var start = System.nanoTime();

        var failure = assertThrows(
                CompletionException.class, () -> post(http, at("127.0.0.1", customer), Duration.ofMillis(300)));

        assertInstanceOf(TimeoutException.class, failure.getCause());
        assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }

    private static GuardedHttp client(EgressConfig settings, HostResolver names) {
        var addresses = new AddressRules(settings);
        return new GuardedHttp(
                VERTX, settings, new UrlRules(settings, addresses), addresses, names, InstantSource.system());
    }

    private static Answer post(GuardedHttp http, URI url) {
        return post(http, url, DEADLINE);
    }

    private static Answer post(GuardedHttp http, URI url, Duration deadline) {
        var body = "{\"hello\":\"wörld\"}".getBytes(StandardCharsets.UTF_8);
        return http.post(url, Map.of("webhook-id", "7"), body, deadline, MAX_EXCERPT)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static URI at(String host, CustomerServer server) {
        return URI.create("http://" + host + ":" + server.port() + "/");
    }

    /** The most lenient resolver: it parses decimal, short and padded addresses. */
    private static Future<List<InetAddress>> resolveLeniently(String host) {
        try {
            return Future.succeededFuture(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            return Future.failedFuture(e);
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
        try (var corpus = GuardedHttpTest.class.getResourceAsStream("forbidden-urls.txt")) {
            return new String(corpus.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replace("{port}", Integer.toString(port)))
                    .toList();
        }
    }
}
