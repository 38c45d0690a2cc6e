package io.parley.runtime.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** Requires the operator's key. */
@Path("/operator/v1/ping")
public class OperatorResource {

    @GET
    public Map<String, Boolean> ping() {
        return Map.of("pong", true);
    }
}
