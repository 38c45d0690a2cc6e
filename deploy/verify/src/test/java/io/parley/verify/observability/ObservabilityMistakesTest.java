package io.parley.verify.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.verify.Finding;
import io.parley.verify.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check finds the mistake that it is for: a copy of the files with one mistake has exactly that kind of finding. */
@Tag("observability")
class ObservabilityMistakesTest {
    private static final String ALERTS = AlertFiles.FOLDER + "/";
    private static final String BOARDS = DashboardFiles.FOLDER + "/";
    private static final String RUNBOOKS = "deploy/runbooks/";

    /**
     * @param text that is replaced everywhere in the file; null: the file is deleted
     * @param rule of the expected findings
     */
    private record Mistake(String name, String file, String text, String replacement, String rule) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    Path copy;

    private static Stream<Mistake> mistakes() {
        var messages = ALERTS + "messages.yaml";
        var api = BOARDS + "api.json";
        return Stream.of(
                new Mistake(
                        "alert on a metric that does not exist",
                        messages,
                        "(parley_dispatch_in_doubt)",
                        "(parley_dispatch_indoubt)",
                        "metric-exists"),
                new Mistake(
                        "alert that matches a label that does not exist",
                        messages,
                        "parley_smpp_sessions{state=",
                        "parley_smpp_sessions{status=",
                        "label-exists"),
                new Mistake(
                        "alert grouped by a label that does not exist",
                        ALERTS + "runtime.yaml",
                        "by (namespace, component, name) (rate(parley_commit_rejected",
                        "by (namespace, component, queue) (rate(parley_commit_rejected",
                        "label-exists"),
                new Mistake(
                        "text with a label that the alert does not have",
                        messages,
                        "{{ $labels.smsc }}",
                        "{{ $labels.provider }}",
                        "label-exists"),
                new Mistake("alert without runbook", RUNBOOKS + "OutboxStuck.md", null, null, "runbook"),
                new Mistake("runbook without steps", RUNBOOKS + "OutboxStuck.md", "## Do", "## More", "runbook"),
                new Mistake(
                        "link to the runbook of another alert",
                        messages,
                        "deploy/runbooks/MessagesExpired.md",
                        "deploy/runbooks/MessagesInDoubt.md",
                        "runbook"),
                new Mistake(
                        "runbook without alert",
                        ALERTS + "callbacks.yaml",
                        "CallbacksFailing",
                        "CallbacksFail",
                        "runbook"),
                new Mistake("alert that no document lists", AlertChecks.LIST, "EventsParked", "Events", "alert-list"),
                new Mistake("alert without tests", ALERTS + "tests/events.yaml", null, null, "alert-test"),
                new Mistake(
                        "alert that is never expected",
                        ALERTS + "tests/events.yaml",
                        "alertname: OutboxStuck",
                        "alertname: ConsumerLagGrowing",
                        "alert-test"),
                new Mistake("unknown severity", messages, "severity: warning", "severity: urgent", "alert-labels"),
                new Mistake("alert without description", messages, "description:", "details:", "alert-texts"),
                new Mistake("panel without unit", api, "\"unit\": \"s\"", "\"unit\": \"\"", "panel-unit"),
                new Mistake("panel without description", api, "\"description\": \"P", "\"about\": \"P", "panel-texts"),
                new Mistake("panels that overlap", api, "\"x\": 12", "\"x\": 11", "panel-layout"),
                new Mistake(
                        "panel with a data source of its own",
                        api,
                        "\"uid\": \"${datasource}\"",
                        "\"uid\": \"prometheus\"",
                        "panel-datasource"),
                new Mistake("panel with a fixed interval", api, "[$__rate_interval]", "[5m]", "target-interval"),
                new Mistake("panel for all namespaces", api, "namespace=~\\\"$namespace\\\", ", "", "target-variables"),
                new Mistake(
                        "panel of a metric that does not exist",
                        api,
                        "parley_rate_limited_total",
                        "parley_requests_limited_total",
                        "metric-exists"),
                new Mistake("legend with a label that was aggregated", api, "{{reason}}", "{{uri}}", "label-exists"),
                new Mistake("PromQL that does not parse", api, "sum by (le)", "sum by (le))", "promql"),
                new Mistake("two dashboards with one uid", api, "\"parley-api\"", "\"parley-slo\"", "dashboard-uid"),
                new Mistake(
                        "dashboard without the variable namespace",
                        api,
                        "\"name\": \"namespace\"",
                        "\"name\": \"ns\"",
                        "dashboard-variables"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFound(Mistake mistake) throws IOException {
        plant(mistake);

        assertRuleIsBroken(mistake, findings());
    }

    private static Stream<Mistake> mistakesForPromtool() {
        return Stream.of(
                new Mistake(
                        "unknown function in an alert",
                        ALERTS + "events.yaml",
                        "(rate(parley_inbound",
                        "(rat(parley_inbound",
                        "promtool-check"),
                new Mistake(
                        "unknown function in a panel",
                        BOARDS + "api.json",
                        "(rate(http",
                        "(rat(http",
                        "promtool-check"),
                new Mistake(
                        "threshold that the tests do not expect",
                        ALERTS + "events.yaml",
                        "(parley_outbox_oldest_age_seconds) > 300",
                        "(parley_outbox_oldest_age_seconds) > 3000",
                        "promtool-test"),
                new Mistake(
                        "alert that fires too early",
                        ALERTS + "events.yaml",
                        "(parley_outbox_oldest_age_seconds) > 300",
                        "(parley_outbox_oldest_age_seconds) >= 0",
                        "promtool-test"));
    }

    @ParameterizedTest
    @MethodSource("mistakesForPromtool")
    void promtoolFindsAMistake(Mistake mistake) throws IOException {
        Promtool.require();
        plant(mistake);
        var findings = new ArrayList<Finding>();
        findings.addAll(Promtool.check(new AlertFiles(copy)));
        findings.addAll(Promtool.parse(new DashboardFiles(copy).expressions()));
        if (findings.isEmpty()) {
            findings.addAll(Promtool.test(List.of(copy.resolve(ALERTS + "tests/events.yaml"))));
        }

        assertRuleIsBroken(mistake, findings);
    }

    private List<Finding> findings() {
        var recorded = RecordedMetrics.read();
        var alerts = new AlertFiles(copy);
        var findings = new ArrayList<>(AlertChecks.all(alerts, recorded));
        findings.addAll(
                DashboardChecks.all(new DashboardFiles(copy), recorded.with(AlertChecks.recordings(alerts, recorded))));
        return findings;
    }

    private static void assertRuleIsBroken(Mistake mistake, List<Finding> findings) {
        assertTrue(findings.stream().anyMatch(finding -> finding.rule().equals(mistake.rule())), findings.toString());
    }

    private void plant(Mistake mistake) throws IOException {
        copyFolder(AlertFiles.FOLDER);
        copyFolder(AlertFiles.FOLDER + "/tests");
        copyFolder(DashboardFiles.FOLDER);
        copyFolder("deploy/runbooks");
        Files.createDirectories(copy.resolve(AlertChecks.LIST).getParent());
        Files.copy(Repository.path(AlertChecks.LIST), copy.resolve(AlertChecks.LIST));
        var file = copy.resolve(mistake.file());
        if (mistake.text() == null) {
            Files.delete(file);
            return;
        }
        var text = Files.readString(file);
        assertTrue(text.contains(mistake.text()), "the text to replace exists");
        assertEquals(List.of(), findings(), "the copy has no other mistake");
        Files.writeString(file, text.replace(mistake.text(), mistake.replacement()));
    }

    private void copyFolder(String folder) throws IOException {
        Files.createDirectories(copy.resolve(folder));
        for (var name : Repository.names(Repository.path(folder))) {
            var file = Repository.path(folder).resolve(name);
            if (Files.isRegularFile(file)) {
                Files.copy(file, copy.resolve(folder).resolve(name));
            }
        }
    }
}
