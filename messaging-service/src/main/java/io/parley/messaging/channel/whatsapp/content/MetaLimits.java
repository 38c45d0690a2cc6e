package io.parley.messaging.channel.whatsapp.content;

import io.parley.messaging.channel.ProviderLimits;
import io.parley.model.Violation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks limits of Meta's that are stricter than the contract, as documented for messages, templates and interactive
 * messages; all such limits are in this class. Applied only if {@code parley.channels.whatsapp.strict-limits} is set;
 * otherwise Meta rejects the message.
 */
public final class MetaLimits {
    private static final int CAPTION = 1024;
    private static final int CONTACTS = 5;
    private static final int REPLY_BUTTON = 20;
    private static final int LIST_BUTTON = 20;
    private static final int LINK_BUTTON = 20;
    private static final int PRODUCTS = 30;
    private static final int MIN_CARDS = 2;
    private static final int TEMPLATE_BODY = 1024;

    private static final String SETTING = "parley.channels.whatsapp.strict-limits";

    private final ProviderLimits limits = new ProviderLimits("Meta", SETTING);

    private MetaLimits() {}

    /** Returns everything in the content that Meta would reject, with paths relative to the content. */
    public static List<Violation> violations(WhatsAppContent content) {
        var check = new MetaLimits();
        check.check(content);
        return check.limits.list();
    }

    private void check(WhatsAppContent content) {
        switch (content) {
            case WhatsAppContent.Image image -> caption("image", image.image());
            case WhatsAppContent.Video video -> caption("video", video.video());
            case WhatsAppContent.Document document -> caption("document", document.document());
            case WhatsAppContent.Contacts contacts ->
                limits.max("contacts", contacts.contacts().size(), CONTACTS, "contacts");
            case WhatsAppContent.Template template ->
                template("template.components.", template.template().components());
            case WhatsAppContent.Interactive interactive ->
                interactive("interactive.components.", interactive.interactive());
            case WhatsAppContent.PlainText text -> {}
            case WhatsAppContent.Audio audio -> {}
            case WhatsAppContent.Sticker sticker -> {}
            case WhatsAppContent.Location location -> {}
            case WhatsAppContent.Reaction reaction -> {}
        }
    }

    private void caption(String member, FileSource file) {
        limits.text(member + ".caption", file.caption(), CAPTION);
    }

    private void template(String path, FilledTemplate.@Nullable Components components) {
        if (components == null) {
            return;
        }
        if (components.carousel() != null) {
            limits.min(path + "carousel", components.carousel().size(), MIN_CARDS, "cards");
        }
        limits.max(path + "body", characters(components.body()), TEMPLATE_BODY, "characters in all values together");
        ProviderLimits.each(path + "button", components.button(), (buttonPath, button) -> {
            if (button instanceof TemplateButton.MultiProduct products) {
                products(buttonPath + ".action.sections", products.action().sections());
            }
        });
    }

    /** Lower bound of the body's length: the values without the template's own text. */
    private static int characters(@Nullable List<FilledTemplate.Value> values) {
        return NullableLists.stream(values)
                .filter(Objects::nonNull)
                .mapToInt(value -> value.text().codePointCount(0, value.text().length()))
                .sum();
    }

    private void interactive(String path, InteractiveContent content) {
        switch (content) {
            case InteractiveContent.Buttons(var parts) ->
                ProviderLimits.each(
                        path + "buttons",
                        parts.buttons(),
                        (buttonPath, button) -> limits.text(
                                buttonPath + ".reply.title", button.reply().title(), REPLY_BUTTON));
            case InteractiveContent.PickList(var parts) ->
                limits.text(path + "list.title", parts.list().title(), LIST_BUTTON);
            case InteractiveContent.ProductList(var parts) ->
                products(path + "productList.sections", parts.productList().sections());
            case InteractiveContent.Flow(var parts) ->
                limits.rule(
                        path + "flow.flowCta",
                        !Emoji.Validator.isIn(parts.flow().flowCta()),
                        "must not contain an emoji");
            case InteractiveContent.UrlButton(var parts) ->
                limits.text(path + "urlButton.displayText", parts.urlButton().displayText(), LINK_BUTTON);
            case InteractiveContent.Product product -> {}
            case InteractiveContent.LocationRequest request -> {}
            case InteractiveContent.AddressRequest request -> {}
            case InteractiveContent.VoiceCall call -> {}
            case InteractiveContent.CallPermissionRequest request -> {}
            case InteractiveContent.ContactRequest request -> {}
        }
    }

    /** Counts the products of all sections. */
    private void products(String path, @Nullable List<ProductSection> sections) {
        var products = NullableLists.stream(sections)
                .filter(Objects::nonNull)
                .mapToInt(section -> section.items().size())
                .sum();
        limits.max(path, products, PRODUCTS, "products in all sections together");
    }
}
