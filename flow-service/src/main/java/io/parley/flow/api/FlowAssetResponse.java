package io.parley.flow.api;

/**
 * A file of a flow.
 *
 * @param downloadUrl from which it can be downloaded for a while, without a key
 */
public record FlowAssetResponse(String name, String assetType, String downloadUrl) {}
