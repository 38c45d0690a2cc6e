package io.parley.local;

import io.parley.local.HostNetwork.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One platform on two hosts, behind the front of deploy/nginx on a third one, with the data on a fourth one. */
final class FaultScenarios implements AutoCloseable {
    private static final Duration OUTAGE = Duration.ofSeconds(5);
    private static final Duration NOTICED = Duration.ofSeconds(20);
    private static final Duration CLOCK_OFFSET = Duration.ofSeconds(30);

    private final HostNetwork network;
    private final Backend backend;
    private final ServiceHost hostA;
    private final ServiceHost hostB;
    private final Nginx front;
    private final CountingCustomer customer;
    private final ApiClient client;
    private int loads;

    /** A fault that occurs under load. Returns when the platform is whole again. */
    interface Fault {
        void inject() throws Exception;
    }

    FaultScenarios(HostNetwork network, Path home, Path folder) throws Exception {
        this.network = network;
        front = new Nginx(folder.resolve("front"), Host.EDGE.address() + ":8080", network.on(Host.EDGE));
        var data = Host.DATA.address();
        backend = new Backend(
                new Backend.Location(home, folder.resolve("platform"), new Ports(8080), data, Host.NETWORK),
                front.url());
        backend.start();
        hostA = new ServiceHost(backend, "a", Host.A.address(), new Ports(8080), network.on(Host.A));
        var onB = new ArrayList<>(network.on(Host.B));
        onB.addAll(ClockOffset.ahead(CLOCK_OFFSET));
        hostB = new ServiceHost(backend, "b", Host.B.address(), new Ports(8080), onB);
        List.of(hostA, hostB).forEach(ServiceHost::launchAll);
        List.of(hostA, hostB).forEach(ServiceHost::awaitReady);
        front.start(home, List.of(hostA, hostB));
        customer = new CountingCustomer(data);
        client = new ApiClient(front.url(), backend.credentials().apiKey());
        client.sendCallbacksTo(customer);
    }

    void runIn(HostScenarios scenarios) {
        scenarios.run("rolling", () -> withoutErrors(underLoad("rolling", this::restartHosts)));
        scenarios.run("kill", () -> underLoad("kill", this::killOneOfEach).line());
        scenarios.run("cable", () -> underLoad("cable", this::pullCable).line());
        scenarios.run("database", () -> underLoad("database", this::cutDatabase).line());
        scenarios.run("kafka", () -> underLoad("kafka", this::cutBroker).line());
        scenarios.run("clock", () -> underLoad("clock", this::compareClocks).line());
    }

    /** What a load and its reconciliation have found. */
    record Result(Traffic traffic, Reconciliation reconciliation) {

        String line() {
            return "accepted %d, delivered %d, from people %d, duplicates %d, lost %d, errors %d, longest gap %.1f s"
                    .formatted(
                            reconciliation.accepted(),
                            reconciliation.delivered(),
                            reconciliation.inbound(),
                            reconciliation.duplicates().size(),
                            reconciliation.lost().size(),
                            traffic.errors().size(),
                            traffic.maxGap().toMillis() / 1e3);
        }
    }

    private Result underLoad(String name, Fault fault) throws Exception {
        customer.calls().clear();
        var traffic = Traffic.start(name, ++loads, client, backend.sandbox());
        try {
            Waits.pause(Duration.ofSeconds(1));
            fault.inject();
            Waits.pause(Duration.ofSeconds(1));
        } finally {
            traffic.close();
        }
        var reconciliation = Reconciliation.of(traffic, backend.sandbox(), customer);
        var result = new Result(traffic, reconciliation);
        if (!reconciliation.violations().isEmpty()) {
            throw new AssertionError(result.line() + " " + reconciliation.violations());
        }
        return result;
    }

    private static String withoutErrors(Result result) {
        if (!result.traffic().errors().isEmpty()) {
            var first = result.traffic().errors().stream().limit(3).toList();
            throw new AssertionError(result.line() + " " + first);
        }
        return result.line();
    }

    private void restartHosts() {
        for (var host : List.of(hostA, hostB)) {
            for (var service : Service.values()) {
                host.stop(service);
                host.start(service);
            }
        }
    }

    private void killOneOfEach() {
        hostB.kill9(Service.MESSAGING);
        hostA.kill9(Service.TEMPLATE);
        hostB.kill9(Service.FLOW);
        hostA.kill9(Service.GATEWAY);
        Waits.pause(Duration.ofSeconds(2));
        List.of(hostA, hostB).forEach(ServiceHost::launchAll);
        List.of(hostA, hostB).forEach(ServiceHost::awaitReady);
    }

    private void pullCable() {
        network.unplug(Host.B);
        Waits.pause(OUTAGE);
        network.plug(Host.B);
        hostB.awaitReady();
    }

    private void cutDatabase() {
        network.cut(Host.B, Host.DATA, backend.ports().postgres());
        try {
            Waits.await("not ready without database", NOTICED, () -> !hostB.isReady(Service.MESSAGING));
            Waits.pause(OUTAGE);
        } finally {
            network.restore(Host.B);
        }
        hostB.awaitReady();
    }

    private void cutBroker() {
        network.cut(Host.B, Host.DATA, backend.ports().kafka());
        try {
            Waits.await("not ready without broker", NOTICED, () -> !hostB.isReady(Service.GATEWAY));
            Waits.pause(OUTAGE);
        } finally {
            network.restore(Host.B);
        }
        hostB.awaitReady();
    }

    /** The clocks differ in every scenario; this one shows it, and has no other fault. */
    private void compareClocks() throws Exception {
        var key = backend.credentials().apiKey();
        var ahead = new ApiClient(hostB.url(Service.MESSAGING), key).secondsAhead()
                - new ApiClient(hostA.url(Service.MESSAGING), key).secondsAhead();
        if (Math.abs(ahead - CLOCK_OFFSET.toSeconds()) > 5) {
            throw new AssertionError("host b is ahead by " + ahead + " s");
        }
        Waits.pause(OUTAGE);
    }

    Backend backend() {
        return backend;
    }

    ApiClient client() {
        return client;
    }

    CountingCustomer customer() {
        return customer;
    }

    Nginx front() {
        return front;
    }

    @Override
    public void close() {
        front.close();
        hostA.close();
        hostB.close();
        customer.close();
        backend.close();
    }
}
