package io.parley.messaging.channel.sms;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.TransportFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jsmpp.session.MessageReceiverListener;

/** One SMSC with all our binds to it. */
final class Smsc {
    private final String name;
    private final SmsConfig.Smsc settings;
    private final List<SmppBind> links;
    private final MeterRegistry metrics;

    Smsc(String name, SmsConfig.Smsc settings, MessageReceiverListener listener, MeterRegistry metrics) {
        this.name = name;
        this.settings = settings;
        this.links = IntStream.range(0, settings.session().binds())
                .mapToObj(number -> new SmppBind(name, settings, listener))
                .toList();
        this.metrics = metrics;
        gauge("parley.smpp.sessions", "bound", this::bound);
        gauge("parley.smpp.sessions", "down", () -> links.size() - bound());
        Gauge.builder(
                        "parley.smpp.window.used",
                        () -> links.stream().mapToInt(SmppBind::used).sum())
                .description("Submits that wait for the SMSC's response")
                .tag("smsc", name)
                .register(metrics);
    }

    void start() {
        links.forEach(SmppBind::start);
    }

    void stop() {
        links.forEach(SmppBind::stop);
    }

    InDoubtPolicy afterSilence() {
        return settings.afterSilence();
    }

    long bound() {
        return links.stream().filter(SmppBind::isBound).count();
    }

    /**
     * Submits a text, part after part; waits for the answers. Once a part was taken the rest is pursued through
     * throttling for a while; what is then still missing leaves the message in doubt, for part of it is with the SMSC.
     *
     * @param taken ids of the parts that were taken before, to which those taken now are added
     */
    Submission submit(Address from, Address to, String text, int reference, List<String> taken) {
        var parts = UserData.of(text, reference, settings.text());
        var givenUpAt =
                System.nanoTime() + 2 * settings.session().submitTimeout().toNanos();
        while (taken.size() < parts.size()) {
            var outcome = timed(from, to, referring(parts.get(taken.size()), reference, taken.size()));
            switch (outcome) {
                case Accepted(var provider, var ids, var encoding) -> taken.addAll(ids);
                case Deferred deferred
                when !taken.isEmpty() -> {
                    if (!rested(deferred, givenUpAt)) {
                        return new InDoubt(deferred.error());
                    }
                }
                default -> {
                    return outcome;
                }
            }
        }
        return new Accepted(
                SmsChannel.provider(name), List.copyOf(taken), parts.getFirst().encoding());
    }

    private UserData referring(UserData part, int ofText, int number) {
        return settings.userMessageReference() ? part.referring(UserData.reference(ofText, number)) : part;
    }

    private Submission timed(Address from, Address to, UserData part) {
        var begun = System.nanoTime();
        var outcome = leastBusy().map(link -> link.submit(from, to, part)).orElseGet(TransportFailure::unreachable);
        Timer.builder("parley.smpp.submit")
                .description("From submit_sm to its response")
                .tag("smsc", name)
                .tag("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .register(metrics)
                .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        return outcome;
    }

    private Optional<SmppBind> leastBusy() {
        return links.stream().filter(SmppBind::isBound).max(Comparator.comparingInt(SmppBind::freeWindow));
    }

    private static boolean rested(Deferred deferred, long noLongerThan) {
        var pause = deferred.after().toNanos();
        if (System.nanoTime() + pause - noLongerThan > 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void gauge(String meter, String state, Supplier<Number> value) {
        Gauge.builder(meter, value)
                .description("Binds of the SMSC by state")
                .tag("smsc", name)
                .tag("state", state)
                .register(metrics);
    }
}
