package io.parley.messaging.channel.viber;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Viber shows the size of a file before its download, so it is read from the customer's server. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
@TestProfile(DeliveryProfile.class)
@Tag("slow")
class FileSizesTest {

    @Inject
    ViberChannel channel;

    @Inject
    ObjectMapper json;

    private final List<String> methods = new CopyOnWriteArrayList<>();
    private HttpServer files;

    @BeforeEach
    void startServer() throws IOException {
        files = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        files.createContext("/", exchange -> {
            methods.add(exchange.getRequestMethod());
            var head = exchange.getRequestMethod().equals("HEAD");
            switch (exchange.getRequestURI().getPath()) {
                case "/slow.pdf" -> {
                    return; // never answers
                }
                case "/deleted.pdf" -> exchange.sendResponseHeaders(404, -1);
                case "/signed-for-get.pdf" -> {
                    var ranged = "bytes=0-0".equals(exchange.getRequestHeaders().getFirst("Range"));
                    exchange.getResponseHeaders().add("Content-Range", "bytes 0-0/123456");
                    exchange.sendResponseHeaders(head ? 403 : ranged ? 206 : 400, head ? -1 : 1);
                    if (!head) {
                        exchange.getResponseBody().write(0);
                    }
                }
                case "/without-ranges.pdf" -> {
                    exchange.sendResponseHeaders(head ? 405 : 200, head ? -1 : 123456);
                    if (!head) {
                        exchange.getResponseBody().write(new byte[123456]);
                    }
                }
                default -> {
                    exchange.getResponseHeaders().add("Content-Length", "123456");
                    exchange.sendResponseHeaders(200, -1);
                }
            }
            exchange.close();
        });
        files.start();
    }

    @AfterEach
    void stopServer() {
        files.stop(0);
    }

    @Test
    void aFilesSizeIsSentAndRequestedOnce() throws IOException {
        assertEquals(123456, sizeSent("plan.pdf"));
        assertEquals(123456, sizeSent("plan.pdf"));

        assertEquals(List.of("HEAD"), methods);
    }

    @Test
    void theSizeIsReadByRangeIfHeadIsRefused() throws IOException {
        assertEquals(123456, sizeSent("signed-for-get.pdf"));
        assertEquals(123456, sizeSent("without-ranges.pdf"));

        assertEquals(List.of("HEAD", "GET", "HEAD", "GET"), methods);
    }

    @Test
    void aFileOfUnknownSizeIsSentWithSize1() throws IOException {
        assertEquals(1, sizeSent("deleted.pdf"));
        assertEquals(1, sizeSent("slow.pdf"));
        assertEquals(List.of("HEAD", "GET", "HEAD"), methods);
    }

    private long sizeSent(String name) throws IOException {
        ScriptedViber.up().answer(200, "{\"status\":0,\"message_token\":1}");
        var url = "http://127.0.0.1:" + files.getAddress().getPort() + "/" + name;
        channel.submit(new OutboundMessage<>(
                        Ids.next(),
                        new Sender(
                                Ids.next(),
                                Ids.next(),
                                new ChannelName("viber"),
                                "7042",
                                "test",
                                "7042",
                                null,
                                Set.of(),
                                Map.of(),
                                true,
                                1),
                        "01234567890A=",
                        new ViberContent.File(new ViberFile(url, name, null)),
                        new MessageOptions.None(),
                        1,
                        0,
                        new ProviderReferences(Map.of(), Map.of()),
                        null))
                .await()
                .atMost(Duration.ofSeconds(30));
        return json.readTree(ScriptedViber.server().lastRequest().body())
                .path("size")
                .asLong();
    }
}
