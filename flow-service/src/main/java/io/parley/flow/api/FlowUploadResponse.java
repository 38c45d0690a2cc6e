package io.parley.flow.api;

import io.parley.flow.lifecycle.FlowError;
import java.util.List;

/**
 * Result of an upload.
 *
 * @param success whether the file was stored
 * @param validationErrors what must be corrected before the flow can be published; empty if nothing
 */
public record FlowUploadResponse(boolean success, List<FlowError> validationErrors) {}
