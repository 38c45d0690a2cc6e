package io.parley.messaging.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.json.StrictJson;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DirectoryFileTest {
    private static final ChannelName WHATSAPP = new ChannelName("whatsapp");

    @Inject
    ApplyDirectoryFile applyFile;

    @Inject
    Directory directory;

    @Inject
    StrictJson json;

    @TempDir
    Path folder;

    private final ApiKeys.NewKey key = ApiKeys.generate();
    private final UUID account = UUID.randomUUID();
    private final UUID whatsAppAccount = UUID.randomUUID();
    private final String number = Operator.unusedNumber();
    private final String waba = Operator.unusedNumber();

    private final String file =
            """
            accounts:
              - id: %s
                name: Declared
                keys:
                  - key: %s
                whatsappAccounts:
                  - { id: %s, wabaId: "%s", name: Corner Shop }
                senders:
                  - channel: whatsapp
                    identity: "%s"
                    name: Corner Shop
                    providerId: "1%s"
                    whatsAppAccountId: %s
                    scopes: ["messages:write"]
                    attributes: { a: b }
            """.formatted(account, key.text(), whatsAppAccount, waba, number, number, whatsAppAccount);

    @Test
    void entriesOfTheFileAreCreated() throws Throwable {
        apply(file);

        var sender = directory.sender(WHATSAPP, number).orElseThrow();
        assertEquals(account, sender.accountId());
        assertEquals("1" + number, sender.providerId());
        assertEquals(whatsAppAccount, sender.whatsAppAccountId());
        assertEquals(Set.of(Scope.MESSAGES_WRITE), sender.scopes());
        assertEquals(Map.of("a", "b"), sender.attributes());
        assertEquals(
                waba, directory.whatsAppAccount(whatsAppAccount).orElseThrow().wabaId());
        assertEquals(
                Set.of(Scope.values()), directory.apiKey(key.id()).orElseThrow().scopes());
        assertEquals(key.hash(), directory.apiKey(key.id()).orElseThrow().hash());
    }

    @Test
    void applyingTheSameFileAgainChangesNothing() throws Throwable {
        apply(file);
        var sender = directory.sender(WHATSAPP, number).orElseThrow();
        var apiKey = directory.apiKey(key.id()).orElseThrow();

        apply(file);

        assertEquals(sender, directory.sender(WHATSAPP, number).orElseThrow());
        assertEquals(apiKey, directory.apiKey(key.id()).orElseThrow());
    }

    @Test
    void aChangedFileUpdatesEntriesAndDeletesNone() throws Throwable {
        apply(file);
        var before = directory.sender(WHATSAPP, number).orElseThrow();

        apply(file.replace("scopes: [\"messages:write\"]", "scopes: []").replace("- key: " + key.text(), "[]"));

        var after = directory.sender(WHATSAPP, number).orElseThrow();
        assertEquals(before.id(), after.id());
        assertTrue(after.version() > before.version());
        assertEquals(Set.of(), after.scopes());
        assertTrue(directory.apiKey(key.id()).isPresent());
    }

    /** Another instance creates the sender at the same time: the id of the row that is rolled back must not be published. */
    @Test
    void aSenderThatAnotherInstanceCreatesAtTheSameTimeHasOneId() throws Throwable {
        apply(file.substring(0, file.indexOf("    senders:")));
        var created = UUID.randomUUID();
        CompletableFuture<Void> applied;
        try (var other = ServiceDatabase.connect();
                var insert = other.prepareStatement("""
                        insert into messaging.sender (id, account_id, channel, identity, provider_id, scopes, version)
                        values (?, ?, 'whatsapp', ?, ?, '{}', 1)""")) {
            other.setAutoCommit(false);
            insert.setObject(1, created);
            insert.setObject(2, account);
            insert.setString(3, number);
            insert.setString(4, "1" + number);
            insert.executeUpdate();
            applied = CompletableFuture.runAsync(() -> applied(file));
            ServiceDatabase.awaitLocked("insert into%sender%");
            other.commit();
        }
        applied.get(20, TimeUnit.SECONDS);

        var senders = directory.senders(account);
        assertEquals(List.of(created), senders.stream().map(Sender::id).toList());
        assertEquals("Corner Shop", senders.getFirst().name());
    }

    @Test
    void aRevokedKeyStaysRevoked() throws Throwable {
        apply(file);
        Operator.request()
                .delete("/operator/v1/accounts/" + account + "/keys/" + key.id())
                .then()
                .statusCode(204);

        apply(file);

        assertTrue(directory.apiKey(key.id()).orElseThrow().revokedAt() != null);
    }

    @Test
    void anUnknownMemberIsRejectedInOneLine() {
        var failure = assertThrows(IllegalStateException.class, () -> apply(file.replace("attributes:", "atributes:")));

        assertTrue(
                failure.getMessage().contains("accounts[0].senders[0].atributes is not known here"),
                failure.getMessage());
        assertFalse(failure.getMessage().contains("\n"));
        assertFalse(failure.getMessage().contains(key.text()));
    }

    @Test
    void anUnquotedNumberIsRejectedWithAHint() {
        var failure = assertThrows(IllegalStateException.class, () -> apply(file.replace("\"" + waba + "\"", waba)));

        assertTrue(
                failure.getMessage().contains("wabaId must be a string (put numbers in quotes)"), failure.getMessage());
    }

    @Test
    void anInvalidKeyIsRejectedAndNotInTheMessage() {
        var failure = assertThrows(IllegalStateException.class, () -> apply(file.replace(key.text(), "pk_hush")));

        assertFalse(failure.getMessage().contains("hush"));
    }

    @Test
    void anEntryOfAnotherAccountIsRejected() throws Throwable {
        apply(file);

        var failure = assertThrows(
                IllegalStateException.class,
                () -> apply(file.replace(account.toString(), UUID.randomUUID().toString())));

        assertTrue(failure.getMessage().contains("belongs to another"), failure.getMessage());
    }

    private void apply(String text) throws Throwable {
        var path = Files.writeString(folder.resolve("directory.yaml"), text);
        var read = read(path);
        VertxContextSupport.subscribeAndAwait(() -> applyFile.apply(read));
    }

    private void applied(String text) {
        try {
            apply(text);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private DirectoryFile read(Path path) throws IOException {
        return DirectoryFile.read(path, json);
    }
}
