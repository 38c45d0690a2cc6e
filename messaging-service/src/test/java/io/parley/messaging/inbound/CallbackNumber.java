package io.parley.messaging.inbound;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.RecordingCustomer;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.ids.Ids;
import jakarta.enterprise.context.Dependent;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new WhatsApp number for each test, whose customer receives callbacks, with queries for the stored events. */
@Dependent
class CallbackNumber implements BeforeEachCallback, AfterEachCallback {
    private final TestTopics bus;
    private final Directory directory;
    private final CallbackSettingsCache settings;
    private final CallbackTable table;
    /** The server of the customer. */
    RecordingCustomer customer;
    /** Part of the ids of this test. */
    String run;

    Sender sender;

    CallbackNumber(TestTopics bus, Directory directory, CallbackSettingsCache settings, CallbackTable table) {
        this.bus = bus;
        this.directory = directory;
        this.settings = settings;
        this.table = table;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        customer = new RecordingCustomer();
        run = Ids.next().toString();
        create("whatsapp");
    }

    /** Replaces the number with a sender of another channel. */
    void moveTo(String channel) {
        directory.remove(sender.key());
        create(channel);
    }

    private void create(String channel) {
        sender = new Sender(
                Ids.next(),
                Ids.next(),
                new ChannelName(channel),
                "49" + Math.floorMod(run.hashCode(), 1_000_000),
                null,
                "number-" + run,
                null,
                Set.of(),
                Map.of(),
                true,
                1);
        directory.apply(sender);
        GivenCallbacks.ofAccount(
                settings, sender.accountId(), """
                {'callbackVersion':'2.13','inboundMessageUrl':'%s','messageStatusUrl':'%s'}""".formatted(customer.url("/in"), customer.url("/status")));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        directory.remove(sender.key());
        table.deleteOf(sender.accountId());
        customer.close();
    }

    String message(String name, String text) {
        return bus.metaMessage(sender.providerId(), "wamid.%s-%s".formatted(run, name), text);
    }

    /** A sent message that WhatsApp has accepted. */
    UUID sent(String name) {
        var id = Ids.next();
        table.run("""
                insert into message (id, account_id, sender_id, channel, identity, recipient, content, accepted_at)
                values ('%s', '%s', '%s', 'whatsapp', '%s', '4915550001111', '{}', now())""".formatted(id, sender.accountId(), sender.id(), sender.identity()));
        table.run(
                "insert into provider_ref (provider_id, provider, message_id) values ('wamid.%s-%s', 'whatsapp', '%s')"
                        .formatted(run, name, id));
        return id;
    }

    long stored() {
        return count("inbound_message where account_id = '%s'".formatted(sender.accountId()));
    }

    long pendingCallbacks() {
        return table.count("account_id = '%s'".formatted(sender.accountId()));
    }

    /** Distinct payloads, because a retried publish may duplicate a record on the bus. */
    long parked() {
        return count("(select distinct payload from parked_event where payload like '%%%1$s%%' or id like '%%%1$s%%') p"
                .formatted(run));
    }

    long count(String from) {
        return table.all("select count(*) from " + from).getFirst().getLong(0);
    }
}
