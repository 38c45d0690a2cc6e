package io.parley.flow.api;

/** The draft that was created. */
public record CreateFlowResponse(String flowId) {}
