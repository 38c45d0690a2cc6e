package io.parley.local;

import io.parley.model.Topics;
import io.parley.model.fact.TemplateFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The backup and the restore of docs/operations.md: a copy of the running server, then the loss of the database and of
 * the broker, and a start with the copy and an empty broker. A dump is restored as well, and compared.
 */
final class BackupScenario {
    private static final Duration REPUBLISHED = Duration.ofSeconds(60);
    private static final int LOAD = 60;

    /** Compacted topics that the services publish again from their tables. */
    private static final List<String> STATE_TOPICS =
            List.of(Topics.DIRECTORY, Topics.TEMPLATE_FACTS, Topics.FLOW_FACTS, Topics.FLOW_KEYS);

    private static final String INVENTORY =
            TemplateFact.Inventory.key(UUID.fromString(LocalIdentities.WHATSAPP_ACCOUNT_ID));

    /** Tables whose rows change without requests: schedules, leases and clocks. */
    private static final Set<String> VOLATILE = Set.of(
            "messaging.webhook_clock",
            "messaging.webhook_beat",
            "messaging.whatsapp_refresh",
            "messaging.whatsapp_account_detail",
            "messaging.whatsapp_number_detail",
            "template.reconcile_schedule",
            "flow.flow_comparison");

    private final Cell cell;
    private final Path folder;
    private final SandboxControl sandbox;
    private final ApiClient client;

    BackupScenario(Cell cell, Path folder) {
        this.cell = cell;
        this.folder = folder;
        this.sandbox = cell.backend().sandbox();
        this.client =
                new ApiClient(cell.front().url(), cell.backend().credentials().apiKey());
    }

    String run() throws Exception {
        createState();
        awaitStateTopics();
        try (var customer = new CountingCustomer(cell.backend().address())) {
            client.sendCallbacksTo(customer);
            var backup = folder.resolve("base-backup");
            var inBackup = backUpUnderLoad(backup);
            var topics = stateTopics();
            var tables = dumpAndRestore();
            var begin = System.nanoTime();
            loseAndRestore(backup);
            var seconds = (System.nanoTime() - begin) / 1_000_000_000;
            requireKnown(inBackup);
            Waits.await("topics are published again", REPUBLISHED, () -> stateTopics()
                    .equals(topics));
            var after = sendMore(customer);
            return "%d messages and %d keys of %d topics restored in %d s, dump equal in %d tables; then %s"
                    .formatted(inBackup.size(), count(topics), topics.size(), seconds, tables, after);
        }
    }

    /** Creates what the topics of state are about, besides the accounts. */
    private void createState() throws Exception {
        var name = "backup_" + System.currentTimeMillis();
        create(FlowTeam.FLOWS, Map.of("name", name, "categories", List.of("SURVEY")));
        var body = Map.of("type", "BODY", "text", "Your order is ready to be picked up in our shop.");
        create(
                "/channels/whatsapp/accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID + "/templates",
                Map.of(
                        "name",
                        name,
                        "category",
                        "UTILITY",
                        "localizations",
                        List.of(Map.of("language", "en", "components", List.of(body)))));
        new SetupOperator(
                        cell.front().url() + "/operator/v1",
                        cell.backend().credentials().operatorKey(),
                        sandbox.url())
                .rotateFlowKey(LocalIdentities.WHATSAPP_NUMBER);
    }

    private void create(String path, Map<String, ?> content) throws Exception {
        var created = client.call("POST", path, content, Map.of());
        if (created.statusCode() != 201) {
            throw new AssertionError(path + ": " + created.body());
        }
    }

    /** Returns the ids that were accepted before the backup began. */
    private Map<String, String> backUpUnderLoad(Path target) throws Exception {
        var traffic = Traffic.start("backup", LOAD, client, sandbox);
        Waits.pause(Duration.ofSeconds(2));
        var before = Map.copyOf(traffic.accepted());
        cell.postgres().baseBackup(target);
        traffic.close();
        return before;
    }

    /** Restores a dump into another server. Returns the number of tables, all of which are equal. */
    private int dumpAndRestore() throws Exception {
        Waits.await("nothing is in flight", Duration.ofSeconds(60), this::isQuiet);
        cell.host().stop();
        var dump = folder.resolve("parley.dump");
        cell.postgres().dump(dump);
        var original = DatabaseDigest.of(cell.postgres(), VOLATILE);
        try (var other = cell.postgres()
                .at(folder.resolve("postgres-of-dump"), cell.backend().ports().postgres() + 1000)) {
            other.start();
            other.restore(dump);
            var restored = DatabaseDigest.of(other, VOLATILE);
            if (!restored.equals(original)) {
                throw new AssertionError("the restored dump differs: " + original + " " + restored);
            }
        }
        return original.size();
    }

    private boolean isQuiet() throws SQLException {
        try (var connection = cell.postgres().connect();
                var sql = connection.createStatement();
                var rows = sql.executeQuery("""
                        select (select count(*) from messaging.dispatch_job) + (select count(*) from messaging.callback_job)""")) {
            rows.next();
            return rows.getLong(1) == 0;
        }
    }

    private void loseAndRestore(Path backup) throws IOException {
        cell.backend().kafka().stop();
        cell.postgres().stopImmediately();
        delete(cell.backend().state().kafka());
        cell.startFrom(backup);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void requireKnown(Map<String, String> messages) throws Exception {
        for (var message : messages.entrySet()) {
            var response = client.status(message.getValue());
            if (response.statusCode() != 200) {
                throw new AssertionError(message.getKey() + " is not in the backup: " + response.body());
            }
        }
    }

    private String sendMore(CountingCustomer customer) throws Exception {
        var traffic = Traffic.start("restored", LOAD + 1, client, sandbox);
        Waits.pause(Duration.ofSeconds(3));
        traffic.close();
        var result = Reconciliation.of(traffic, sandbox, customer);
        if (!result.violations().isEmpty() || !traffic.errors().isEmpty()) {
            throw new AssertionError("after the restore: " + result.violations() + " " + traffic.errors());
        }
        return "accepted %d, delivered %d, duplicates 0, lost 0".formatted(result.accepted(), result.delivered());
    }

    private void awaitStateTopics() {
        Waits.await("every topic has records", REPUBLISHED, () -> stateTopics().values().stream()
                .noneMatch(Set::isEmpty));
    }

    /** Returns the keys that each topic has, except that of the list's completeness, which a comparison publishes. */
    private Map<String, Set<String>> stateTopics() {
        var topics = new TreeMap<String, Set<String>>();
        for (var topic : STATE_TOPICS) {
            var keys = new TreeSet<>(CompactedState.of(cell.backend().kafka().bootstrapServers(), topic));
            keys.remove(INVENTORY);
            topics.put(topic, keys);
        }
        return topics;
    }

    private static int count(Map<String, Set<String>> topics) {
        return topics.values().stream().mapToInt(Set::size).sum();
    }
}
