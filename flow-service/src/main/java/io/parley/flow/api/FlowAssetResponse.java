package io.parley.flow.api;

import org.jspecify.annotations.Nullable;

/**
 * A file of a flow.
 *
 * @param downloadUrl from which it can be downloaded for a while, without a key; null if Meta gives none
 */
public record FlowAssetResponse(
        String name, String assetType, @Nullable String downloadUrl) {}
