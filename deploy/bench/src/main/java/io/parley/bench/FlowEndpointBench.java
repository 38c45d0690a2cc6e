package io.parley.bench;

import io.parley.local.LocalIdentities;
import io.parley.local.Service;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * (j) Requests of phones to the endpoint of a Flow, decrypted by the gateway and answered by the team, against the same
 * requests in plain JSON to the team itself. The difference is what the platform adds.
 */
final class FlowEndpointBench {
    private static final int PER_SECOND = 50;
    private static final int PREPARED = 500;
    private static final double TARGET_MILLIS = 5;
    private static final String FLOWS =
            "/conversations/v3/channels/whatsapp/accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID + "/flows";
    private static final String NEXT_SCREEN = "{\"screen\":\"TIME\",\"data\":{\"times\":[\"9:00\",\"10:00\"]}}";
    private static final JsonObject REQUEST = new JsonObject()
            .put("version", "3.0")
            .put("action", "data_exchange")
            .put("screen", "DATE")
            .put("flow_token", "bench")
            .put("data", new JsonObject().put("remark", "The second floor, please. ".repeat(36)));
    private static final String FILE = """
            {"version":"7.3","data_api_version":"4.0","routing_model":{"DATE":[]},"screens":[{"id":"DATE","title":"Date",\
            "terminal":true,"layout":{"type":"SingleColumnLayout","children":[{"type":"Footer","label":"Send",\
            "on-click-action":{"name":"complete","payload":{}}}]}}]}""";

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    FlowEndpointBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(j) requests of 1 kB to the endpoint of a Flow, " + PER_SECOND + " per second; " + TARGET_MILLIS
                + " ms more at p99 than the team itself needs are the target");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING, Service.FLOW, Service.GATEWAY), true);
                var team = new Customer(vertx, NEXT_SCREEN)) {
            var phone = publish(stack, team);
            measure(stack, team, phone);
        }
    }

    /** Returns the requests of the phone, encrypted before the load: their encryption is the phone's work. */
    private static List<Request> publish(Stack stack, Customer team) {
        var sender = stack.operator("GET", "/senders", null).toJsonArray().stream()
                .map(JsonObject.class::cast)
                .filter(known -> known.getString("identity").equals(LocalIdentities.WHATSAPP_NUMBER))
                .findFirst()
                .orElseThrow();
        stack.operator("POST", "/senders/" + sender.getString("id") + "/flow-key", null);
        var draft = new JsonObject()
                .put("name", "bench")
                .put("categories", JsonArray.of("OTHER"))
                .put("endpointUri", team.url());
        var id = stack.flows("POST", FLOWS, draft.toBuffer()).toJsonObject().getString("flowId");
        stack.flows("POST", FLOWS + "/" + id + "/assets", Buffer.buffer(FILE));
        stack.flows("POST", FLOWS + "/" + id + "/publish", null);
        var phone = new FlowPhone(stack.publicKeyAtMeta(), LocalIdentities.META_APP_SECRET);
        return IntStream.range(0, PREPARED)
                .mapToObj(i -> phone.request("/webhooks/whatsapp/flows/" + id, REQUEST))
                .toList();
    }

    private void measure(Stack stack, Customer team, List<Request> phone) {
        var plain = List.of(new Request("/", Map.of("content-type", "application/json"), REQUEST.toBuffer()));
        var gateway = stack.gateway();
        var direct = URI.create(team.url());
        new HttpLoad(vertx, gateway, 200).openLoop(PER_SECOND, pace.warmUp(), cycle(phone));
        new HttpLoad(vertx, direct, 200).openLoop(PER_SECOND, pace.load(), cycle(plain));
        var time = pace.round().multipliedBy(pace.rounds());
        var through = new HttpLoad(vertx, gateway, 200).openLoop(PER_SECOND, time, cycle(phone));
        var without = new HttpLoad(vertx, direct, 200).openLoop(PER_SECOND, time, cycle(plain));
        report.figure("flowEndpointP50Ms", "through the gateway, p50 in ms", through.millisAt(50));
        report.figure("flowEndpointP99Ms", "through the gateway, p99 in ms", through.millisAt(99));
        report.figure("flowTeamP50Ms", "the team itself, p50 in ms", without.millisAt(50));
        report.figure("flowTeamP99Ms", "the team itself, p99 in ms", without.millisAt(99));
        report.figure("flowEndpointAddedP99Ms", "added at p99 in ms", through.millisAt(99) - without.millisAt(99));
        report.figure("flowEndpointBad", "failed", through.bad() + without.bad());
    }

    private static Supplier<Request> cycle(List<Request> requests) {
        var next = new AtomicInteger();
        return () -> requests.get(next.getAndIncrement() % requests.size());
    }
}
