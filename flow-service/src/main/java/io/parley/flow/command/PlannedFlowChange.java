package io.parley.flow.command;

import java.util.List;

/** What a plan states about a flow. */
sealed interface PlannedFlowChange {

    /** Name of the flow. */
    String name();

    /** A change that {@code apply} makes. */
    sealed interface Call extends PlannedFlowChange {
        void apply(FlowOperations api);
    }

    /** A flow that does not exist: it is created, filled, and published if its description states it. */
    record Create(FlowDescription flow) implements Call {
        @Override
        public String name() {
            return flow.name();
        }

        @Override
        public void apply(FlowOperations api) {
            var id = api.create(flow);
            api.upload(id, flow);
            if (flow.isPublished()) {
                api.publish(id);
            }
        }
    }

    /**
     * A draft that differs from its description.
     *
     * @param isFileChanged whether the Flow JSON is uploaded
     * @param differences of the other members, lines for the reader
     */
    record Change(FlowDescription flow, String id, boolean isFileChanged, List<String> differences) implements Call {
        @Override
        public String name() {
            return flow.name();
        }

        @Override
        public void apply(FlowOperations api) {
            if (!differences.isEmpty()) {
                api.update(id, flow);
            }
            if (isFileChanged) {
                api.upload(id, flow);
            }
            if (flow.isPublished()) {
                api.publish(id);
            }
        }
    }

    /** A draft without a description that is deleted, because {@code --prune} was given. */
    record Delete(String name, String id) implements Call {
        @Override
        public void apply(FlowOperations api) {
            api.delete(id);
        }
    }

    /** A published flow without a description that is deprecated, because {@code --prune} was given. */
    record Deprecate(String name, String id) implements Call {
        @Override
        public void apply(FlowOperations api) {
            api.deprecate(id);
        }
    }

    /** A flow that equals its description. */
    record Same(String name) implements PlannedFlowChange {}

    /** A difference that is reported and not changed. */
    record Difference(String name, String description) implements PlannedFlowChange {}

    /** A difference that no operation can change. {@code apply} fails. */
    record NotPossible(String name, String reason) implements PlannedFlowChange {}
}
