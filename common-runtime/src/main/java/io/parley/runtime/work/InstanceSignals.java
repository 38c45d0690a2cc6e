package io.parley.runtime.work;

import io.parley.runtime.logging.OutageLog;
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

/**
 * The bells between the instances of one service, as LISTEN and NOTIFY on its database (architecture D7). An instance
 * whose places are taken rings when work becomes due, and the others look into their table at once instead of at the next
 * poll. What is rung while a connection is lost is found by the poll.
 *
 * <p>A bell rings after the commit that made the work due, on a connection of its own and at most once in a hundred
 * milliseconds: a NOTIFY inside would make all commits of the database queue for one lock.
 */
public final class InstanceSignals {

    private static final Logger LOG = Logger.getLogger(InstanceSignals.class);
    private static final String NOTIFY = "select pg_notify($1, $2)";
    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
    private static final BackOff COMING_BACK = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final String service;
    private final Pool pool;
    private final Vertx vertx;
    private final String self = UUID.randomUUID().toString();
    private final Map<String, Runnable> onNotify = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private final OutageLog outage;
    private volatile PgConnection connection;
    private int failures;

    /** @param service name of the service, in whose bells no other service takes part */
    public InstanceSignals(String service, Pool pool, Vertx vertx) {
        this.service = service;
        this.outage = new OutageLog(LOG, "not hearing other instances, the poll finds their work service=" + service);
        this.pool = pool;
        this.vertx = vertx;
    }

    /**
     * The bell of one table of jobs; to be asked for before {@link #start}.
     *
     * @param heard runs when another instance rang it, and whenever rings may have been missed
     */
    public InstanceSignal signal(String table, Runnable heard) {
        var channel = service + "/" + table;
        this.onNotify.put(channel, heard);
        return new Debounced(channel);
    }

    /** Begins to listen, and listens again whenever the connection is lost. */
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

    private Uni<Void> listen(SqlConnection taken) {
        var listening = PgConnection.cast(taken);
        listening.getDelegate().notificationHandler(this::onNotify);
        listening.getDelegate().closeHandler(closed -> lost());
        var listens = onNotify.keySet().stream()
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
        outage.worked();
        onNotify.values().forEach(Runnable::run);
    }

    private void onNotify(PgNotification notification) {
        var listener = onNotify.get(notification.getChannel());
        if (listener != null && !self.equals(notification.getPayload())) {
            listener.run();
        }
    }

    private void lost() {
        var current = connection;
        if (current != null) {
            connection = null;
            current.close().subscribe().with(closed -> {}, failure -> {}); // else the pool counts it as in use for ever
            notListening(new IllegalStateException("connection lost"));
        }
    }

    private void notListening(Throwable failure) {
        if (!stopped) {
            outage.failed(failure);
            vertx.setTimer(Math.max(1, COMING_BACK.pause(failures++)), now -> start());
        }
    }

    /** The first ring leaves at once; those that follow soon leave together. */
    private final class Debounced implements InstanceSignal {

        private final String channel;
        private final AtomicBoolean ringing = new AtomicBoolean();
        private volatile long last = System.nanoTime() - MIN_INTERVAL.toNanos();

        Debounced(String channel) {
            this.channel = channel;
        }

        @Override
        public void notifyOthers() {
            if (!stopped && ringing.compareAndSet(false, true)) {
                var wait = MIN_INTERVAL.minusNanos(System.nanoTime() - last).toMillis();
                vertx.setTimer(Math.max(1, wait), now -> leave());
            }
        }

        private void leave() {
            last = System.nanoTime();
            ringing.set(false);
            pool.preparedQuery(NOTIFY)
                    .execute(Tuple.of(channel, self))
                    .subscribe()
                    .with(rung -> {}, failure -> LOG.debugf("not rung channel=%s error=%s", channel, failure));
        }
    }
}
