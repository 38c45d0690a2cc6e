package io.parley.sandbox;

import io.parley.sandbox.control.ControlApi;
import io.parley.sandbox.fault.Faults;
import io.parley.sandbox.fault.StatusPace;
import io.parley.sandbox.ledger.Counters;
import io.parley.sandbox.ledger.InboundLedger;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.Requests;
import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.phone.SandboxPhones;
import io.parley.sandbox.post.DueQueue;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.smsc.SandboxSmsc;
import io.parley.sandbox.viber.ViberBotApi;
import io.parley.sandbox.viber.ViberPartnerApi;
import io.parley.sandbox.web.ProviderIds;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The sandbox: Graph, Viber and the control API on one HTTP port, an SMSC on another. HTTP runs on one event loop; the
 * SMSC has its own threads. Not for production.
 */
public final class Sandbox implements AutoCloseable {
    /**
     * Bytes read at a time. Large enough that a form usually arrives in one chunk: Netty adds a CR to a file if a chunk
     * ends between the CR and LF that follow it (netty/netty issue 17383).
     */
    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    private static final long FLUSH_MS = 200;
    private static final int CONNECTIONS = 32;

    private final Vertx vertx;
    private final DueQueue dueQueue;
    private final Ledger ledger;
    private final SandboxPhones phones;
    private final SandboxSmsc smsc;
    private final Router control;
    private final HttpServer server;

    private Sandbox(SandboxConfig settings) throws IOException {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        var context = vertx.getOrCreateContext();
        dueQueue = new DueQueue("sandbox-clock", due -> context.runOnContext(nothing -> due.run()));
        var counters = new Counters();
        ledger = new Ledger(counters, settings.ledger(), settings.ledgerKept());
        var inbound = new InboundLedger(counters);
        var faults = new Faults(settings.seed(), new StatusPace(settings.statusPacePercent()));
        var ids = new ProviderIds();
        phones = new SandboxPhones(counters, dueQueue);
        var sandboxContext = new SandboxContext(
                settings,
                faults,
                ledger,
                new Requests(),
                inbound,
                counters,
                dueQueue,
                phones,
                new Poster(vertx, CONNECTIONS),
                ids);
        smsc = new SandboxSmsc(settings, faults, ledger, inbound, phones, counters, ids);
        var graph = new GraphApi(sandboxContext);
        var bot = new ViberBotApi(sandboxContext);
        var partner = new ViberPartnerApi(sandboxContext);
        control = new ControlApi(sandboxContext, graph, bot, partner, smsc).router(vertx);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setTcpNoDelay(true)
                        .setHttp2ClearTextEnabled(false)
                        .setReceiveBufferSize(MAX_CHUNK_BYTES)
                        .setMaxChunkSize(MAX_CHUNK_BYTES))
                .requestHandler(new HttpFront(graph, bot, partner, control));
        listen(context, settings);
        vertx.setPeriodic(FLUSH_MS, timer -> ledger.flush());
    }

    private void listen(Context context, SandboxConfig settings) throws IOException {
        var listening = new CompletableFuture<HttpServer>();
        context.runOnContext(nothing -> server.listen(settings.httpPort(), settings.host())
                .onSuccess(listening::complete)
                .onFailure(listening::completeExceptionally));
        try {
            listening.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException("cannot listen on port " + settings.httpPort() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        }
    }

    /** Starts a sandbox in this JVM. */
    public static Sandbox start(SandboxConfig settings) throws IOException {
        return new Sandbox(settings);
    }

    public int httpPort() {
        return server.actualPort();
    }

    public int smscPort() {
        return smsc.port();
    }

    List<Route> controlRoutes() {
        return control.getRoutes();
    }

    @Override
    public void close() throws IOException {
        smsc.close();
        dueQueue.close();
        phones.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        ledger.close();
    }

    public static void main(String[] args) {
        try {
            var settings = SandboxConfig.of(args, System.getenv());
            ParentProcessWatch.start(settings.parentPid());
            var sandbox = start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::flush));
            System.out.printf(
                    "sandbox ready: http://%s:%d (control API at /openapi), SMSC at %s:%d. Not for production.%n",
                    settings.host(), sandbox.httpPort(), settings.host(), sandbox.smscPort());
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("sandbox: " + e.getMessage());
            System.exit(1);
        }
    }

    private void flush() {
        ledger.flush();
    }
}
