package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.channel.NoAnswerLog;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.TransportFailure;
import io.parley.model.ChannelName;
import io.parley.model.ProviderEvent;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Viber channel. Delegates to the connector that the sender is configured for. */
@ApplicationScoped
class ViberChannel implements Channel<ViberContent> {
    private final NoAnswerLog noAnswer = new NoAnswerLog(NAME);
    private static final ChannelKind<ViberContent> KIND = ChannelKind.ofServices("viber", ViberContent.class)
            .withOptions(ViberOptions.class)
            .withTolerances(LenientViberContents::apply);
    private static final ChannelName NAME = KIND.name();
    private static final int CONCURRENT_CHECKS = 8;

    private final ViberConfig settings;
    private final ViberConnector bot;
    private final Map<String, ViberConnector> byConnector;
    private final Map<String, ViberConnector> byProvider;

    ViberChannel(ViberConfig settings, BotConnector bot, PartnerConnector partner) {
        this.settings = settings;
        this.bot = bot;
        this.byConnector = Map.of("bot", bot, "partner", partner);
        this.byProvider = Map.of(bot.provider(), bot, partner.provider(), partner);
    }

    @Override
    public ChannelKind<ViberContent> kind() {
        return KIND;
    }

    @Override
    public Optional<String> validateRecipient(String recipient) {
        return ViberRecipients.validate(recipient);
    }

    @Override
    public Optional<String> validateContent(ViberContent content, MessageOptions options) {
        return options instanceof ViberOptions chosen
                        && chosen.chosen() == RateType.TRANSACTION
                        && !Composition.of(content).isAllowedInTransactions()
                ? Optional.of(
                        "must be text, list or carousel for rate type transaction; send others as promotion or session")
                : Optional.empty();
    }

    @Override
    public List<Violation> validateSending(Sender sender, ViberContent content) {
        return settings.strictLimits() ? connector(sender).limits().violations(content) : List.of();
    }

    @Override
    public Uni<Submission> submit(OutboundMessage<ViberContent> message) {
        return Uni.createFrom()
                .deferred(() -> connector(message.sender()).send(message))
                .invoke(noAnswer::answered)
                .onFailure()
                .invoke(failure -> noAnswer.failed(message, failure))
                .onFailure()
                .recoverWithItem(TransportFailure::outcome);
    }

    @Override
    public InDoubtPolicy inDoubtPolicy(Sender sender) {
        return settings.inDoubtPolicy();
    }

    @Override
    public Uni<List<SetupFinding>> checkSetup(List<Sender> senders) {
        return Multi.createFrom()
                .iterable(senders)
                .onItem()
                .transformToUni(sender -> connector(sender).checkSetup(sender))
                .merge(CONCURRENT_CHECKS)
                .collect()
                .asList();
    }

    @Override
    public Uni<List<SetupFinding>> connect(Sender sender) {
        return connector(sender).connect(sender).map(List::of);
    }

    @Override
    public Set<String> providers() {
        return byProvider.keySet();
    }

    @Override
    public List<ChannelEvent> read(ProviderEvent event) {
        var connector = byProvider.get(event.provider());
        return List.of(
                connector == null || event.payload() == null
                        ? new Unreadable("provider " + event.provider())
                        : connector.read(event));
    }

    /** The contract's codes are letters and digits; codes of partners also have underscores. */
    static String errorCode(String code) {
        return NAME + "::error::" + code.replaceAll("[^A-Za-z0-9]", "");
    }

    private ViberConnector connector(Sender sender) {
        var attributes = sender.attributes();
        return attributes == null ? bot : byConnector.getOrDefault(attributes.getOrDefault("connector", "bot"), bot);
    }
}
