package io.parley.template.content;

import io.parley.runtime.json.Violations;
import io.parley.template.content.TemplateComponent.Body;
import io.parley.template.content.TemplateComponent.Buttons;
import io.parley.template.content.TemplateComponent.Card;
import io.parley.template.content.TemplateComponent.Carousel;
import io.parley.template.content.TemplateComponent.Footer;
import io.parley.template.content.TemplateComponent.Header;
import io.parley.template.content.TemplateComponent.HeaderFormat;
import java.util.HashSet;
import java.util.List;

/**
 * The contract's rules about the components of one localization that concern several members or the category. Meta's
 * further rules are checked by the lint.
 */
final class ContractRules {
    private static final String NUMBERED = "must number its placeholders from {{1}} without a gap";

    private final TemplateCategory category;
    private final Violations out;
    private final SampleRules samples;

    private ContractRules(TemplateCategory category, Violations out) {
        this.category = category;
        this.out = out;
        this.samples = new SampleRules(out);
    }

    static void check(List<TemplateComponent> components, TemplateCategory category, String path, Violations out) {
        var rules = new ContractRules(category, out);
        rules.kinds(components, path);
        for (var i = 0; i < components.size(); i++) {
            rules.component(components.get(i), path + "[" + i + "]");
        }
        rules.samples.finish();
    }

    private void kinds(List<TemplateComponent> components, String path) {
        var kinds = new HashSet<Class<?>>();
        for (var i = 0; i < components.size(); i++) {
            if (!kinds.add(components.get(i).getClass())) {
                out.add(path + "[" + i + "].type", "must not repeat the type of another component");
            }
        }
        if (!kinds.contains(Body.class)) {
            out.add(path, "must contain a component of the type BODY");
        }
        if (kinds.contains(Carousel.class) && kinds.size() > (kinds.contains(Body.class) ? 2 : 1)) {
            out.add(path, "must contain only a BODY beside a CAROUSEL");
        }
    }

    private void component(TemplateComponent component, String path) {
        switch (component) {
            case Header header -> header(header, path);
            case Body body -> body(body, path);
            case Footer footer -> footer(footer, path);
            case Buttons buttons -> buttons(buttons, path);
            case Carousel carousel -> carousel(carousel, path);
            case TemplateComponent.CallPermission permission -> {}
            case TemplateComponent.TimedOffer offer -> {}
        }
    }

    private void header(Header header, String path) {
        var isText = header.format() == HeaderFormat.TEXT;
        if (isText && header.text() == null) {
            out.add(path + ".text", "must be given with the format TEXT");
        }
        if (!isText && header.text() != null) {
            out.add(path + ".text", "must be left out: only the format TEXT has a text");
        }
        if (header.text() != null) {
            var placeholders = TextPlaceholders.of(header.text());
            if (placeholders.size() > 1 || !TextPlaceholders.areNumbered(placeholders)) {
                out.add(path + ".text", "must have at most one placeholder, {{1}}");
            }
            var sample = header.example() == null ? null : header.example().text();
            samples.placeholders(placeholders.size(), sample == null ? 0 : 1, path + ".example.text");
        }
    }

    private void body(Body body, String path) {
        var isAuthentication = category == TemplateCategory.AUTHENTICATION;
        if (!isAuthentication && body.text() == null) {
            out.add(path + ".text", "must be given; only authentication templates have none");
        }
        if (!isAuthentication && body.addSecurityRecommendation() != null) {
            out.add(path + ".addSecurityRecommendation", "must be left out: only authentication templates have it");
        }
        if (isAuthentication && body.text() != null) {
            out.add(path + ".text", "must be left out: WhatsApp writes the text of authentication templates");
            return;
        }
        var placeholders = TextPlaceholders.of(body.text());
        if (!TextPlaceholders.areNumbered(placeholders)) {
            out.add(path + ".text", NUMBERED);
        }
        var texts = body.example() == null ? 0 : body.example().texts().size();
        samples.placeholders(placeholders.size(), texts, path + ".example.texts");
    }

    private void footer(Footer footer, String path) {
        var isAuthentication = category == TemplateCategory.AUTHENTICATION;
        if (!isAuthentication && footer.text() == null) {
            out.add(path + ".text", "must be given; only authentication templates have none");
        }
        if (!isAuthentication && footer.codeExpirationMinutes() != null) {
            out.add(path + ".codeExpirationMinutes", "must be left out: only authentication templates have it");
        }
    }

    private void buttons(Buttons buttons, String path) {
        for (var i = 0; i < buttons.buttons().size(); i++) {
            var buttonPath = path + ".buttons[" + i + "]";
            switch (buttons.buttons().get(i)) {
                case ComponentButton.Url url -> url(url, buttonPath);
                case ComponentButton.OneTimePassword password
                when category != TemplateCategory.AUTHENTICATION ->
                    out.add(buttonPath + ".type", "OTP is only for authentication templates");
                default -> {}
            }
        }
    }

    private void url(ComponentButton.Url button, String path) {
        var url = button.url();
        var placeholders = TextPlaceholders.of(url);
        if (url != null && (placeholders.size() > 1 || (placeholders.size() == 1 && !url.endsWith("}}")))) {
            out.add(path + ".url", "must have at most one placeholder, at its end");
        }
        var sample = button.example() == null ? null : button.example().url();
        samples.placeholders(placeholders.size(), sample == null ? 0 : 1, path + ".example.url");
    }

    private void carousel(Carousel carousel, String path) {
        for (var i = 0; i < carousel.cards().size(); i++) {
            card(carousel.cards().get(i), path + ".cards[" + i + "].components");
        }
    }

    private void card(Card card, String path) {
        var kinds = new HashSet<Class<?>>();
        for (var i = 0; i < card.components().size(); i++) {
            var componentPath = path + "[" + i + "]";
            var component = card.components().get(i);
            if (!kinds.add(component.getClass())) {
                out.add(componentPath + ".type", "must not repeat the type of another component");
            }
            switch (component) {
                case Body body -> body(body, componentPath);
                case Buttons buttons -> buttons(buttons, componentPath);
                case CardComponent.MediaHeader header -> {}
            }
        }
    }
}
