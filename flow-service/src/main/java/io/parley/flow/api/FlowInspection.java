package io.parley.flow.api;

import io.parley.flow.validation.FlowReport;
import io.parley.flow.validation.FlowValidator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Checks files off the event loop, since a large one needs hundreds of milliseconds. One at a time, since it is in memory
 * several times meanwhile; the others wait.
 */
@Singleton
class FlowInspection {
    private static final int THREADS = 1;

    private final WorkerExecutor workers;

    FlowInspection(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("flow-inspection", THREADS);
    }

    /** Checks a draft. */
    Uni<FlowReport> draft(byte[] file) {
        return offLoop(() -> FlowValidator.standard().validate(file));
    }

    /** Checks a file that is to be published: its version must be one that Meta still accepts. */
    Uni<FlowReport> forPublishing(byte[] file) {
        return offLoop(() -> FlowValidator.standard().validate(file, true));
    }

    /** Runs work on a worker thread, and continues on the caller's context. */
    <T> Uni<T> offLoop(Supplier<T> work) {
        return Uni.createFrom()
                .completionStage(() -> workers.executeBlocking(work::get, false).toCompletionStage());
    }
}
