package io.parley.runtime.work;

import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.resilience.BackOff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgNotification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notifications between the instances of one service, by LISTEN and NOTIFY on its database (ADR 0009). An instance
 * without free slots notifies the others when work becomes due, and they claim at once instead of at the next poll.
 * Notifications that are lost with a connection are made up for by the poll.
 *
 * <p>A notification is sent after the commit that made the work due, on its own connection and at most once in a
 * hundred milliseconds: a NOTIFY inside the transaction would make all commits of the database queue for one lock.
 */
public final class InstanceSignals {

    private static final Logger LOG = Logger.getLogger(InstanceSignals.class);
    private static final String NOTIFY = "select pg_notify($1, $2)";
    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
    private static final BackOff RECONNECT = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final String service;
    private final Pool pool;
    private final Vertx vertx;
    private final String self = UUID.randomUUID().toString();
    private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private final OutageLog outage;
    private volatile @Nullable PgConnection connection;
    private int failures;

    /** @param service name of the service; notifications are not shared between services */
    public InstanceSignals(String service, Pool pool, Vertx vertx) {
        this.service = service;
        this.outage = new OutageLog(LOG, "not listening to other instances, poll finds their work service=" + service);
        this.pool = pool;
        this.vertx = vertx;
    }

    /**
     * Creates the signal of one table of jobs; call before {@link #start}.
     *
     * @param listener runs when another instance sent a notification, and whenever notifications may have been missed
     */
    public InstanceSignal signal(String table, Runnable listener) {
        var channel = service + "/" + table;
        this.listeners.put(channel, listener);
        return new Debounced(channel);
    }

    /** Starts listening, and listens again after each loss of the connection. */
    public void start() {
        if (!stopped) {
            pool.getConnection().chain(this::listen).subscribe().with(ready -> {}, this::notListening);
        }
    }

    public void stop() {
        stopped = true;
        var current = connection;
        if (current != null) {
            current.close().subscribe().with(closed -> {}, failure -> {});
        }
    }

    private Uni<Void> listen(SqlConnection acquired) {
        var listening = PgConnection.cast(acquired);
        listening.getDelegate().notificationHandler(this::onNotify);
        listening.getDelegate().closeHandler(closed -> lost());
        var listens = listeners.keySet().stream()
                .map(channel -> "listen \"" + channel + "\"")
                .collect(Collectors.joining("; "));
        return listening
                .query(listens)
                .execute()
                .invoke(() -> listeningOn(listening))
                .replaceWithVoid()
                .onFailure()
                .call(listening::close);
    }

    private void listeningOn(PgConnection listening) {
        connection = listening;
        failures = 0;
        outage.succeeded();
        listeners.values().forEach(Runnable::run);
    }

    private void onNotify(PgNotification notification) {
        var listener = listeners.get(notification.getChannel());
        if (listener != null && !self.equals(notification.getPayload())) {
            listener.run();
        }
    }

    private void lost() {
        var current = connection;
        if (current != null) {
            connection = null;
            current.close().subscribe().with(closed -> {}, failure -> {}); // else the pool counts it as in use forever
            notListening(new IllegalStateException("connection lost"));
        }
    }

    private void notListening(Throwable failure) {
        if (!stopped) {
            outage.failed(failure);
            vertx.setTimer(Math.max(1, RECONNECT.pause(failures++).toMillis()), now -> start());
        }
    }

    /** Sends the first notification at once, and later ones within the interval as one. */
    private final class Debounced implements InstanceSignal {

        private final String channel;
        private final AtomicBoolean scheduled = new AtomicBoolean();
        private volatile long last = System.nanoTime() - MIN_INTERVAL.toNanos();

        Debounced(String channel) {
            this.channel = channel;
        }

        @Override
        public void notifyOthers() {
            if (!stopped && scheduled.compareAndSet(false, true)) {
                var wait = MIN_INTERVAL.minusNanos(System.nanoTime() - last).toMillis();
                vertx.setTimer(Math.max(1, wait), now -> send());
            }
        }

        private void send() {
            last = System.nanoTime();
            scheduled.set(false);
            pool.preparedQuery(NOTIFY)
                    .execute(Tuple.of(channel, self))
                    .subscribe()
                    .with(sent -> {}, failure -> LOG.debugf("not notified channel=%s error=%s", channel, failure));
        }
    }
}
