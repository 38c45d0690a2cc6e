package io.parley.runtime.access;

import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the header {@code apikey} to the caller. The error states whether the header is missing, repeated or holds
 * no valid key. The reason why a key is not valid is only counted, in {@code parley.auth.rejections}.
 */
@ApplicationScoped
class KeyCheck {
    private final Directory directory;
    private final InstantSource time;
    private final AccessMetrics metrics;

    KeyCheck(Directory directory, InstantSource time, AccessMetrics metrics) {
        this.directory = directory;
        this.time = time;
        this.metrics = metrics;
    }

    Caller check(@Nullable List<String> given) {
        if (given == null || given.isEmpty()) {
            throw refused("missing", "Send your API key in the header apikey.");
        }
        if (given.size() > 1) {
            throw refused("repeated", "Send the header apikey once.");
        }
        var key = ApiKeys.parse(given.getFirst()).orElseThrow(() -> refused("malformed"));
        var entry = directory
                .apiKey(key.id())
                .filter(known -> ApiKeys.matches(key, known.hash()))
                .orElseThrow(() -> refused("unknown"));
        return caller(entry);
    }

    private Caller caller(ApiKey key) {
        if (key.revokedAt() != null) {
            throw refused("revoked");
        }
        if (key.expiresAt() != null && !time.instant().isBefore(key.expiresAt())) {
            throw refused("expired");
        }
        if (!directory.account(key.accountId()).map(Account::active).orElse(false)) {
            throw refused("inactive");
        }
        return new Caller(key.accountId(), key.id(), key.scopes());
    }

    private ProblemException refused(String reason) {
        return refused(reason, "The header apikey holds no valid API key.");
    }

    private ProblemException refused(String reason, String detail) {
        metrics.refused(reason);
        return Problems.unauthorized(detail);
    }
}
