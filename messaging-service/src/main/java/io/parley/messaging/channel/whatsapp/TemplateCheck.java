package io.parley.messaging.channel.whatsapp;

import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.template.TemplateCache;
import io.parley.messaging.template.TemplateLookup;
import io.parley.model.Violation;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.model.fact.TemplateShape;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a template can be sent, as far as it is known here: it exists in the language, Meta lets it be sent, and the
 * message fills it. Whatever is not known, Meta decides.
 */
@Singleton
class TemplateCheck {
    private static final String ID = "template.templateId";
    private static final String LANGUAGE = "template.templateLanguage";
    private static final String NAMED = "NAMED";
    private static final String UNAPPROVED =
            "names a template that WhatsApp has not approved; send it once it is approved";

    /** Meta's words of a template that was approved and cannot be sent all the same. */
    private static final Map<String, String> STOPPED_AT_META = Map.of(
            "PAUSED", "names a template that WhatsApp has paused for its quality; send another one until it is back",
            "DISABLED", "names a template that WhatsApp has disabled for its quality; send another one",
            "ARCHIVED", "names a template that WhatsApp has archived; bring it back at WhatsApp or send another one");

    /** The contract's words of a template that cannot be sent. */
    private static final Map<String, String> STOPPED = Map.of(
            "REQUESTED",
            UNAPPROVED,
            "SUBMITTED",
            UNAPPROVED,
            "PENDING",
            UNAPPROVED,
            "SUBMIT_FAILED",
            "names a template that WhatsApp would not take; correct it and submit it again",
            "REJECTED",
            "names a template that WhatsApp has rejected; correct it and wait for its approval",
            "DELETION_PENDING",
            "names a template that is being deleted; send another one");

    private final TemplateCache templates;

    TemplateCheck(TemplateCache templates) {
        this.templates = templates;
    }

    /** What is wrong, with paths below the content; nothing where nothing is known. */
    List<Violation> faults(UUID whatsAppAccountId, FilledTemplate template) {
        return switch (templates.ask(whatsAppAccountId, template.templateId(), template.templateLanguage())) {
            case TemplateLookup.Nothing nothing -> List.of();
            case TemplateLookup.Absence(var languages) -> List.of(absence(languages));
            case TemplateLookup.State(var known) ->
                stop(known).map(words -> List.of(new Violation(ID, words))).orElseGet(() -> unfit(known, template));
        };
    }

    /** What the message's template wants, if its placeholders have names; null otherwise, or if it is not known. */
    TemplateShape named(OutboundMessage<WhatsAppContent> message) {
        if (!(message.content() instanceof WhatsAppContent.Template(var template, var replyTo, var hash))) {
            return null;
        }
        var account = message.sender().whatsAppAccountId();
        return templates.ask(account, template.templateId(), template.templateLanguage())
                                instanceof TemplateLookup.State(var known)
                        && known.shape() != null
                        && NAMED.equals(known.shape().parameterFormat())
                ? known.shape()
                : null;
    }

    private static Violation absence(List<String> languages) {
        return languages.isEmpty()
                ? new Violation(ID, "must name a template of the sender's WhatsApp account")
                : new Violation(LANGUAGE, "must be a language of the template: " + String.join(", ", languages));
    }

    private static Optional<String> stop(Localization known) {
        return Optional.ofNullable(known.metaStatus())
                .map(STOPPED_AT_META::get)
                .or(() -> Optional.ofNullable(STOPPED.get(known.status())));
    }

    private static List<Violation> unfit(Localization known, FilledTemplate template) {
        return known.shape() == null ? List.of() : TemplateFit.faults(known.shape(), template.components());
    }
}
