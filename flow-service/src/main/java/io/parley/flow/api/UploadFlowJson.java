package io.parley.flow.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.flow.graph.GraphFlows;
import io.parley.flow.lifecycle.FlowErrors;
import io.parley.flow.lifecycle.FlowOperation;
import io.parley.flow.store.FlowChange;
import io.parley.flow.store.FlowChangeCause;
import io.parley.flow.store.FlowFiles;
import io.parley.flow.store.FlowRow;
import io.parley.flow.validation.FlowReport;
import io.parley.flow.validation.FlowValidator;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Uploads the Flow JSON of a draft. The file is stored with its errors: those of our own check, which also has the
 * positions that Meta does not report, and Meta's.
 */
@ApplicationScoped
class UploadFlowJson {
    private static final String VALIDATION_ERRORS = "validation_errors";

    private final ChangeFlow changes;
    private final GraphFlows graph;
    private final FlowFiles files;
    private final FlowInspection inspection;

    UploadFlowJson(ChangeFlow changes, GraphFlows graph, FlowFiles files, FlowInspection inspection) {
        this.changes = changes;
        this.graph = graph;
        this.files = files;
        this.inspection = inspection;
    }

    /** @param file reads the file from the request, off the event loop; may fail with a problem */
    Uni<FlowUploadResponse> upload(WhatsAppAccount account, String flowId, Supplier<byte[]> file) {
        return inspection
                .offLoop(() -> required(file.get()))
                .chain(bytes -> inspection.draft(bytes).map(report -> new Upload(account, bytes, report)))
                .chain(upload -> changes.change(account, flowId, FlowOperation.UPLOAD, upload)
                        .map(done -> upload.response()));
    }

    private static byte[] required(byte[] file) {
        if (file.length > FlowValidator.MAX_SIZE) {
            throw Problems.payloadTooLarge("A Flow JSON may have at most 10 MB.");
        }
        return file;
    }

    /** One upload. */
    private final class Upload implements ChangeFlow.Step {
        private final WhatsAppAccount account;
        private final byte[] file;
        private final FlowReport report;
        private JsonNode metaErrors = JsonNodeFactory.instance.arrayNode();

        private Upload(WhatsAppAccount account, byte[] file, FlowReport report) {
            this.account = account;
            this.file = file;
            this.report = report;
        }

        /** Meta may refuse a file that is not JSON at all; it is kept here with its errors, as every other one. */
        @Override
        public Uni<JsonNode> call(FlowRow flow) {
            return graph.upload(account, flow.flowId, file)
                    .onFailure(failure -> failure instanceof GraphFailure known
                            && known.kind() == GraphFailure.Kind.REFUSED
                            && report.version().isEmpty()
                            && !report.errors().isEmpty())
                    .recoverWithItem(JsonNodeFactory.instance.objectNode());
        }

        @Override
        public Uni<Void> store(FlowChange change, FlowRow flow, JsonNode result) {
            metaErrors = result.path(VALIDATION_ERRORS);
            change.alter(flow, FlowChangeCause.CUSTOMER, altered -> {
                altered.ownErrors = FlowErrors.text(FlowErrors.of(report));
                altered.metaErrors = FlowErrors.text(FlowErrors.ofMeta(metaErrors));
                altered.jsonVersion = report.version().map(Object::toString).orElse(null);
                altered.dataApiVersion = report.dataApiVersion().orElse(null);
            });
            return files.store(change, flow.flowId, file);
        }

        @Override
        public String field() {
            return "file";
        }

        private FlowUploadResponse response() {
            return new FlowUploadResponse(
                    true, FlowErrors.combined(FlowErrors.of(report), FlowErrors.ofMeta(metaErrors)));
        }
    }
}
