package io.parley.runtime.egress;

import static io.parley.runtime.egress.GuardedClients.at;
import static io.parley.runtime.egress.GuardedClients.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of responses: a call ends with the head, whatever follows it, and returns the beginning of a failure's body. */
class GuardedHttpBodiesTest {
    @RegisterExtension
    static final GuardedClients CLIENTS = new GuardedClients();

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
            var http = CLIENTS.client();

            var answer = post(http, at("127.0.0.1", customer));

            assertEquals(200, answer.status());
            aborted.get(10, TimeUnit.SECONDS);
            assertTrue(written.get() < 32 * 1024 * 1024, "written " + written.get());
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
            var http = CLIENTS.client();

            var status = post(http, at("127.0.0.1", customer)).status();

            assertTrue(status / 100 == 2, "answered " + status);
            assertEquals(1, customer.requests.size());
        }
    }

    @Test
    void aResetAfterTheHeadIsNoFailure() throws Exception {
        try (var customer =
                new CustomerServer(CustomerServer.resetting("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"))) {
            var http = CLIENTS.client();

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
            var http = CLIENTS.client();

            for (var i = 0; i < 3 * OpenTo.loopback().connectionsPerAddress(); i++) {
                assertEquals(200, post(http, at("127.0.0.1", customer)).status());
            }
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
            var http = CLIENTS.client();

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
            var http = CLIENTS.client();
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
            var http = CLIENTS.client();

            assertEquals(BodyExcerpt.NONE, post(http, at("127.0.0.1", customer)).body());
        }
    }

    /** A record's text may end up in a log line. */
    @Test
    void theTextOfABodyIsNotPartOfToString() {
        assertEquals("BodyExcerpt[6 characters]", new BodyExcerpt("secret").toString());
    }
}
