package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.embedded.FreePorts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.FileHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of every service with one database and broker, behind the front of deploy/nginx, under load on all
 * channels. The clocks of the second ones are 30 s ahead. The same with networks between the hosts: deploy/prove/hosts.sh.
 */
@Timeout(240)
@Tag("fault")
@TestMethodOrder(OrderAnnotation.class)
class InstancesTest {
    private static final Duration NOTICED = Duration.ofSeconds(30);
    private static final int ACCEPTED_WITHOUT_DATABASE = 10;

    @TempDir
    static Path folder;

    private static FileHandler libraryLog;
    private static Backend backend;
    private static InterruptibleLink databaseOfSecond;
    private static ServiceHost first;
    private static ServiceHost second;
    private static Nginx front;
    private static CountingCustomer customer;
    private static ApiClient client;

    @BeforeAll
    static void start() throws Exception {
        var home = Path.of(System.getProperty("parley.home"));
        libraryLog = LibraryLog.into(folder.resolve("libraries.log"));
        front = new Nginx(folder.resolve("nginx"), Backend.LOOPBACK + ":" + FreePorts.next(), List.of());
        backend = new Backend(Backend.Location.local(home, folder.resolve("state")), front.url());
        backend.start();
        first = new ServiceHost(backend, "first", Backend.LOOPBACK, Ports.free(), List.of());
        first.launchAll();
        databaseOfSecond = new InterruptibleLink(backend.ports().postgres());
        second = new ServiceHost(
                backend, "second", Backend.LOOPBACK, Ports.free(), ClockOffset.ahead(Duration.ofSeconds(30)));
        second.configure(Service.MESSAGING, databaseBehind(databaseOfSecond));
        second.launchAll();
        first.awaitReady();
        second.awaitReady();
        front.start(home, List.of(first, second));
        customer = new CountingCustomer();
        client = new ApiClient(front.url(), backend.credentials().apiKey());
        client.sendCallbacksTo(customer);
    }

    private static Map<String, String> databaseBehind(InterruptibleLink link) {
        var address = "//" + Backend.LOOPBACK + ":" + link.port() + "/" + ServiceEnvironment.DATABASE;
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql:" + address,
                "quarkus.datasource.reactive.url",
                "postgresql:" + address);
    }

    @AfterAll
    static void stop() throws Exception {
        for (var part : new AutoCloseable[] {front, first, second, customer, databaseOfSecond, backend}) {
            if (part != null) {
                part.close();
            }
        }
        LibraryLog.end(libraryLog);
    }

    @Test
    @Order(0)
    void theClocksOfTheHostsDiffer() throws Exception {
        var key = backend.credentials().apiKey();

        assertEquals(0, new ApiClient(first.url(Service.MESSAGING), key).secondsAhead(), 5);
        assertEquals(30, new ApiClient(second.url(Service.MESSAGING), key).secondsAhead(), 5);
    }

    @Test
    @Order(1)
    void clientsSeeNoErrorWhileInstancesAreRestartedOneAfterTheOther() throws Exception {
        var traffic = Traffic.start("restart", 1, client, backend.sandbox());
        for (var host : List.of(first, second)) {
            host.stop(Service.MESSAGING);
            assertEquals(0, leasedBy(host), "in-flight results are recorded before the end");
            host.start(Service.MESSAGING);
        }
        traffic.close();

        assertEquals(List.of(), List.copyOf(traffic.errors()));
        requireNothingLostOrSentTwice(traffic);
    }

    @Test
    @Order(2)
    void anInstanceThatIsCutOffFromItsDatabaseLosesNothing() throws Exception {
        var traffic = Traffic.start("database", 2, client, backend.sandbox());
        try {
            databaseOfSecond.interrupt();
            Waits.await("not ready", NOTICED, () -> !second.isReady(Service.MESSAGING));
            var before = traffic.accepted().size();
            Waits.await(
                    "the first instance accepts messages",
                    NOTICED,
                    () -> traffic.accepted().size() >= before + ACCEPTED_WITHOUT_DATABASE);
        } finally {
            databaseOfSecond.restore();
        }
        second.awaitReady(Service.MESSAGING);
        traffic.close();

        requireNothingLostOrSentTwice(traffic);
    }

    @Test
    @Order(3)
    void messagesKeepTheirOrderAcrossInstancesWhenOneIsKilled() throws Exception {
        backend.sandbox().faults("{'whatsapp':{'latencyMs':{'min':20,'max':120}}}");

        var conversations = new Conversations(List.of(first, second), backend, second::kill9);
        conversations.sendAll();

        conversations.requireOnceAndInOrder();
    }

    private static void requireNothingLostOrSentTwice(Traffic traffic) throws Exception {
        var result = Reconciliation.of(traffic, backend.sandbox(), customer);

        assertEquals(List.of(), result.violations(), () -> result + " " + traffic.errors());
        assertTrue(result.accepted() >= ACCEPTED_WITHOUT_DATABASE && result.inbound() >= 3, result::toString);
    }

    /** Returns the number of jobs leased by a host's instance. */
    private static long leasedBy(ServiceHost host) throws SQLException {
        var owner = host.instance(Service.MESSAGING) + "/%";
        try (var connection = backend.database().connect();
                var query = connection.prepareStatement(
                        "select count(*) from messaging.dispatch_job where lease_owner like ?")) {
            query.setString(1, owner);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
