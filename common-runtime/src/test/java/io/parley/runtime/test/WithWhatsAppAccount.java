package io.parley.runtime.test;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A customer with a WhatsApp account and one number of it, in the directory of the service under test. */
public abstract class WithWhatsAppAccount {
    protected static final String API = "/conversations/v3/channels/whatsapp";

    @Inject
    protected Directory directory;

    protected UUID customer;
    protected String key;
    protected WhatsAppAccount account;
    protected Sender number;

    private final List<DirectoryEntry> entries = new ArrayList<>();

    @BeforeEach
    void createCustomer() {
        customer = UUID.randomUUID();
        add(new Account(customer, "Walker", true, 1));
        key = key(customer, EnumSet.allOf(Scope.class));
        account = account(customer);
        number = number(account, EnumSet.allOf(Scope.class));
        directory.markCaughtUp();
    }

    @AfterEach
    void removeCustomer() {
        entries.forEach(entry -> directory.remove(entry.key()));
    }

    protected <E extends DirectoryEntry> E add(E entry) {
        directory.apply(entry);
        entries.add(entry);
        return entry;
    }

    protected String key(UUID owner, Set<Scope> scopes) {
        var generated = ApiKeys.generate();
        add(new ApiKey(generated.id(), owner, generated.hash(), scopes, null, null, 1));
        return generated.text();
    }

    protected WhatsAppAccount account(UUID owner) {
        return add(newAccount(owner));
    }

    /** An account that the directory does not have yet. */
    protected static WhatsAppAccount newAccount(UUID owner) {
        return new WhatsAppAccount(UUID.randomUUID(), owner, "20" + digits(), "Corner shop", true, 1);
    }

    protected Sender number(WhatsAppAccount of, Set<Scope> scopes) {
        return add(new Sender(
                UUID.randomUUID(),
                of.accountId(),
                new ChannelName("whatsapp"),
                "49" + digits(),
                "Shop",
                "10" + digits(),
                of.id(),
                scopes,
                Map.of(),
                true,
                1));
    }

    protected RequestSpecification request() {
        return RestAssured.given().header("apikey", key);
    }

    /** Twelve digits, not beginning with 0, that no other test uses. */
    protected static String digits() {
        return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }
}
