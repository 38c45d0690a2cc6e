package io.parley.messaging.channel.sms;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.messaging.channel.ConnectionState;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.model.ProviderError;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.secrets.SecretFiles;
import io.parley.runtime.setup.SetupFinding;
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

/** Selects among the SMSCs of this deployment. */
final class SmscRouter {
    private static final Submission NONE = new Deferred(
            ProviderError.ours("nosmsc", "No SMSC is configured for this sender."), Duration.ofMinutes(1), false);

    /** Maximum number of remembered messages; beyond it the oldest is sent as a whole if it is resent. */
    private static final int MAX_PARTIALLY_SENT = 10_000;

    /** A long text of which an SMSC accepted the first segments, with their ids. */
    private record PartialSubmit(Smsc smsc, List<String> taken) {}

    private final Map<String, Smsc> byName = new TreeMap<>();
    private final Map<UUID, PartialSubmit> partialSubmits = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, PartialSubmit> eldest) {
            return size() > MAX_PARTIALLY_SENT;
        }
    });

    SmscRouter(SmsConfig settings, SecretFiles secrets, InboundDeliveries inbound, MeterRegistry metrics) {
        settings.smscs().forEach((name, smsc) -> {
            var listener = new DeliverListener(name, smsc, inbound, settings.commitTimeout());
            secrets.value(smsc.password()); // a file that cannot be read ends the start
            byName.put(name, new Smsc(name, smsc, () -> secrets.value(smsc.password()), listener, metrics));
        });
    }

    void start() {
        byName.values().forEach(Smsc::start);
    }

    void stop() {
        byName.values().forEach(Smsc::stop);
    }

    /** The state of each SMSC, and the senders that have none. Blocks for a few seconds. */
    List<SetupFinding> checkSetup(List<Sender> senders) {
        var findings = new ArrayList<SetupFinding>();
        Concurrently.map(byName.values(), Smsc::checkSetup).forEach(findings::addAll);
        senders.stream()
                .filter(sender -> of(sender).isEmpty())
                .map(sender -> SetupFinding.failed(
                        "sender " + sender.id(),
                        "no SMSC is configured for it",
                        "Set its attribute smsc to names from parley.channels.sms.smscs (" + byName.keySet()
                                + "), or remove the attribute to use all."))
                .forEach(findings::add);
        return findings;
    }

    List<ConnectionState> connections() {
        return byName.values().stream().map(Smsc::connection).toList();
    }

    long bound() {
        return byName.values().stream().mapToLong(Smsc::bound).sum();
    }

    /** Tries the sender's SMSCs in order until one accepts or rejects the text or the outcome is in doubt. */
    Submission submit(UUID message, Sender sender, Address to, String text, int reference, SegmentResponses responses) {
        var from = Address.of(sender.identity());
        var earlier = partialSubmits.remove(message);
        if (earlier != null) {
            return remember(
                    message, earlier, earlier.smsc().submit(from, to, text, reference, earlier.taken(), responses));
        }
        Submission outcome = NONE;
        for (var smsc : of(sender)) {
            var partial = new PartialSubmit(smsc, new ArrayList<>());
            var next = remember(message, partial, smsc.submit(from, to, text, reference, partial.taken(), responses));
            if (!(next instanceof Deferred deferred)) {
                return next;
            }
            outcome = outcome instanceof Deferred throttled && throttled.throttled() ? throttled : deferred;
        }
        return outcome;
    }

    /** Remembers accepted segments, so that a resend after doubt continues after them. */
    private Submission remember(UUID message, PartialSubmit partial, Submission outcome) {
        if (outcome instanceof InDoubt && !partial.taken().isEmpty()) {
            partialSubmits.put(message, partial);
        }
        return outcome;
    }

    /** Which of the sender's SMSCs has the message is unknown, so {@code FAIL} of any of them takes precedence. */
    InDoubtPolicy inDoubtPolicy(Sender sender) {
        return of(sender).stream()
                .map(Smsc::inDoubtPolicy)
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
