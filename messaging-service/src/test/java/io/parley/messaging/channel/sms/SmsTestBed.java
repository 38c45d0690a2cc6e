package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.Submission;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.secrets.SecretFiles;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A channel with configurable settings that records its events. */
final class SmsTestBed implements AutoCloseable {
    private static final UUID MESSAGE_ID = UUID.fromString("00000000-0000-4000-8000-00000000000c");

    final List<ChannelEvent> events = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final SegmentsInMemory segments = new SegmentsInMemory();
    /** Provider and id of messages that count as sent. */
    final Set<String> sent = ConcurrentHashMap.newKeySet();

    volatile boolean commitFails;
    private final Vertx vertx = Vertx.vertx();
    private final SecretFiles secrets = new SecretFiles(vertx, Duration.ofMillis(20));
    final SmsChannel channel;

    SmsTestBed(Map<String, String> smscs) {
        channel = new SmsChannel(
                settings(smscs),
                secrets,
                (source, event) -> accept(event),
                segments,
                (provider, ids) ->
                        Uni.createFrom().item(ids.stream().anyMatch(id -> sent.contains(provider + "/" + id))),
                new ObjectMapper(),
                () -> Instant.parse("2026-01-02T03:04:05Z"),
                metrics);
        if (smscs.values().stream().anyMatch(value -> value.startsWith("file:"))) {
            secrets.start(null);
        }
        channel.start(null);
    }

    /** Settings of one SMSC with short timeouts and back-off. */
    static Map<String, String> smsc(String name, int port, String... overrides) {
        var settings = new HashMap<>(Map.of(
                name + ".host", "127.0.0.1",
                name + ".port", Integer.toString(port),
                name + ".system-id", "parley",
                name + ".password", "secret1",
                name + ".submit-timeout", "PT1S",
                name + ".bind-timeout", "PT2S",
                name + ".rebind-first", "PT0.05S",
                name + ".max-rebind-pause", "PT0.3S"));
        for (var i = 0; i < overrides.length; i += 2) {
            settings.put(name + "." + overrides[i], overrides[i + 1]);
        }
        return settings;
    }

    Submission submit(Sender sender, String text) {
        return channel.submit(message(sender, text)).await().atMost(Duration.ofSeconds(30));
    }

    /** A text message. */
    static OutboundMessage<SmsContent> message(Sender sender, String text) {
        return new OutboundMessage<>(
                MESSAGE_ID,
                sender,
                "4915123456789",
                new SmsContent.Text(text),
                new MessageOptions.None(),
                1,
                0,
                ProviderReferences.NONE,
                null);
    }

    /** An identity that uses these SMSCs. */
    static Sender sender(String identity, String smscs) {
        return new Sender(
                UUID.fromString("00000000-0000-4000-8000-00000000000a"),
                UUID.fromString("00000000-0000-4000-8000-00000000000b"),
                new ChannelName("sms"),
                identity,
                "test",
                identity,
                null,
                Set.of(Scope.MESSAGES_WRITE),
                Map.of("smsc", smscs),
                true,
                1);
    }

    void awaitBound(long binds) {
        awaitUntil(() -> channel.bound() == binds);
    }

    static void awaitUntil(BooleanSupplier condition) {
        var deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("condition not true within 10 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        channel.stop(null);
        secrets.stop(null);
        vertx.close();
    }

    private Uni<Void> accept(ChannelEvent event) {
        if (commitFails) {
            return Uni.createFrom().failure(new IllegalStateException("no database"));
        }
        events.add(event);
        return Uni.createFrom().voidItem();
    }

    static SmsConfig settings(Map<String, String> smscs) {
        var properties = new HashMap<String, String>();
        smscs.forEach((name, value) -> properties.put("parley.channels.sms.smscs." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(SmsConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(SmsConfig.class);
    }
}
