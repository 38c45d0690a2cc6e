package io.parley.flow.endpoint;

import io.parley.flow.endpoint.GraphKeys.MetaKey;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.flow.FlowKeyEntry.PrivateKey;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.encryption.UndecryptableException;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.setup.SetupFinding;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Compares the keys of a number with what Meta has. */
@Singleton
class FlowKeyFindings {
    private final KeyEncryption encryption;

    FlowKeyFindings(KeyEncryption encryption) {
        this.encryption = encryption;
    }

    /** A number without keys, of an account whose other numbers have some. */
    SetupFinding withoutKey(Sender sender) {
        return SetupFinding.warning(
                subject(sender),
                "it has no key, but other numbers of its WhatsApp account have one: Flows with an endpoint that it sends"
                        + " do not work",
                "Create one: " + create(sender) + ".");
    }

    SetupFinding of(Sender sender, List<EndpointKeyRow> keys, MetaKey meta) {
        var unusable =
                keys.stream().flatMap(key -> reason(sender, key).stream()).findFirst();
        if (unusable.isPresent()) {
            return SetupFinding.failed(
                    subject(sender),
                    "a private key cannot be decrypted: " + unusable.get(),
                    "Add the key-encryption key that was in use to " + KeyEncryption.SETTING
                            + ", or create new keys: delete the keys of the number, then " + create(sender) + ".");
        }
        return meta.publicKey()
                .map(key -> ofKey(sender, keys, key, meta.signatureStatus()))
                .orElseGet(() -> SetupFinding.failed(
                        subject(sender), "Meta has no public key of it", "Create one: " + create(sender) + "."));
    }

    SetupFinding failed(Sender sender, GraphFailure failure) {
        return SetupFinding.warning(
                subject(sender),
                "Meta's public key cannot be read (" + failure.reason() + ")",
                "Check the access token of its WhatsApp account, then repeat this.");
    }

    private SetupFinding ofKey(
            Sender sender, List<EndpointKeyRow> keys, String publicKey, Optional<String> signatureStatus) {
        var known = keys.stream()
                .filter(key -> FlowKeyPair.isSame(key.publicKey, publicKey))
                .findFirst();
        if (known.isEmpty() || known.get().state == KeyState.FORMER) {
            return SetupFinding.failed(
                    subject(sender),
                    "Meta has another public key of it, so requests of its Flows cannot be decrypted",
                    "Replace it: " + create(sender) + ". If a team decrypts itself, delete the number's keys here.");
        }
        if (signatureStatus.filter("MISMATCH"::equals).isPresent()) {
            return SetupFinding.failed(
                    subject(sender),
                    "Meta reports that its public key is not signed with the number's current identity (MISMATCH)",
                    "The number was registered again: " + create(sender) + ".");
        }
        return known.get().state == KeyState.PENDING
                ? SetupFinding.warning(
                        subject(sender),
                        "Meta has the new key, which is still recorded as pending",
                        "Complete the change: " + create(sender) + ".")
                : SetupFinding.ok(subject(sender), "Meta has the current public key");
    }

    private Optional<String> reason(Sender sender, EndpointKeyRow key) {
        try {
            encryption.decrypt(key.privateKey, PrivateKey.context(key.id, sender.providerId()));
            return Optional.empty();
        } catch (UndecryptableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String create(Sender sender) {
        return "POST /operator/v1/accounts/" + sender.accountId() + "/senders/" + sender.id() + "/flow-key";
    }

    private static String subject(Sender sender) {
        return "number " + sender.providerId();
    }
}
