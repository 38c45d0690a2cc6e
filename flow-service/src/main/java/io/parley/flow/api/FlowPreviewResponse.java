package io.parley.flow.api;

/**
 * The contract's WhatsAppFlowPreview.
 *
 * @param expiresAt in Meta's form, such as {@code 2026-03-31T09:00:00+0000}
 */
public record FlowPreviewResponse(String previewUrl, String expiresAt) {}
