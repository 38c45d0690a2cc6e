package io.parley.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A range of the provider's bytes, passed on unchanged, so that parsing and serializing loses nothing. */
record Slice(byte[] bytes, int from, int to) {

    static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    static Slice ofJson(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    int length() {
        return to - from;
    }

    void addTo(MessageDigest digest) {
        digest.update(bytes, from, length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice slice
                && java.util.Arrays.equals(bytes, from, to, slice.bytes, slice.from, slice.to);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return new String(bytes, from, length(), StandardCharsets.UTF_8);
    }
}
