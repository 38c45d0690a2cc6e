package io.parley.runtime.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Distinguishes a slow statement from a server that no longer responds, for example because its host or disk hangs
 * while its connections stay open. The probe asks whether the server supports TLS, which PostgreSQL answers with one
 * byte before anything else.
 */
final class ServerWatch {
    /** SSLRequest of the frontend/backend protocol: length and code. */
    private static final Buffer PROBE = Buffer.buffer().appendInt(8).appendInt(80_877_103);

    private final Vertx vertx;
    private final DatabaseConfig settings;
    private final NetClient client;
    private final Map<SocketAddress, Future<Boolean>> inFlight = new ConcurrentHashMap<>();

    ServerWatch(Vertx vertx, DatabaseConfig settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) settings.probeTimeout().toMillis()));
    }

    /** Adds the guard to a new connection and returns the connection to the pool. */
    void add(SqlConnection opened) {
        var connection = (SocketConnectionBase) unwrapped(((SqlConnectionBase<?>) opened).unwrap());
        var pipeline = connection.socket().channelHandlerContext().pipeline();
        pipeline.remove("idle");
        pipeline.addBefore("handler", "silence", new SilenceGuard(settings, () -> responds(connection.server())));
        opened.close();
    }

    private static Connection unwrapped(Connection connection) {
        return connection instanceof SocketConnectionBase ? connection : unwrapped(connection.unwrap());
    }

    /** Probes a server. At most one probe is in flight per server; concurrent callers share its result. */
    private Future<Boolean> responds(SocketAddress server) {
        var probe = Promise.<Boolean>promise();
        var other = inFlight.putIfAbsent(server, probe.future());
        if (other != null) {
            return other;
        }
        probe.future().onComplete(done -> inFlight.remove(server));
        probe(server, probe);
        return probe.future();
    }

    private void probe(SocketAddress server, Promise<Boolean> responds) {
        var timer = vertx.setTimer(settings.probeTimeout().toMillis(), late -> responds.tryComplete(false));
        responds.future().onComplete(done -> vertx.cancelTimer(timer));
        client.connect(server)
                .onFailure(refused -> responds.tryComplete(false))
                .onSuccess(socket -> ask(socket, responds));
    }

    private static void ask(NetSocket socket, Promise<Boolean> responds) {
        socket.handler(response -> responds.tryComplete(true));
        socket.closeHandler(closed -> responds.tryComplete(false));
        responds.future().onComplete(done -> socket.close());
        socket.write(PROBE);
    }
}
