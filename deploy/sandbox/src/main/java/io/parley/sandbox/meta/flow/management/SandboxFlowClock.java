package io.parley.sandbox.meta.flow.management;

import io.parley.sandbox.SandboxContext;

/** The clock of Flows: that of this machine plus {@code clockAheadSeconds} of the plan. */
record SandboxFlowClock(SandboxContext context) {

    /** Returns milliseconds since 1970. */
    long now() {
        return System.currentTimeMillis() + context.faults().plan().flows().clockAheadSeconds() * 1_000;
    }
}
