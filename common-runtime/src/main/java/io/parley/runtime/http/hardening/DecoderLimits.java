package io.parley.runtime.http.hardening;

/**
 * Limits of the decoder.
 *
 * @param line bytes of the request line
 * @param header bytes of all header fields
 * @param chunk bytes that it passes on at a time
 */
public record DecoderLimits(int line, int header, int chunk) {}
