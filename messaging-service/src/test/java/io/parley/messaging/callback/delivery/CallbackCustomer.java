package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import io.parley.runtime.ids.Ids;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new customer for each test, with a web server, and callbacks for it. */
@Dependent
class CallbackCustomer implements BeforeEachCallback, AfterEachCallback {
    private final PlanCallbacks plan;
    private final CallbackSettingsCache settings;
    private final CallbackTable table;
    RecordingCustomer server;
    UUID account;
    UUID sender;

    CallbackCustomer(PlanCallbacks plan, CallbackSettingsCache settings, CallbackTable table) {
        this.plan = plan;
        this.settings = settings;
        this.table = table;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server = new RecordingCustomer();
        account = Ids.next();
        sender = Ids.next();
        GivenCallbacks.ofAccount(settings, account, """
                {'messageStatusUrl':'%s','inboundMessageUrl':'%s'}""".formatted(server.url("/status"), server.url("/in")));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        table.deleteOf(account);
        server.close();
    }

    /** Creates a sender with a status URL of its own. */
    UUID senderWithUrl(String url) {
        var sender = Ids.next();
        GivenCallbacks.ofSender(settings, sender, "{'messageStatusUrl':'" + url + "'}");
        return sender;
    }

    /** The given number of callbacks per sender, interleaved. */
    List<CallbackRow> calls(List<UUID> senders, int each) {
        var calls = new ArrayList<CallbackRow>();
        for (var i = 0; i < each; i++) {
            senders.forEach(sender -> calls.add(status(sender, Ids.next(), MessageState.DELIVERED, null)));
        }
        return calls;
    }

    long jobs() {
        return table.count("account_id = '%s'".formatted(account));
    }

    CallbackRow status(UUID message, MessageState state, String url) {
        return status(sender, message, state, url);
    }

    CallbackRow status(UUID sender, UUID message, MessageState state, String url) {
        var now = Instant.now();
        var reference = new MessageReference(
                message, account, sender, "whatsapp", "4930555100", "4915550001111", null, url, now, null);
        return plan.status(new StatusFacts(reference, MessageEvent.of(message, state, now, null)))
                .orElseThrow();
    }
}
