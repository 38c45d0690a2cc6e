package io.parley.messaging.callback;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.callback.BusinessFacts.Entity;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.model.StatusFacts;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Facts of a customer who subscribes to all of them, and the settings of the customer, new for each test. */
@Dependent
class SampleFacts {
    static final UUID ACCOUNT = UUID.fromString("0190a6f4-0000-7000-8000-00000000c001");
    static final UUID SENDER = UUID.fromString("0190a6f4-0000-7000-8000-00000000c002");
    static final UUID WHATSAPP_ACCOUNT = UUID.fromString("5637b8a7-51e1-47be-ad0b-b242453dcc1b");
    static final UUID MESSAGE = UUID.fromString("77c4a0de-55aa-4dc1-9b1f-3a6c0c6f8e21");
    static final Instant AT = Instant.parse("2026-03-02T09:23:00Z");

    private final CallbackSettingsCache settings;
    private final ObjectMapper json;

    SampleFacts(CallbackSettingsCache settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @PostConstruct
    void configureAllUrls() {
        GivenCallbacks.ofAccount(settings, ACCOUNT, """
                {'messageStatusUrl':'https://shop.example/status','inboundMessageUrl':'https://shop.example/in',
                 'businessNotificationUrl':'https://shop.example/business'}""");
        GivenCallbacks.ofSender(settings, SENDER, "{}");
    }

    static BusinessFacts business(Entity entity, Change change) {
        return new BusinessFacts(MESSAGE, ACCOUNT, "whatsapp", entity, change, null);
    }

    void version(String version) {
        GivenCallbacks.ofSender(settings, SENDER, "{'callbackVersion':'" + version + "'}");
    }

    static StatusFacts status(MessageState state, String context, String url, ProviderError error, ObjectNode details) {
        var message = new MessageReference(
                MESSAGE, ACCOUNT, SENDER, "whatsapp", "4930555100", "+4915550001111", context, url, AT, null);
        return new StatusFacts(message, new MessageEvent(MESSAGE, state, AT, null, error, details, null));
    }

    static InboundFacts inbound(String channel, String publicId, String identity, ObjectNode details) {
        return inbound(channel, publicId, identity, details, new MoContent.Text("Is the shop open today? 👍"));
    }

    static InboundFacts inbound(
            String channel, String publicId, String identity, ObjectNode details, MoContent content) {
        return new InboundFacts(
                MESSAGE, publicId, sender(channel, identity), "+4915550001111", AT, content, details, null, null);
    }

    static Sender sender(String channel, String identity) {
        return new Sender(
                SENDER, ACCOUNT, new ChannelName(channel), identity, null, "p", null, Set.of(), Map.of(), true, 1);
    }

    ObjectNode conversation() {
        return object("""
                {'conversation':{'conversationId':'c-1','origin':'user_initiated'},
                 'pricing':{'billable':true,'pricingModel':'PMP','type':'regular','category':'utility'}}""");
    }

    ObjectNode object(String text) {
        try {
            return (ObjectNode) json.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
