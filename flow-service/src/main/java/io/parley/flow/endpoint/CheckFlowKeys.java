package io.parley.flow.endpoint;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.setup.SetupCheckResponse;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Checks the keys of all numbers whose WhatsApp account has keys. Nothing is stored. Without any key there is nothing to
 * check, since teams then decrypt themselves.
 */
@ApplicationScoped
class CheckFlowKeys {
    /** Below the ten seconds after which any request ends. */
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private static final int CONCURRENCY = 8;
    private static final String COMPONENT = "flows";

    private final FlowNumbers numbers;
    private final EndpointKeys keys;
    private final ReadFlowKeys reads;
    private final FlowKeyFindings findings;

    CheckFlowKeys(FlowNumbers numbers, EndpointKeys keys, ReadFlowKeys reads, FlowKeyFindings findings) {
        this.numbers = numbers;
        this.keys = keys;
        this.reads = reads;
        this.findings = findings;
    }

    Uni<List<SetupCheckResponse>> run() {
        return keys.all()
                .map(all -> all.stream().collect(Collectors.groupingBy(key -> key.senderId)))
                .chain(this::check)
                .ifNoItem()
                .after(DEADLINE)
                .recoverWithItem(() -> List.of(SetupFinding.failed(
                        "checks",
                        "not complete after " + DEADLINE.toSeconds() + " seconds",
                        "Check that this host reaches parley.channels.whatsapp.base-url.")))
                .map(found -> found.stream()
                        .map(finding -> SetupCheckResponse.of(COMPONENT, finding))
                        .toList());
    }

    private Uni<List<SetupFinding>> check(Map<UUID, List<EndpointKeyRow>> bySender) {
        var accounts = bySender.keySet().stream()
                .flatMap(id -> numbers.find(id).stream())
                .map(Sender::whatsAppAccountId)
                .collect(Collectors.toSet());
        return Multi.createFrom()
                .iterable(concerned(accounts))
                .onItem()
                .transformToUni(sender -> check(sender, bySender.getOrDefault(sender.id(), List.of())))
                .merge(CONCURRENCY)
                .collect()
                .asList();
    }

    private List<Sender> concerned(Set<UUID> accounts) {
        return numbers.all().stream()
                .filter(sender -> accounts.contains(sender.whatsAppAccountId()))
                .toList();
    }

    private Uni<SetupFinding> check(Sender sender, List<EndpointKeyRow> known) {
        return known.isEmpty() ? Uni.createFrom().item(findings.withoutKey(sender)) : reads.check(sender, known);
    }
}
