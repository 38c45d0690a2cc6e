package io.parley.sandbox.meta.account;

import java.nio.file.Path;

/**
 * A complete file of a resumable upload.
 *
 * @param type media type
 * @param path deleted when the upload session ends
 */
public record CompletedUpload(String type, Path path) {}
