package io.parley.bench;

import io.parley.embedded.EmbeddedPostgres;
import io.parley.local.Component;
import io.parley.local.JvmProfile;
import io.parley.local.LocalIdentities;
import io.parley.local.Options;
import io.parley.local.Platform;
import io.parley.local.Ports;
import io.parley.local.Service;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The platform under measurement, with its own ports and folder. */
final class Stack implements AutoCloseable {

    /** Name of the database server in figures by process. */
    static final String POSTGRES = "postgres";

    /** Begin of the name of the folder with the platform's data. */
    static final String FOLDER = "parley-bench-";

    /** Tables that are emptied between rounds. */
    private static final String TABLES = "messaging.message, messaging.message_event, messaging.provider_ref,"
            + " messaging.dispatch_job, messaging.callback, messaging.callback_attempt, messaging.callback_job,"
            + " messaging.orphan_status, messaging.inbound_message, messaging.inbound_key";

    /** Without common divisor with a million, so that all recipients are reached. */
    private static final long RECIPIENT_STEP = 611_953;

    private final Path state;
    private final Ports ports;
    private final Set<Service> started;
    private final Platform platform;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong recipients = new AtomicLong();

    private Stack(Path state, Ports ports, Set<Service> started, Options options) {
        this.state = state;
        this.ports = ports;
        this.started = started;
        this.platform = Platform.start(options, line -> {});
    }

    /** Starts services with their dependencies; {@code dispatching} sets whether accepted messages are sent. */
    static Stack start(Path home, JvmProfile jvm, Set<Service> services, boolean dispatching) {
        return start(home, jvm, services, Map.of("parley.dispatch.enabled", Boolean.toString(dispatching)));
    }

