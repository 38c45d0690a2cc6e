package io.parley.flow.api;

import io.parley.flow.validation.FlowReport;
import io.parley.flow.validation.FlowValidator;
import io.parley.runtime.background.SafeContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Checks files off the event loop, since a large one needs hundreds of milliseconds. */
@Singleton
class FlowInspection {

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
        var context = SafeContext.executor();
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(context);
    }
}
