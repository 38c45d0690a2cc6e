package io.parley.gateway.flow;

import io.parley.gateway.flow.FlowCipher.Decrypted;
import io.parley.gateway.flow.OpenRequest.AnsweredHere;
import io.parley.gateway.flow.OpenRequest.ForTeam;
import io.parley.gateway.flow.OpenRequest.NotKnown;
import io.parley.gateway.flow.OpenRequest.Opened;
import io.parley.gateway.flow.TeamEndpoint.Final;
import io.parley.gateway.flow.TeamEndpoint.NextScreen;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Answers a request of a Flow: decrypts on a worker thread, calls the team's endpoint, encrypts on a worker thread. */
@Singleton
class AnswerRequest {
    private final OpenRequest opening;
    private final KnownFlows flows;
    private final TeamEndpoint endpoint;
    private final FlowSlots slots;
    private final FlowMetrics metrics;
    private final WorkerExecutor crypto;
    private final Duration arrival;

    AnswerRequest(
            OpenRequest opening,
            KnownFlows flows,
            TeamEndpoint endpoint,
            FlowSlots slots,
            FlowMetrics metrics,
            Vertx vertx,
            FlowEndpointConfig settings) {
        this.opening = opening;
        this.flows = flows;
        this.endpoint = endpoint;
        this.slots = slots;
        this.metrics = metrics;
        this.crypto = vertx.createSharedWorkerExecutor("flow-crypto", settings.threads());
        this.arrival = settings.unknownFlowWait();
    }

    /** @param signatures the values of the header X-Hub-Signature-256 */
    Uni<FlowAnswer> answer(String flowId, byte[] body, List<String> signatures) {
        if (!slots.tryAcquire()) {
            return Uni.createFrom().item(FlowRefusals.busy());
        }
        return openOnArrival(flowId, () -> opening.open(flowId, body, signatures))
                .chain(this::proceed)
                .onTermination()
                .invoke(slots::release);
    }

    /** Opens the request again when its Flow is known, if it was not. */
    private Uni<Opened> openOnArrival(String flowId, Callable<Opened> open) {
        return work(open)
                .chain(opened -> opened instanceof NotKnown
                        ? flows.arrival(flowId, arrival).chain(() -> work(open))
                        : Uni.createFrom().item(opened));
    }

    private Uni<FlowAnswer> proceed(Opened opened) {
        return switch (opened) {
            case AnsweredHere(var answer) -> Uni.createFrom().item(answer);
            case NotKnown() -> Uni.createFrom().item(FlowRefusals.unknownFlow());
            case ForTeam request -> forward(request);
        };
    }

    private Uni<FlowAnswer> forward(ForTeam request) {
        var flowId = request.flow().flowId();
        if (!slots.tryAcquire(flowId)) {
            return Uni.createFrom().item(FlowRefusals.busy());
        }
        var start = System.nanoTime();
        return endpoint.call(request.flow(), request.request())
                .onTermination()
                .invoke(() -> slots.release(flowId))
                .invoke(() -> metrics.called(start))
                .chain(answer -> finish(answer, request.request()));
    }

    private Uni<FlowAnswer> finish(TeamEndpoint.Answer answer, Decrypted request) {
        return switch (answer) {
            case Final(var known) -> Uni.createFrom().item(known);
            case NextScreen(var json) -> work(() -> FlowAnswer.encrypted("answered", request.encrypt(json)));
        };
    }

    private <T> Uni<T> work(Callable<T> task) {
        return Uni.createFrom()
                .completionStage(() -> crypto.executeBlocking(task, false).toCompletionStage());
    }
}