    /** @param settings of messaging-service */
    static Stack start(Path home, JvmProfile jvm, Set<Service> services, Map<String, String> settings) {
        try {
            var state = Files.createTempDirectory(FOLDER);
            var ports = Ports.free();
            var options = Options.of(home, state)
                    .withPorts(ports)
                    .withJvm(jvm)
                    .withBrokerProcess()
                    .withServices(services)
                    // As in production: the local run logs every attempt for its console.
                    .withSetting(Service.MESSAGING, "parley.console.enabled", "false")
                    .withSetting(Service.MESSAGING, "parley.dispatch.log", "failures")
                    .withSetting(Service.MESSAGING, "parley.callbacks.log", "failures")
                    .withSetting(Service.MESSAGING, "parley.media.quota", "4G");
            for (var setting : settings.entrySet()) {
                options = options.withSetting(Service.MESSAGING, setting.getKey(), setting.getValue());
            }
            return new Stack(state, ports, services, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the URL of messaging-service itself, without the front proxy. */
    URI messaging() {
        return URI.create("http://127.0.0.1:" + ports.http(Service.MESSAGING));
    }

    /** Returns the URL of template-service itself. */
    URI templates() {
        return URI.create("http://127.0.0.1:" + ports.http(Service.TEMPLATE));
    }

    URI front() {
        return URI.create("http://127.0.0.1:" + ports.front());
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + ports.http(Service.GATEWAY));
    }

    URI sandbox() {
        return URI.create("http://127.0.0.1:" + ports.sandbox());
    }

    /** Kills messaging-service or PostgreSQL (SIGKILL) and starts it again. Returns when all is ready. */
    void killAndStart(Component component, Runnable whileStopped) {
        component.kill9();
        whileStopped.run();
        component.start();
        platform.awaitReady(component);
        awaitReady();
    }

    /** Waits until messaging-service is ready, for example after a restart of the database. */
    void awaitReady() {
        platform.awaitReady(platform.service(Service.MESSAGING));
    }

    /** Returns the platform, whose components can be killed. */
    Platform platform() {
        return platform;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    PgConnectOptions database() {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(ports.postgres())
                .setDatabase("parley")
                .setUser(EmbeddedPostgres.USER)
                .setPassword(platform.credentials().postgresPassword());
    }

    String databaseUri() {
        return "postgresql://" + EmbeddedPostgres.USER + ":"
                + platform.credentials().postgresPassword() + "@127.0.0.1:" + ports.postgres() + "/parley";
    }

    /**
     * Creates a message to the next of a million recipients, so that they do not share a lane for long. Neighbours are far from
     * each other, as in real traffic: an index that begins with the recipient is written at another page for each.
     */
    Request message(String channel, JsonObject content) {
        return message(channel, content, null);
    }

    /** @param callbackUrl callback URL of this message; null for the configured one */
    Request message(String channel, JsonObject content, String callbackUrl) {
        var recipient = "49155" + (10_000_000 + recipients.incrementAndGet() * RECIPIENT_STEP % 1_000_000);
        var body = new JsonObject()
                .put("to", recipient)
                .put("from", channel.equals("sms") ? LocalIdentities.SMS_NUMBER : LocalIdentities.WHATSAPP_NUMBER)
                .put("channel", channel)
                .put("content", content);
        if (callbackUrl != null) {
            body.put("overrides", new JsonObject().put("notificationCallbackUrl", callbackUrl));
        }
        return new Request("/conversations/v3/messages", headers(), body.toBuffer());
    }

    /** Configures the status callbacks of both senders, for this event only. */
    void configureCallbacks(String url, String event) {
        var body = new JsonObject().put("messageStatusUrl", url).put("eventFilter", new JsonArray().add(event));
        var channels = "/conversations/v3/configurations/channels/";
        call(
                "PUT",
                messaging() + channels + "whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER + "/callbacks",
                body);
        call("PUT", messaging() + channels + "sms/phone-numbers/" + LocalIdentities.SMS_NUMBER + "/callbacks", body);
    }

    /** Removes the sandbox's delays, and the read statuses that the baseline does not have. */
    void removeProviderDelays() {
        call("PUT", sandbox() + "/control/faults", new JsonObject("""
                {"whatsapp":{"read":false,"magicRecipients":false,
                  "webhookDelayMs":{"sent":{"min":0,"max":0},"delivered":{"min":0,"max":0}}},
                 "sms":{"magicRecipients":false,"receiptDelayMs":{"min":0,"max":0}}}"""));
    }

    /** Returns the number of calls to the account side of the Graph API so far. */
    long accountCalls() {
        var stats = new JsonObject(call("GET", sandbox() + "/control/stats", null));
        var calls = stats.getJsonObject("counts").getJsonObject("accounts");
        return calls == null ? 0 : calls.getLong("calls", 0L);
    }

    /** Calls the operator API about the account of the local run. */
    Buffer operator(String method, String path, Buffer body) {
        var url = front() + "/operator/v1/accounts/" + LocalIdentities.ACCOUNT_ID + path;
        return call(method, url, Map.of("apikey", platform.credentials().operatorKey()), body);
    }

    /** Calls an operation of flow-service. */
    Buffer flows(String method, String path, Buffer body) {
        return call(method, "http://127.0.0.1:" + ports.http(Service.FLOW) + path, headers(), body);
    }

    /** Returns the public key of the WhatsApp number that Meta gives to phones, as PEM. */
    String publicKeyAtMeta() {
        var url = sandbox() + "/graph/v23.0/" + LocalIdentities.WHATSAPP_PHONE_NUMBER_ID
                + "/whatsapp_business_encryption";
        var keys = call("GET", url, Map.of("Authorization", "Bearer " + LocalIdentities.META_TOKEN), null);
        return keys.toJsonObject().getJsonArray("data").getJsonObject(0).getString("business_public_key");
    }

    /** Empties the tables, so that every round starts equally. */
    void clear() {
        sql("truncate " + TABLES);
        sql("checkpoint");
    }

    /** Returns the database server. */
    PostgresServer postgres() {
        return new PostgresServer(platform.database());
    }

    /** Returns the text of a service's metrics. */
    String metrics(Service service) {
        return call("GET", "http://127.0.0.1:" + ports.management(service) + "/q/metrics", null);
    }

    /** Executes a statement as superuser. */
    void sql(String statement) {
        try (var connection = platform.database().connect("parley");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Measures the tables of messaging-service. */
    TableSizes storage() {
        try (var connection = platform.database().connect("parley")) {
            return TableSizes.of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Processes processes() {
        var pids = new LinkedHashMap<String, Long>();
        started.forEach(service -> pids.put(service.module(), platform.pid(platform.service(service))));
        pids.put("sandbox", platform.pid(platform.sandbox()));
        pids.put("kafka", platform.pid(platform.kafka()));
        pids.put(POSTGRES, postgres().pid());
        return new Processes(pids);
    }

    /** Returns the headers of API requests. */
    Map<String, String> headers() {
        return Map.of("apikey", platform.credentials().apiKey(), "content-type", "application/json");
    }

    private String call(String method, String url, JsonObject body) {
        return call(method, url, headers(), body == null ? null : body.toBuffer())
                .toString();
    }

    private Buffer call(String method, String url, Map<String, String> headers, Buffer body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.getBytes()));
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            var answer = Buffer.buffer(response.body());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + url + ": " + response.statusCode() + " " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        platform.close();
        try (var files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
