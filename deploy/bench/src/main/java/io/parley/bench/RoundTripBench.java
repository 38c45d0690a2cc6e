package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Supplier;

/** (b) and (b2) Messages per second from the API call through the provider to the callback, by WhatsApp and by SMS. */
final class RoundTripBench {

    /** Messages in flight. */
    static final int WINDOW = 512;

    private static final int SMS_CONNECTIONS = 16;

    private static final Request BARE_REQUEST = new Request(
            "/accept",
            Map.of("content-type", "application/json"),
            Buffer.buffer("{\"to\":\"4915550001111\",\"from\":\"4930555100\",\"channel\":\"whatsapp\","
                    + "\"content\":{\"contentType\":\"text\",\"text\":\"Your parcel is on its way.\"}}"));

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    RoundTripBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        try (var customer = new Customer(vertx);
                var stack = Stack.start(home, pace.jvm(), EnumSet.allOf(Service.class), true);
                var rows = new Baseline(vertx, stack.database(), SMS_CONNECTIONS);
                var bare = Program.start(
                        BareServer.class, pace.jvm().flags("256m"), stack.databaseUri(), customer.url())) {
            stack.configureCallbacks(customer.url(), "MessageStatus::delivered");
            stack.removeProviderDelays();
            report.print("(b) end to end, WhatsApp");
            trip(stack, customer, "whatsapp", BenchContents.texts(), pace.warmUp());
            bareTrip(bare, customer, pace.warmUp().dividedBy(2));
            var texts = whatsApp(stack, customer, bare, rows, BenchContents.texts());
            report.ratio("endToEnd", 1.5, "accept to callback", "baseline: same calls and rows", texts);
            cost("endToEnd", stack, customer, "whatsapp");
            var mix = whatsApp(stack, customer, bare, rows, BenchContents.mix());
            report.ratio(
                    "endToEndMixed",
                    texts.ratio() * AcceptBench.MIX_SHARE,
                    "all contents, accept to callback",
                    "baseline: same calls and rows",
                    mix);
            sms(stack, customer, rows);
            report.breakdown(
                    "residentMegabytes", "memory, MB", stack.processes().residentMegabytes());
        }
    }

    private Rounds whatsApp(
            Stack stack, Customer customer, Program bare, Baseline rows, Supplier<JsonObject> contents) {
        return Rounds.interleaved(
                pace.rounds(),
                () -> {
                    stack.clear();
                    return trip(stack, customer, "whatsapp", contents, pace.round());
                },
                () -> {
                    rows.clear();
                    return bareTrip(bare, customer, pace.round());
                });
    }

    private void sms(Stack stack, Customer customer, Baseline rows) {
        report.print("(b2) end to end, SMS");
        trip(stack, customer, "sms", BenchContents.texts(), pace.warmUp().dividedBy(2));
        var rounds = Rounds.interleaved(
                pace.rounds(),
                () -> {
                    stack.clear();
                    return trip(stack, customer, "sms", BenchContents.texts(), pace.round());
                },
                () -> {
                    rows.clear();
                    return rows.rowsPerSecond(pace.round());
                });
        report.ratio("sms", 0.25, "accept to callback", "300-byte commits, 16 connections", rounds);
        cost("sms", stack, customer, "sms");
    }

    private void cost(String name, Stack stack, Customer customer, String channel) {
        stack.clear();
        var processes = stack.processes();
        var before = processes.cpuSeconds();
        var calls = customer.calls();
        trip(stack, customer, channel, BenchContents.texts(), pace.load());
        report.breakdown(
                name + "CpuMicros",
                "CPU µs a message",
                Cost.micros(before, processes.cpuSeconds(), customer.calls() - calls));
        var storage = stack.storage().perMessage();
        report.breakdown(name + "Bytes", "bytes in PostgreSQL a message, by table", storage.bytes());
        report.breakdown(name + "Rows", "rows a message, by table", storage.rows());
    }

    private double trip(Stack stack, Customer customer, String channel, Supplier<JsonObject> contents, Duration time) {
        return perSecond(trips(customer).run(stack.messaging(), time, () -> stack.message(channel, contents.get())));
    }

    private double bareTrip(Program bare, Customer customer, Duration time) {
        return perSecond(trips(customer).run(bare.server(), time, () -> BARE_REQUEST));
    }

    private double perSecond(RoundTrips.Result result) {
        if (result.rejected() > 0) {
            report.print("  rejected sends: " + result.rejected());
        }
        return result.perSecond();
    }

    private RoundTrips trips(Customer customer) {
        return new RoundTrips(vertx, customer::onCall, WINDOW);
    }
}
