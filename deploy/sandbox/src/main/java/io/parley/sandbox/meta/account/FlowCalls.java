package io.parley.sandbox.meta.account;

import io.parley.sandbox.web.HttpCall;

/**
 * The calls of the account side about Flows. They are routed here after the checks of the token and of the permission
 * whatsapp_business_management; a {@code GraphRejection} becomes the response.
 */
public interface FlowCalls {

    /** Returns whether this id is that of a Flow. */
    boolean owns(String id);

    /** Handles {@code GET}, {@code POST} and {@code DELETE /{flow_id}}. */
    void node(HttpCall call, String flowId);

    /** Handles {@code GET} and {@code POST /{flow_id}/assets}, {@code POST /{flow_id}/publish} and {@code /deprecate}. */
    void below(HttpCall call, String flowId);

    /** Handles {@code GET} and {@code POST /{waba_id}/flows}, {@code POST /{waba_id}/migrate_flows}. */
    void edge(HttpCall call, String wabaId);
}
