package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.ConnectedAccount;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.InboundRetries;
import io.parley.messaging.channel.NoAnswerLog;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.channel.whatsapp.account.ApplyAccountChange;
import io.parley.messaging.channel.whatsapp.content.LenientWhatsAppContents;
import io.parley.messaging.channel.whatsapp.content.MetaLimits;
import io.parley.messaging.channel.whatsapp.content.WhatsAppContent;
import io.parley.messaging.channel.whatsapp.flow.FlowSendCheck;
import io.parley.messaging.channel.whatsapp.graph.SendResponse;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppConfig;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppConnection;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppMessage;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppRecipients;
import io.parley.messaging.channel.whatsapp.setup.WhatsAppSetup;
import io.parley.messaging.channel.whatsapp.template.TemplateCheck;
import io.parley.messaging.channel.whatsapp.webhook.WebhookReader;
import io.parley.model.ProviderEvent;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphError;
import io.parley.runtime.http.ProviderAnswer;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.telemetry.RefusedCredentials;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** WhatsApp through Meta's Cloud API. */
@ApplicationScoped
class WhatsAppChannel implements Channel<WhatsAppContent> {
    private static final ChannelKind<WhatsAppContent> KIND = ChannelKind.ofNumbers(
                    WhatsAppNames.CHANNEL.value(), WhatsAppContent.class)
            .withTolerances(LenientWhatsAppContents::apply)
            .withInboundRetries(InboundRetries.EXPONENTIAL_LONG)
            .withTemplates();

    private final NoAnswerLog noAnswer = new NoAnswerLog(WhatsAppNames.CHANNEL);
    private final WhatsAppConnection graph;
    private final TemplateCheck templates;
    private final FlowSendCheck flows;
    private final WebhookReader webhooks;
    private final ApplyAccountChange accounts;
    private final WhatsAppSetup setup;
    private final WhatsAppConfig settings;
    private final ObjectMapper json;

    WhatsAppChannel(
            WhatsAppConnection graph,
            TemplateCheck templates,
            FlowSendCheck flows,
            ApplyAccountChange accounts,
            WhatsAppSetup setup,
            WhatsAppConfig settings,
            ObjectMapper json) {
        this.graph = graph;
        this.templates = templates;
        this.flows = flows;
        this.accounts = accounts;
        this.setup = setup;
        this.settings = settings;
        this.webhooks = new WebhookReader(json);
        this.json = json;
    }

    @Override
    public ChannelKind<WhatsAppContent> kind() {
        return KIND;
    }

    @Override
    public Optional<String> validateRecipient(String recipient) {
        return WhatsAppRecipients.validate(recipient);
    }

    @Override
    public List<Violation> validateSending(Sender sender, WhatsAppContent content) {
        var violations = new ArrayList<Violation>();
        if (settings.strictLimits()) {
            violations.addAll(MetaLimits.violations(content));
        }
        if (content instanceof WhatsAppContent.Template(var template, var replyTo, var hash)) {
            violations.addAll(templates.violations(sender.whatsAppAccountId(), template));
        }
        violations.addAll(flows.violations(sender.whatsAppAccountId(), content));
        return violations;
    }

    @Override
    public Uni<Submission> submit(OutboundMessage<WhatsAppContent> message) {
        return Uni.createFrom()
                .deferred(() -> graph.send(message, WhatsAppMessage.of(message, templates.namedShape(message))))
                .map(response -> ProviderAnswer.of(response, json))
                .invoke(message.exchange()::answered)
                .map(SendResponse::new)
                .invoke(answer -> answer.error()
                        .ifPresent(error -> report(message, answer.answer().status(), error)))
                .invoke(noAnswer::answered)
                .map(answer -> answer.outcome(message.throttles()))
                .onFailure()
                .invoke(failure -> noAnswer.failed(message, failure))
                .onFailure()
                .recoverWithItem(TransportFailure::outcome);
    }

    @Override
    public InDoubtPolicy inDoubtPolicy(Sender sender) {
        return graph.inDoubtPolicy();
    }

    @Override
    public Uni<Void> changed(ChannelEvent.Changed changed) {
        return accounts.apply(changed);
    }

    @Override
    public Uni<List<SetupFinding>> checkSetup(List<Sender> senders) {
        return setup.check(senders);
    }

    @Override
    public Uni<List<SetupFinding>> connect(Sender sender) {
        return setup.connect(sender);
    }

    @Override
    public Uni<ConnectedAccount> connectAccount(WhatsAppAccount account) {
        return setup.connectAccount(account);
    }

    @Override
    public Set<String> providers() {
        return Set.of("meta");
    }

    @Override
    public List<ChannelEvent> read(ProviderEvent event) {
        return webhooks.read(event);
    }

    private static void report(OutboundMessage<WhatsAppContent> message, int status, GraphError error) {
        var text = "refused messageId=%s channel=%s sender=%s attempt=%d statusCode=%d errorCode=%d fbtraceId=%s"
                .formatted(
                        message.messageId(),
                        WhatsAppNames.CHANNEL,
                        message.sender().id(),
                        message.attempt(),
                        status,
                        error.code(),
                        error.traceId());
        if (error.code() == 0 || error.code() == 190) {
            Log.errorf("token is not valid: %s", text);
            RefusedCredentials.refused("meta");
        } else {
            Log.info(text);
        }
    }
}
