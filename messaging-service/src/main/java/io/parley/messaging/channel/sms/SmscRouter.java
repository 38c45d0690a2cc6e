package io.parley.messaging.channel.sms;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** All SMSCs of this deployment, and the choice among them. */
final class SmscRouter {
    private static final Submission NONE = new Deferred(
            ProviderError.ours("nosmsc", "No SMSC is configured for this sender."), Duration.ofMinutes(1), false);

    /** Most messages whose parts are remembered; beyond it the oldest is sent whole if it is sent again. */
    private static final int MAX_PARTIALLY_SENT = 10_000;

    /** A long text of which an SMSC took the first parts, by their ids. */
    private record Halfway(Smsc smsc, List<String> taken) {}

    private final Map<String, Smsc> byName = new TreeMap<>();
    private final Map<UUID, Halfway> halfway = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Halfway> eldest) {
            return size() > MAX_PARTIALLY_SENT;
        }
    });

    SmscRouter(SmsConfig settings, InboundDeliveries inbound, MeterRegistry metrics) {
        settings.smscs().forEach((name, smsc) -> {
            var listener = new DeliverListener(name, smsc, inbound, settings.commitTimeout());
            byName.put(name, new Smsc(name, smsc, listener, metrics));
        });
    }

    void start() {
        byName.values().forEach(Smsc::start);
    }

    void stop() {
        byName.values().forEach(Smsc::stop);
    }

    long bound() {
        return byName.values().stream().mapToLong(Smsc::bound).sum();
    }

    /** Goes through the sender's SMSCs until one takes the text or it is no longer certain that none has. */
    Submission submit(UUID message, Sender sender, Address to, String text, int reference) {
        var from = Address.of(sender.identity());
        var before = halfway.remove(message);
        if (before != null) {
            return remembered(message, before, before.smsc().submit(from, to, text, reference, before.taken()));
        }
        Submission outcome = NONE;
        for (var smsc : of(sender)) {
            var begun = new Halfway(smsc, new ArrayList<>());
            var next = remembered(message, begun, smsc.submit(from, to, text, reference, begun.taken()));
            if (!(next instanceof Deferred deferred)) {
                return next;
            }
            outcome = outcome instanceof Deferred earlier && earlier.throttled() ? earlier : deferred;
        }
        return outcome;
    }

    /** So that a resend after doubt goes on where this process knows that the parts before were taken. */
    private Submission remembered(UUID message, Halfway begun, Submission outcome) {
        if (outcome instanceof InDoubt && !begun.taken().isEmpty()) {
            halfway.put(message, begun);
        }
        return outcome;
    }

    /** Which of the sender's SMSCs has the message is not known, so the most cautious of them decides. */
    InDoubtPolicy afterSilence(Sender sender) {
        return of(sender).stream()
                .map(Smsc::afterSilence)
                .max(Comparator.naturalOrder())
                .orElse(InDoubtPolicy.RESEND);
    }

    private Collection<Smsc> of(Sender sender) {
        return Optional.ofNullable(sender.attributes())
                .map(attributes -> attributes.get("smsc"))
                .map(this::named)
                .orElse(List.copyOf(byName.values()));
    }

    private List<Smsc> named(String names) {
        return Stream.of(names.split(","))
                .map(String::strip)
                .map(byName::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
