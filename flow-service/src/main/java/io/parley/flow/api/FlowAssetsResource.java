package io.parley.flow.api;

import io.parley.model.Scope;
import io.parley.runtime.access.WhatsAppAccountAccess;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Files of a flow: its Flow JSON. */
@Path("/conversations/v3/channels/whatsapp/accounts/{whatsapp-account-id}/flows/{whatsapp-flow-id}/assets")
@Produces(MediaType.APPLICATION_JSON)
public class FlowAssetsResource {
    private final WhatsAppAccountAccess access;
    private final ReadFlows read;
    private final UploadFlowJson upload;

    FlowAssetsResource(WhatsAppAccountAccess access, ReadFlows read, UploadFlowJson upload) {
        this.access = access;
        this.read = read;
        this.upload = upload;
    }

    @GET
    public Uni<Paged<List<FlowAssetResponse>>> list(
            @PathParam("whatsapp-account-id") String account,
            @PathParam("whatsapp-flow-id") String flow,
            @Context UriInfo uri) {
        var owned = access.account(account, Scope.FLOWS_READ);
        return read.assets(owned, FlowIds.existing(flow), Page.ofWhole(uri));
    }

    /** @param body Flow JSON, or an object with it as text in {@code file} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @UsesUploadMemory
    public Uni<FlowUploadResponse> upload(
            @PathParam("whatsapp-account-id") String account, @PathParam("whatsapp-flow-id") String flow, byte[] body) {
        var owned = access.account(account, Scope.FLOWS_WRITE);
        return upload.upload(owned, FlowIds.existing(flow), () -> FlowUpload.file(body));
    }

    /** @param file null if the form has none */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @UsesUploadMemory
    public Uni<FlowUploadResponse> uploadForm(
            @PathParam("whatsapp-account-id") String account,
            @PathParam("whatsapp-flow-id") String flow,
            @RestForm("file") @Nullable FileUpload file) {
        var owned = access.account(account, Scope.FLOWS_WRITE);
        var id = FlowIds.existing(flow);
        if (file == null) {
            throw Problems.violation("file", "is missing: send the Flow JSON as a file in the part named file");
        }
        return upload.upload(owned, id, () -> read(file));
    }

    private static byte[] read(FileUpload file) {
        try {
            return Files.readAllBytes(file.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
