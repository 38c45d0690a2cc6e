package io.parley.runtime.app;

import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Adds an account and its keys to the directory, before each test if it is registered as an extension. */
public final class TestKeys implements BeforeEachCallback {
    public static final UUID ACCOUNT = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final String SECRET = "0123456789012345678901234567890123456789012";

    public static final String GOOD = ApiKeys.text("0000000000000000000a", SECRET);
    public static final String UNSCOPED = ApiKeys.text("0000000000000000000b", SECRET);
    public static final String REVOKED = ApiKeys.text("0000000000000000000c", SECRET);
    public static final String EXPIRED = ApiKeys.text("0000000000000000000d", SECRET);
    public static final String UNKNOWN = ApiKeys.text("0000000000000000000e", SECRET);

    @Override
    public void beforeEach(ExtensionContext context) {
        fill(CDI.current().select(Directory.class).get());
    }

    public static void fill(Directory directory) {
        var longAgo = Instant.parse("2020-01-01T00:00:00Z");
        directory.apply(new Account(ACCOUNT, "Shop", true, 1));
        directory.apply(key("0000000000000000000a", Set.of(Scope.values()), null, null));
        directory.apply(key("0000000000000000000b", Set.of(), null, null));
        directory.apply(key("0000000000000000000c", Set.of(), null, longAgo));
        directory.apply(key("0000000000000000000d", Set.of(), longAgo, null));
    }

    private static ApiKey key(String id, Set<Scope> scopes, Instant expiresAt, Instant revokedAt) {
        return new ApiKey(id, ACCOUNT, ApiKeys.hash(SECRET), scopes, expiresAt, revokedAt, 1);
    }
}
