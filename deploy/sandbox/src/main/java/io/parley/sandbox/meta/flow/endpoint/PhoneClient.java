package io.parley.sandbox.meta.flow.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.meta.flow.endpoint.ExchangeReport.ExchangeOutcome;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.post.Signature;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Calls the endpoint of a Flow as a person's phone does. Like a phone it keeps the public key of a number until an endpoint
 * answers 421: it then fetches the key from Meta and repeats the call once. Runs on the event loop.
 */
public final class PhoneClient {
    private static final int OK = 200;
    private static final int MISDIRECTED = 421;
    private static final int TOKEN_ENDED = 427;
    private static final int SIGNATURE_REJECTED = 432;
    private static final int KEY_BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SandboxContext context;
    private final SandboxAccounts accounts;
    private final Map<String, RSAPublicKey> keys = new HashMap<>();

    public PhoneClient(SandboxContext context, SandboxAccounts accounts) {
        this.context = context;
        this.accounts = accounts;
    }

    /**
     * A call.
     *
     * @param uri URI of the endpoint
     * @param numberId id of the number with which the person talks: its public key is used
     * @param payload the request before encryption
     */
    public record Call(String uri, String numberId, ObjectNode payload, Tampering tampering) {}

    /** What an attacker or another sender does to a call. */
    public enum Tampering {
        NONE,
        /** The signature is that of another secret. */
        SIGNATURE,
        /** There is no signature. */
        UNSIGNED,
        /** One bit of the encrypted data is changed. */
        DATA,
        /** The request is encrypted to a public key that is not the number's. */
        KEY
    }

    /**
     * Sends a call. The result never fails.
     *
     * @throws IllegalArgumentException if the number has no signed public key
     */
    public Future<ExchangeReport> send(Call call) {
        if (!keys.containsKey(call.numberId) && !refreshKey(call.numberId)) {
            throw new IllegalArgumentException("number " + call.numberId
                    + " has no signed public key; upload one by whatsapp_business_encryption");
        }
        return sendOnce(call)
                .compose(report -> report.status() == MISDIRECTED && refreshKey(call.numberId)
                        ? sendOnce(call).map(ExchangeReport::afterRefresh)
                        : Future.succeededFuture(report));
    }

    /** Fetches the key of a number from Meta. Returns false if it has no signed one. */
    private boolean refreshKey(String numberId) {
        var key = accounts.encryptionKey(numberId);
        key.ifPresent(found -> keys.put(numberId, found));
        return key.isPresent();
    }

    private Future<ExchangeReport> sendOnce(Call call) {
        var sealed = seal(call, keys.get(call.numberId));
        var body = sealed.body();
        return context.poster()
                .exchange(
                        call.uri,
                        headers(call.tampering, body),
                        body,
                        context.faults().plan().flows().endpointTimeoutMs())
                .map(response -> report(sealed, response))
                .otherwise(failure -> ExchangeReport.of(
                        failure instanceof TimeoutException ? ExchangeOutcome.TIMED_OUT : ExchangeOutcome.UNREACHABLE,
                        0));
    }

    private static EncryptedExchange seal(Call call, RSAPublicKey key) {
        try {
            var plain = Json.bytes(json -> json.writeTree(call.payload));
            var sealed = EncryptedExchange.of(plain, call.tampering == Tampering.KEY ? otherKey() : key);
            return call.tampering == Tampering.DATA ? sealed.damaged() : sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA and AES", e);
        }
    }

    /** Returns a public key that has no private one: a random modulus, since real keys take seconds. */
    private static RSAPublicKey otherKey() throws GeneralSecurityException {
        var modulus = new BigInteger(KEY_BITS, RANDOM).setBit(KEY_BITS - 1).setBit(0);
        return (RSAPublicKey)
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
    }

    private Map<String, String> headers(Tampering tampering, byte[] body) {
        var headers = new HashMap<>(Map.of("Content-Type", "application/json", "User-Agent", "facebookexternalua"));
        var secret = context.settings().appSecret() + (tampering == Tampering.SIGNATURE ? "-other" : "");
        if (tampering != Tampering.UNSIGNED) {
            headers.put("X-Hub-Signature-256", "sha256=" + new Signature(secret).of(body));
        }
        return headers;
    }

    private static ExchangeReport report(EncryptedExchange sealed, Poster.Response response) {
        return switch (response.status()) {
            case OK -> opened(sealed, response.body());
            case MISDIRECTED -> ExchangeReport.of(ExchangeOutcome.KEY_REJECTED, MISDIRECTED);
            case TOKEN_ENDED -> tokenEnded(sealed, response.body());
            case SIGNATURE_REJECTED -> ExchangeReport.of(ExchangeOutcome.SIGNATURE_REJECTED, SIGNATURE_REJECTED);
            default -> ExchangeReport.of(ExchangeOutcome.FAILED, response.status());
        };
    }

    private static ExchangeReport opened(EncryptedExchange sealed, String body) {
        try {
            var answer = Json.parse(sealed.open(body));
            return answer.isObject()
                    ? new ExchangeReport(ExchangeOutcome.ANSWERED, OK, answer, null, false)
                    : ExchangeReport.of(ExchangeOutcome.UNREADABLE, OK);
        } catch (GeneralSecurityException e) {
            return ExchangeReport.of(ExchangeOutcome.UNREADABLE, OK);
        }
    }

    /** Reads error_msg, which may be encrypted as a response or not: Meta's samples have both. */
    private static ExchangeReport tokenEnded(EncryptedExchange sealed, String body) {
        var json = Json.parse(body.getBytes(StandardCharsets.UTF_8));
        try {
            json = json.isObject() ? json : Json.parse(sealed.open(body));
        } catch (GeneralSecurityException e) {
            json = Json.MAPPER.missingNode();
        }
        return new ExchangeReport(
                ExchangeOutcome.TOKEN_ENDED,
                TOKEN_ENDED,
                null,
                json.path("error_msg").asText(null),
                false);
    }

    /** Deletes the cached keys. */
    public void clear() {
        keys.clear();
    }
}
