package io.parley.local;

import io.parley.local.HostNetwork.Host;
import io.parley.runtime.access.ApiKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Two platforms side by side, each with its accounts, behind one front that knows the cell of each API key. */
final class CellScenarios implements AutoCloseable {
    private static final Duration OUTAGE = Duration.ofSeconds(4);
    private static final int FIRST_LOAD = 50;

    private final HostNetwork network;
    private final Path home;
    private final Path folder;
    private final FaultScenarios cellA;
    private Cell cellB;

    CellScenarios(HostNetwork network, Path home, Path folder, FaultScenarios cellA) {
        this.network = network;
        this.home = home;
        this.folder = folder;
        this.cellA = cellA;
    }

    void runIn(HostScenarios scenarios) throws Exception {
        if (!scenarios.isSelected("cells") && !scenarios.isSelected("backup")) {
            return;
        }
        cellB = new Cell(network, home, folder);
        cellB.start();
        scenarios.run("cells", this::oneCellFails);
        scenarios.run("backup", () -> new BackupScenario(cellB, folder).run());
    }

    private String oneCellFails() throws Exception {
        try (var front = new Nginx(
                        folder.resolve("front-of-cells"), Host.EDGE.address() + ":8090", network.on(Host.EDGE));
                var customerB = new CountingCustomer(Host.DATA.address())) {
            front.start(routesOfKeys());
            var clientA =
                    new ApiClient(front.url(), cellA.backend().credentials().apiKey());
            var clientB =
                    new ApiClient(front.url(), cellB.backend().credentials().apiKey());
            clientB.sendCallbacksTo(customerB);
            cellA.customer().calls().clear();
            var trafficA =
                    Traffic.start("cell-a", FIRST_LOAD, clientA, cellA.backend().sandbox());
            var trafficB = Traffic.start(
                    "cell-b", FIRST_LOAD + 1, clientB, cellB.backend().sandbox());
            Waits.pause(Duration.ofSeconds(2));
            cellB.stopAll();
            Waits.pause(OUTAGE);
            cellB.startAgain();
            trafficA.close();
            trafficB.close();
            var resultA = Reconciliation.of(trafficA, cellA.backend().sandbox(), cellA.customer());
            var resultB = Reconciliation.of(trafficB, cellB.backend().sandbox(), customerB);
            requireSeparate(trafficA, trafficB);
            requireUntouched(trafficA, resultA);
            if (!resultB.violations().isEmpty() || trafficB.errors().isEmpty()) {
                throw new AssertionError("cell b: " + resultB.violations() + ", errors "
                        + trafficB.errors().size());
            }
            return "cell a accepted %d, delivered %d, errors %d; cell b, which was down, accepted %d, delivered %d, errors %d"
                    .formatted(
                            resultA.accepted(),
                            resultA.delivered(),
                            trafficA.errors().size(),
                            resultB.accepted(),
                            resultB.delivered(),
                            trafficB.errors().size());
        }
    }

    private static void requireUntouched(Traffic traffic, Reconciliation result) {
        if (!traffic.errors().isEmpty() || !result.violations().isEmpty()) {
            throw new AssertionError("cell a: " + result.violations() + " " + traffic.errors());
        }
    }

    /** No message of one cell's account went through the other cell. */
    private void requireSeparate(Traffic trafficA, Traffic trafficB) throws Exception {
        var foreign = texts(cellA.backend().sandbox());
        foreign.retainAll(trafficB.accepted().keySet());
        var other = texts(cellB.backend().sandbox());
        other.retainAll(trafficA.accepted().keySet());
        if (!foreign.isEmpty() || !other.isEmpty()) {
            throw new AssertionError("in the wrong cell: " + foreign + " " + other);
        }
    }

    private static Set<String> texts(SandboxControl sandbox) throws Exception {
        var texts = new HashSet<String>();
        for (var channel : Traffic.CHANNELS) {
            new SandboxLedger(sandbox.url())
                    .accepted(channel)
                    .forEach(entry -> texts.add(entry.path("text").asText()));
        }
        return texts;
    }

    /** The sample of deploy/nginx with the addresses of this run and the ids of the keys. */
    private String routesOfKeys() throws Exception {
        return Files.readString(home.resolve("deploy/nginx/cells.conf"))
                .replace("cell-a.internal:443", cellA.front().authority())
                .replace("cell-b.internal:443", cellB.front().authority())
                .replace("0123456789abcdef0123", keyId(cellB))
                .replace("https://parley_cell", "http://parley_cell")
                .replaceAll("(?m)^ +listen \\[::].*\\n", "")
                .replaceAll("(?m)^ +(proxy_)?ssl_.*\\n", "")
                .replace("listen 443 ssl http2;", "listen " + Host.EDGE.address() + ":8090;")
                .replaceAll("/var/log/nginx/", folder + "/");
    }

    private static String keyId(Cell cell) {
        return ApiKeys.parse(cell.backend().credentials().apiKey())
                .orElseThrow()
                .id();
    }

    @Override
    public void close() {
        if (cellB != null) {
            cellB.close();
        }
    }
}
