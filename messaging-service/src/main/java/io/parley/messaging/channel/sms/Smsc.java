package io.parley.messaging.channel.sms;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.messaging.channel.ConnectionState;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.TransportFailure;
import io.parley.runtime.setup.SetupFinding;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jsmpp.session.MessageReceiverListener;

/** One SMSC with all binds to it. */
final class Smsc {
    /** Below the deadline of the whole check. */
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

    private final String name;
    private final SmsConfig.Smsc settings;
    private final List<SmppBind> binds;
    private final MeterRegistry metrics;

    Smsc(
            String name,
            SmsConfig.Smsc settings,
            Supplier<String> password,
            MessageReceiverListener listener,
            MeterRegistry metrics) {
        this.name = name;
        this.settings = settings;
        this.binds = IntStream.range(0, settings.session().binds())
                .mapToObj(number -> new SmppBind(name, settings, password, listener))
                .toList();
        this.metrics = metrics;
        gauge("parley.smpp.sessions", "bound", this::bound);
        gauge("parley.smpp.sessions", "down", () -> binds.size() - bound());
        Gauge.builder(
                        "parley.smpp.window.used",
                        () -> binds.stream().mapToInt(SmppBind::used).sum())
                .description("Submits that wait for the SMSC's response")
                .tag("smsc", name)
                .register(metrics);
    }

    void start() {
        binds.forEach(SmppBind::start);
    }

    void stop() {
        binds.forEach(SmppBind::stop);
    }

    InDoubtPolicy inDoubtPolicy() {
        return settings.inDoubtPolicy();
    }

    /** The state of its binds, a line each with the remedy. Waits for responses to {@code enquire_link}. */
    List<SetupFinding> checkSetup() {
        var probes = Concurrently.map(binds, bind -> bind.probe(PROBE_TIMEOUT)).stream()
                .flatMap(Optional::stream)
                .toList();
        return new SmscFindings(name, settings).of(binds, probes);
    }

    ConnectionState connection() {
        return new ConnectionState(
                SmsChannel.provider(name),
                (int) bound(),
                binds.size(),
                binds.stream().mapToInt(SmppBind::used).sum());
    }

    long bound() {
        return binds.stream().filter(SmppBind::isBound).count();
    }

    /**
     * Submits a text segment by segment and waits for the responses. After the first accepted segment, deferred
     * segments are retried until a deadline; if some are still missing then, the message is in doubt, because the SMSC
     * has some of them.
     *
     * @param accepted ids of the segments accepted earlier; ids of newly accepted segments are added
     * @param responses records the response to each segment
     */
    Submission submit(
            Address from, Address to, String text, int reference, List<String> accepted, SegmentResponses responses) {
        var segments = UserData.of(text, reference, settings.text());
        var deadline =
                System.nanoTime() + 2 * settings.session().submitTimeout().toNanos();
        while (accepted.size() < segments.size()) {
            var segment = withReference(segments.get(accepted.size()), reference, accepted.size());
            var outcome = timed(from, to, segment, responses);
            switch (outcome) {
                case Accepted(var provider, var ids, var encoding) -> accepted.addAll(ids);
                case Deferred deferred
                when !accepted.isEmpty() -> {
                    if (!pause(deferred, deadline)) {
                        return new InDoubt(deferred.error());
                    }
                }
                default -> {
                    return outcome;
                }
            }
        }
        return new Accepted(
                SmsChannel.provider(name),
                List.copyOf(accepted),
                segments.getFirst().encoding());
    }

    private UserData withReference(UserData segment, int textReference, int index) {
        return settings.userMessageReference()
                ? segment.withReference(UserData.reference(textReference, index))
                : segment;
    }

    private Submission timed(Address from, Address to, UserData segment, SegmentResponses responses) {
        var start = System.nanoTime();
        var outcome = leastBusy()
                .map(bind -> bind.submit(from, to, segment, responses))
                .orElseGet(TransportFailure::unreachable);
        Timer.builder("parley.smpp.submit")
                .description("From submit_sm to its response")
                .tag("smsc", name)
                .tag("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .register(metrics)
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return outcome;
    }

    private Optional<SmppBind> leastBusy() {
        return binds.stream().filter(SmppBind::isBound).max(Comparator.comparingInt(SmppBind::freeWindow));
    }

    private static boolean pause(Deferred deferred, long deadline) {
        var pause = deferred.after().toNanos();
        if (System.nanoTime() + pause - deadline > 0) {
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
