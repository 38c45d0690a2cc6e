package io.parley.runtime.graph;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;

/**
 * What every call of the Graph API names: the version of the API, the node (an account, a number, a template), and the
 * access token. A {@code @BeanParam} of REST clients below {@code /{version}/{id}}; {@link GraphTokens} creates it.
 */
public final class GraphNode {

    @PathParam("version")
    public final String version;

    /** Meta's id of the node. */
    @PathParam("id")
    public final String id;

    @HeaderParam("Authorization")
    public final String authorization;

    GraphNode(String version, String id, String authorization) {
        this.version = version;
        this.id = id;
        this.authorization = authorization;
    }
}
