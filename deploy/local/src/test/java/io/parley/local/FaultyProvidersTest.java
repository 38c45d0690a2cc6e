package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invalid data of providers is isolated and does not affect valid data. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
@Tag("fault")
class FaultyProvidersTest {
    private static final byte[] PICTURE = picture();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ObjectMapper json = new ObjectMapper();
    private final String run = UUID.randomUUID().toString();
    private final Platform platform;
    private final Database database;
    private final SandboxControl sandbox;

    FaultyProvidersTest(Platform platform) {
        this.platform = platform;
        this.database = new Database(platform);
        this.sandbox = new SandboxControl(platform.endpoints().sandbox());
    }

    @Test
    void webhookWithUnknownStatusesAndMalformedChangesIsAccepted() throws Exception {
        var changes = IntStream.range(0, 1_000)
                .mapToObj(
                        i -> i % 100 == 7 ? malformed(i) : SignedMetaWebhook.delivered("wamid.%s-%d".formatted(run, i)))
                .collect(Collectors.joining(","));

        assertEquals(200, SignedMetaWebhook.to(platform).post(run, changes).statusCode());

        eventually("990 orphan statuses, 10 parked events", () -> orphans() == 990 && parked() == 10 ? run : null);
        assertEquals(0, count("messaging.message_event where provider_id like 'wamid." + run + "%'"));
    }

    @Test
    void filesArriveUnchangedAndTooLargeOnesFail() throws Exception {
        try (var customer = new CountingCustomer()) {
            new ProductTeam(platform)
                    .put("/configurations/callbacks", Map.of("inboundMessageUrl", customer.url("/inbound")));
            var good = sent(customer, "4915120000051", "good.png");
            var mistyped = sent(customer, "4915120000052", "wrongType.png");
            var huge = sent(customer, "4915120000053", "huge.png");

            assertArrayEquals(PICTURE, fetched(good).body());
            var otherType = fetched(mistyped);
            assertEquals("%PDF", new String(otherType.body(), 0, 4, StandardCharsets.US_ASCII));
            assertEquals(
                    "attachment",
                    otherType
                            .headers()
                            .firstValue("content-disposition")
                            .orElse("none")
                            .replaceFirst(";.*", ""));
            assertEquals(
                    "nosniff",
                    otherType.headers().firstValue("x-content-type-options").orElse("none"));
            assertEquals(404, fetched(huge).statusCode());
        }
    }

    private String malformed(int number) {
        return "{\"field\":\"messages\",\"run\":\"%s\",\"number\":%d}".formatted(run, number);
    }

    private long orphans() {
        return count("messaging.orphan_status where provider_id like 'wamid." + run + "%'");
    }

    private long parked() {
        return count("messaging.parked_event where payload like '%" + run + "%'");
    }

    private long count(String from) {
        try {
            return database.count(from);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] picture() {
        var bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        System.arraycopy(HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452"), 0, bytes, 0, 16);
        return bytes;
    }

    /** Sends a file with this name from a person. Returns our media id from the customer's callback. */
    private String sent(CountingCustomer customer, String person, String name) throws Exception {
        sandbox.inbound("""
                {'channel':'whatsapp','from':'%s','to':'%s','message':{'type':'image','image':{'id':'%s'}}}""".formatted(person, LocalIdentities.WHATSAPP_NUMBER, uploaded(name)));
        return eventually(name + " is reported", () -> customer.calls().stream()
                .filter(call -> call.body().path("from").asText().equals(person))
                .map(call -> call.body().at("/content/media/mediaId").asText())
                .findFirst()
                .orElse(null));
    }

    private String uploaded(String name) throws Exception {
        var form = new ByteArrayOutputStream();
        form.writeBytes("""
                --x\r
                Content-Disposition: form-data; name="messaging_product"\r
                \r
                whatsapp\r
                --x\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: image/png\r
                \r
                """.formatted(name).getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(PICTURE);
        form.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII));
        var address = sandbox.url() + "/graph/v25.0/" + LocalIdentities.WHATSAPP_PHONE_NUMBER_ID + "/media";
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("authorization", "Bearer " + LocalIdentities.META_TOKEN)
                .header("content-type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                .build();
        return json.readTree(HTTP.send(request, BodyHandlers.ofString()).body())
                .path("id")
                .asText();
    }

    /** Waits until the download succeeded or failed. */
    private HttpResponse<byte[]> fetched(String media) throws Exception {
        return eventually(media + " is fetched or failed", () -> {
            var response = fetch(media);
            var text = new String(response.body(), StandardCharsets.UTF_8);
            return response.statusCode() == 200 || text.contains("could not be fetched") ? response : null;
        });
    }

    private HttpResponse<byte[]> fetch(String media) {
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().api() + "/media/" + media))
                .header("apikey", platform.credentials().apiKey())
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
