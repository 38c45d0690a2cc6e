package io.parley.gateway.flow;

import io.parley.model.flow.FlowKeyEntry;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.encryption.UndecryptableException;
import io.quarkus.logging.Log;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A private key of a number, which is decrypted and parsed once, at its first use. */
final class DecryptionKey {
    private final FlowKeyEntry.PrivateKey entry;
    private final String context;
    private final KeyEncryption encryption;
    private final AtomicBoolean reported = new AtomicBoolean();
    private volatile @Nullable PrivateKey parsed;

    DecryptionKey(FlowKeyEntry.NumberKeys number, FlowKeyEntry.PrivateKey entry, KeyEncryption encryption) {
        this.entry = entry;
        this.context = FlowKeyEntry.PrivateKey.context(entry.id(), number.phoneNumberId());
        this.encryption = encryption;
    }

    UUID id() {
        return entry.id();
    }

    /** Whether the key is the current one, or a former one that is still used. */
    boolean isValid(Instant now) {
        return entry.validUntil() == null || now.isBefore(entry.validUntil());
    }

    /** Empty if it cannot be decrypted with this gateway's settings; tried again with the next request. */
    Optional<PrivateKey> key() {
        if (parsed == null) {
            parsed = parse();
        }
        return Optional.ofNullable(parsed);
    }

    private @Nullable PrivateKey parse() {
        try {
            var bytes = encryption.decrypt(entry.encrypted(), context);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (UndecryptableException | GeneralSecurityException e) {
            if (reported.compareAndSet(false, true)) {
                Log.errorf("Flow key unusable keyId=%s reason=%s", entry.id(), e.getMessage());
            }
            return null;
        }
    }
}
