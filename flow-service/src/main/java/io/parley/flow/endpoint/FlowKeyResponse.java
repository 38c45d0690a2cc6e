package io.parley.flow.endpoint;

import io.parley.runtime.setup.SetupFinding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a number in the operator API.
 *
 * @param phoneNumberId Meta's id
 * @param endpoint where Meta sends requests of this account's Flows, with {@code {flowId}} for the id; absent if their
 *     teams decrypt themselves
 * @param keys the newest first; empty if the platform does not decrypt for the number
 * @param check what Meta has; absent if the number has no keys, and in the response that created one
 * @param flowsToMove Flows of the WhatsApp account that have another endpoint at Meta, which could not be changed; only in
 *     the response that created a key
 */
record FlowKeyResponse(
        UUID senderId,
        String phoneNumberId,
        @Nullable String endpoint,
        List<Key> keys,
        @Nullable Check check,
        @Nullable List<Flow> flowsToMove) {

    /**
     * A key pair.
     *
     * @param sha256 fingerprint of the public key
     * @param validUntil when a former key is deleted; absent for others
     */
    record Key(
            UUID id,
            KeyState state,
            String sha256,
            Instant createdAt,
            @Nullable Instant validUntil) {
        static Key of(EndpointKeyRow row) {
            return new Key(row.id, row.state, FlowKeyPair.fingerprint(row.publicKey), row.createdAt, row.validUntil);
        }
    }

    /** @param reason why Meta has another endpoint of it */
    record Flow(String flowId, String name, String reason) {}

    /** Meta's key compared with the current one. */
    record Check(
            SetupFinding.Result result,
            String finding,
            @Nullable String remedy) {
        static Check of(SetupFinding finding) {
            return new Check(finding.result(), finding.finding(), finding.remedy());
        }
    }
}
