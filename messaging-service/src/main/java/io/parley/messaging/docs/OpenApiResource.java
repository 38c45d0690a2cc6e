package io.parley.messaging.docs;

import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Serves the API documents unchanged and without authentication. */
@Path("/openapi")
@Produces("application/yaml")
public class OpenApiResource {
    private final byte[] contract = bytes("/contract/conversations-v3.yaml");
    private final byte[] operator = bytes("/openapi/operator-v1.yaml");

    private final DocsConfig settings;

    OpenApiResource(DocsConfig settings) {
        this.settings = settings;
    }

    @GET
    public byte[] contract() {
        return contract;
    }

    @GET
    @Path("/operator")
    public byte[] operator() {
        if (!settings.operator()) {
            throw Problems.notFound();
        }
        return operator;
    }

    private static byte[] bytes(String resource) {
        try (var stream = OpenApiResource.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
