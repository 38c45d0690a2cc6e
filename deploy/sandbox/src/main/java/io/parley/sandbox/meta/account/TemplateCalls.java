package io.parley.sandbox.meta.account;

import io.parley.sandbox.web.HttpCall;

/**
 * The calls of the account side about templates. They are routed here after the checks of the token and of the permission
 * whatsapp_business_management; a {@code GraphRejection} becomes the response.
 */
public interface TemplateCalls {

    /** Returns whether this id is that of a template. */
    boolean owns(String id);

    /** Handles {@code GET} and {@code POST /{template_id}}. */
    void node(HttpCall call, String templateId);

    /** Handles {@code GET}, {@code POST} and {@code DELETE /{waba_id}/message_templates}. */
    void edge(HttpCall call, String wabaId);
}
