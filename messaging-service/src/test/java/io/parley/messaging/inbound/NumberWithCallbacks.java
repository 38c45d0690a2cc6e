package io.parley.messaging.inbound;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.RecordingCustomer;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.ids.Ids;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A WhatsApp number whose customer receives callbacks, with queries for the stored events. */
abstract class NumberWithCallbacks {
    private static final ChannelName WHATSAPP = new ChannelName("whatsapp");

    @Inject
    TestTopics bus;

    @Inject
    Directory directory;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    CallbackTable table;

    RecordingCustomer customer;

    String run;

    Sender sender;

    @BeforeEach
    void createNumberWithCustomer() {
        customer = new RecordingCustomer();
        run = Ids.next().toString();
        sender = new Sender(
                Ids.next(),
                Ids.next(),
                channel(),
                "49" + Math.floorMod(run.hashCode(), 1_000_000),
                null,
                "number-" + run,
                null,
                Set.of(),
                attributes(),
                true,
                1);
        directory.apply(sender);
        GivenCallbacks.ofAccount(
                settings, sender.accountId(), """
                {'callbackVersion':'2.13','inboundMessageUrl':'%s','messageStatusUrl':'%s'}""".formatted(customer.url("/in"), customer.url("/status")));
    }

    ChannelName channel() {
        return WHATSAPP;
    }

    Map<String, String> attributes() {
        return Map.of();
    }

    @AfterEach
    void removeTenant() {
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
