package io.parley.bench;

import io.parley.local.LocalIdentities;
import io.parley.local.Service;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** (c) Signed webhooks per second, accepted after the broker's acknowledgement, against a bare handler. */
final class IngestBench {

    private static final int CONNECTIONS = 64;
    private static final int BODIES = 2_000;

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;
    private final List<Request> webhooks =
            IntStream.range(0, BODIES).mapToObj(IngestBench::webhook).toList();
    private final AtomicInteger next = new AtomicInteger();

    IngestBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(c) webhook ingest");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.GATEWAY), true);
                var bare = Program.start(BareIngest.class, pace.jvm().flags("192m"), stack.bootstrapServers())) {
            load(stack.gateway(), pace.warmUp());
            load(bare.server(), pace.warmUp().dividedBy(2));
            var rounds = Rounds.interleaved(
                    pace.rounds(),
                    () -> load(stack.gateway(), pace.round()).perSecond(),
                    () -> load(bare.server(), pace.round()).perSecond());
            report.ratio("webhook", 0.8, "signed webhooks, acknowledged by Kafka", "bare handler, same bytes", rounds);
            report.latency(
                    "webhookAtHalfLoad",
                    rounds.median() / 2,
                    new HttpLoad(vertx, stack.gateway(), 200)
                            .openLoop(rounds.median() / 2, pace.load(), this::nextWebhook));
        }
    }

    private LoadResult load(URI server, Duration time) {
        var result = new HttpLoad(vertx, server, 200).closedLoop(CONNECTIONS, time, this::nextWebhook);
        if (result.bad() > 0) {
            report.print("  rejected: " + result.bad());
        }
        return result;
    }

    private Request nextWebhook() {
        return webhooks.get(Math.floorMod(next.getAndIncrement(), BODIES));
    }

    private static Request webhook(int number) {
        var body = """
                {"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[{"field":"messages","value":\
                {"messaging_product":"whatsapp","metadata":{"display_phone_number":"%s","phone_number_id":"%s"},\
                "statuses":[{"id":"wamid.HBgLNDkxNTU1MDAw%08d","status":"delivered","timestamp":"1764000000",\
                "recipient_id":"491555%07d","biz_opaque_callback_data":"0197f000-0000-7000-8000-%012d"}]}}]}]}""".formatted(
                        LocalIdentities.WABA_ID,
                        LocalIdentities.WHATSAPP_NUMBER,
                        LocalIdentities.WHATSAPP_PHONE_NUMBER_ID,
                        number,
                        number,
                        number)
                .getBytes(StandardCharsets.UTF_8);
        return new Request(
                "/webhooks/meta",
                Map.of("content-type", "application/json", "x-hub-signature-256", "sha256=" + hmac(body)),
                Buffer.buffer(body));
    }

    private static String hmac(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(LocalIdentities.META_APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
