package io.parley.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * (m) Short messages through Parley and through Kannel, an SMS gateway: the same clients, the same SMSC, the same number of
 * binds and the same window, in interleaved rounds of one run. Each has an SMSC process of its own, since an SMSC divides
 * receipts among all sessions of a client.
 */
final class PeerBench {

    private static final String TEXT = "Your parcel is on its way.";
    private static final Duration UNTIL_RECEIPTS = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    PeerBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    /** @param install whether Kannel may be installed if it is missing */
    void run(boolean install) {
        var version = KannelPackage.require(install, report::print);
        report.print("(m) short messages beside Kannel " + version + ": " + RoundTripBench.WINDOW
                + " messages in flight, 1 bind with a window of 50");
        var gateways = new ArrayList<SmsGateway>();
        try (var customer = new Customer(vertx)) {
            gateways.add(ParleyGateway.start(home, pace));
            stores().forEach(store -> gateways.add(KannelGateway.start(home, pace, store)));
            gateways.forEach(gateway -> gateway.smsc().respondAtOnce());
            var figures = measure(gateways, customer);
            print(gateways, figures);
            var kills = kill(gateways);
            report.put("peer", json(version, gateways, figures, kills));
        } finally {
            gateways.forEach(SmsGateway::close);
        }
    }

    private Stream<KannelStore> stores() {
        var canSync = SyncedFolders.areSupported();
        if (!canSync) {
            report.print("  no synced spool: chattr +S is not supported for temporary files here");
        }
        return Arrays.stream(KannelStore.values()).filter(store -> canSync || !store.isSynced());
    }

    private Map<SmsGateway, PeerFigures> measure(List<SmsGateway> gateways, Customer customer) {
        var figures = new LinkedHashMap<SmsGateway, PeerFigures>();
        gateways.forEach(gateway -> figures.put(gateway, new PeerFigures()));
        gateways.forEach(gateway -> toSmsc(gateway, warmUp(gateway)));
        var toSmsc = rounds(gateways, gateway -> toSmsc(gateway, pace.round()));
        gateways.forEach(gateway -> gateway.reportTo(customer.url()));
        gateways.forEach(
                gateway -> toCallback(gateway, customer, warmUp(gateway).dividedBy(2), new PeerFigures()));
        var toCallback = rounds(gateways, gateway -> toCallback(gateway, customer, pace.round(), figures.get(gateway)));
        for (var i = 0; i < gateways.size(); i++) {
            figures.get(gateways.get(i)).toSmsc().addAll(toSmsc.get(i));
            figures.get(gateways.get(i)).toCallback().addAll(toCallback.get(i));
        }
        return figures;
    }

    /** Kannel needs no warm-up, but its SMSC does. */
    private Duration warmUp(SmsGateway gateway) {
        return gateway instanceof KannelGateway ? pace.warmUp().dividedBy(KannelStore.values().length) : pace.warmUp();
    }

    private List<List<Double>> rounds(List<SmsGateway> gateways, ToDoubleFunction<SmsGateway> round) {
        return Rounds.interleaved(
                pace.rounds(),
                gateways.stream()
                        .map(gateway -> (DoubleSupplier) () -> round.applyAsDouble(gateway))
                        .toList());
    }

    private double toSmsc(SmsGateway gateway, Duration time) {
        gateway.begin();
        try (var arrivals = new SmscMessagePoller(gateway.smsc())) {
            var trips = new RoundTrips(vertx, arrivals::onArrival, RoundTripBench.WINDOW);
            var result = trips.run(gateway.server(), time, () -> gateway.message(TEXT));
            reportRejected(gateway, result);
            awaitReceipts(gateway);
            return result.perSecond();
        }
    }

    /** Adds the costs of the round to the figures. */
    private double toCallback(SmsGateway gateway, Customer customer, Duration time, PeerFigures figures) {
        gateway.begin();
        var processes = gateway.processes();
        var before = processes.cpuSeconds();
        var trips = new RoundTrips(vertx, customer::onCall, RoundTripBench.WINDOW);
        var result = trips.run(gateway.server(), time, () -> gateway.message(TEXT));
        reportRejected(gateway, result);
        figures.cpuMicros().add(Cost.micros(before, processes.cpuSeconds(), result.completed()));
        figures.megabytes()
                .add(processes.residentMegabytes().values().stream()
                        .mapToDouble(megabytes -> megabytes)
                        .sum());
        awaitReceipts(gateway);
        return result.perSecond();
    }

    private void reportRejected(SmsGateway gateway, RoundTrips.Result result) {
        if (result.rejected() > 0) {
            report.print("  " + gateway.label() + " rejected " + result.rejected() + " of "
                    + (result.rejected() + result.completed()));
        }
    }

    private static void awaitReceipts(SmsGateway gateway) {
        Polling.await(
                "all receipts are acknowledged",
                UNTIL_RECEIPTS,
                () -> gateway.smsc().pendingReceipts() == 0);
    }

    private void print(List<SmsGateway> gateways, Map<SmsGateway, PeerFigures> figures) {
        PeerTable.figuresHead().forEach(report::print);
        gateways.forEach(gateway ->
                report.print(PeerTable.figures(gateway.label(), gateway.durability(), figures.get(gateway))));
        gateways.forEach(gateway -> report.print(PeerTable.cpuByProcess(gateway.label(), figures.get(gateway))));
        PeerTable.ratiosHead().forEach(report::print);
        var parley = figures.get(gateways.getFirst());
        for (var kannel : gateways.subList(1, gateways.size())) {
            var other = figures.get(kannel);
            var toSmsc = new Rounds(parley.toSmsc(), other.toSmsc());
            var toCallback = new Rounds(parley.toCallback(), other.toCallback());
            var cpuRatio = parley.cpu().median() / other.cpu().median();
            report.print(PeerTable.ratios(kannel.label(), toSmsc, toCallback, cpuRatio));
            report.warnIfUnsteady(kannel.label() + " to the SMSC", toSmsc);
            report.warnIfUnsteady(kannel.label() + " to the callback", toCallback);
        }
    }

    private List<KillResult> kill(List<SmsGateway> gateways) {
        var results = new ArrayList<KillResult>();
        PeerTable.killsHead().forEach(report::print);
        for (var gateway : gateways) {
            for (var process : gateway.killable()) {
                var result = new KillRun(vertx).run(gateway, process);
                report.print(PeerTable.kills(result));
                results.add(result);
            }
        }
        return results;
    }

    private static JsonObject json(
            String version, List<SmsGateway> gateways, Map<SmsGateway, PeerFigures> figures, List<KillResult> kills) {
        var all = new JsonObject();
        gateways.forEach(gateway ->
                all.put(gateway.label(), figures.get(gateway).json().put("whenAnswered", gateway.durability())));
        return new JsonObject()
                .put("kannelVersion", version)
                .put("gateways", all)
                .put("kills", new JsonArray(kills.stream().map(KillResult::json).toList()));
    }
}
