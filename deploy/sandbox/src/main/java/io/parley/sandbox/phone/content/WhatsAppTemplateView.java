package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads template messages: the template's components with the parameters of the message.
 *
 * @param template components of the template; null if it is unknown
 */
record WhatsAppTemplateView(PhoneMessageView view, JsonNode template, WhatsAppReplies replies) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    void read(JsonNode sent) {
        view.json().put("template", sent.path("name").asText());
        if (template == null) {
            view.text(sent.path("name").asText());
            return;
        }
        var values = sent.path("components");
        header(component(template, "HEADER"), parameters(values, "header"));
        view.text(filled(component(template, "BODY").path("text").asText(""), parameters(values, "body")));
        view.footer(component(template, "FOOTER").path("text").asText(""));
        offer(component(template, "LIMITED_TIME_OFFER"), values);
        buttons(component(template, "BUTTONS").path("buttons"), values).forEach(view::action);
        var cards = component(template, "CAROUSEL").path("cards");
        for (var card : component(values, "CAROUSEL").path("cards")) {
            card(cards.path(card.path("card_index").asInt()).path("components"), card.path("components"));
        }
    }

    private static JsonNode component(JsonNode components, String type) {
        for (var component : components) {
            if (component.path("type").asText().equalsIgnoreCase(type)) {
                return component;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode parameters(JsonNode values, String type) {
        return component(values, type).path("parameters");
    }

    /** Replaces placeholders by their parameters, which have positions or names. */
    static String filled(String text, JsonNode parameters) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), parameters, found.group())));
    }

    private static String value(String name, JsonNode parameters, String placeholder) {
        for (var parameter : parameters) {
            if (parameter.path("parameter_name").asText().equals(name)) {
                return shown(parameter);
            }
        }
        return name.matches("\\d{1,3}") && parameters.has(Integer.parseInt(name) - 1)
                ? shown(parameters.path(Integer.parseInt(name) - 1))
                : placeholder;
    }

    private static String shown(JsonNode parameter) {
        return switch (parameter.path("type").asText()) {
            case "currency" -> parameter.at("/currency/fallback_value").asText();
            case "date_time" -> parameter.at("/date_time/fallback_value").asText();
            default -> parameter.path("text").asText();
        };
    }

    private void header(JsonNode defined, JsonNode values) {
        var value = values.path(0);
        var type = value.path("type").asText("");
        if (value.path(type).isObject()) {
            if (type.equals("location")) {
                view.set("location", value.path(type));
            } else {
                view.file(WhatsAppView.file(
                        type,
                        value.path(type),
                        value.path(type).path("filename").asText(null)));
            }
        } else {
            var text = defined.path("text").asText("");
            view.header(text.isEmpty() ? value.path("text").asText("") : filled(text, values));
        }
    }

    private void offer(JsonNode defined, JsonNode values) {
        if (defined.isMissingNode()) {
            return;
        }
        var offer = view.json().putObject("offer");
        offer.put("text", defined.at("/limited_time_offer/text").asText(""));
        var ends = component(values, "limited_time_offer").at("/parameters/0/limited_time_offer/expiration_time_ms");
        if (ends.isNumber()) {
            offer.set("endsAt", ends);
        }
    }

    private void card(JsonNode defined, JsonNode values) {
        var card = view.card();
        var file = parameters(values, "header").path(0);
        var type = file.path("type").asText("");
        if (type.equals("product")) {
            card.text(file.at("/product/product_retailer_id").asText());
        } else if (file.path(type).isObject()) {
            card.file(WhatsAppView.file(type, file.path(type), null));
        }
        card.text(filled(component(defined, "BODY").path("text").asText(""), parameters(values, "body")));
        buttons(component(defined, "BUTTONS").path("buttons"), values).forEach(card::action);
    }

    private List<ShownAction> buttons(JsonNode defined, JsonNode values) {
        var buttons = new ArrayList<ShownAction>();
        for (var i = 0; i < defined.size(); i++) {
            buttons.addAll(button(defined.path(i), parametersOfButton(values, i)));
        }
        return buttons;
    }

    private static JsonNode parametersOfButton(JsonNode values, int index) {
        for (var component : values) {
            if (component.path("type").asText().equalsIgnoreCase("button")
                    && component.path("index").asInt() == index) {
                return component.path("parameters");
            }
        }
        return MissingNode.getInstance();
    }

    private List<ShownAction> button(JsonNode button, JsonNode values) {
        var text = button.path("text").asText("");
        var value = values.path(0);
        return switch (button.path("type").asText().toUpperCase(Locale.ROOT)) {
            case "QUICK_REPLY" ->
                List.of(ShownAction.reply(
                        text, replies.quickReply(value.path("payload").asText(text), text)));
            case "URL" -> List.of(url(button, text, values));
            case "PHONE_NUMBER" ->
                List.of(ShownAction.of("call", text, button.path("phone_number").asText()));
            case "COPY_CODE", "OTP" ->
                List.of(ShownAction.of("copy", text.isEmpty() ? "Copy code" : text, code(value)));
            case "FLOW" -> flow(button, text, value.path("action"));
            case "MPM" -> products(value.path("action"));
            case "CATALOG" -> List.of(ShownAction.of("catalog", text.isEmpty() ? "View catalog" : text, null));
            case "VOICE_CALL" -> List.of(ShownAction.of("call", text, null));
            default -> List.of(ShownAction.of("none", text, null));
        };
    }

    /** The button of a one-time password is a URL button with the code; the app copies it. */
    private static ShownAction url(JsonNode button, String text, JsonNode values) {
        var url = button.path("url").asText();
        return url.startsWith("https://www.whatsapp.com/otp/")
                ? ShownAction.of("copy", text, code(values.path(0)))
                : ShownAction.of("url", text, filled(url, values));
    }

    /** Sets what opens the Flow in the form of an interactive message. */
    private List<ShownAction> flow(JsonNode button, String text, JsonNode action) {
        var flow = view.json().putObject("flow");
        flow.put("flow_action", button.path("flow_action").asText("navigate").toLowerCase(Locale.ROOT));
        var payload = flow.putObject("flow_action_payload");
        if (button.hasNonNull("navigate_screen")) {
            payload.set("screen", button.get("navigate_screen"));
        }
        if (action.hasNonNull("flow_action_data")) {
            payload.set("data", action.get("flow_action_data"));
        }
        return List.of(ShownAction.of("flow", text, null));
    }

    private static String code(JsonNode value) {
        return value.path("coupon_code").asText(value.path("text").asText(""));
    }

    private List<ShownAction> products(JsonNode action) {
        var products = new ArrayList<ShownAction>();
        for (var section : action.path("sections")) {
            for (var item : section.path("product_items")) {
                var id = item.path("product_retailer_id").asText();
                products.add(new ShownAction(
                        "product", id, null, section.path("title").asText(null), id, replies.order("", id)));
            }
        }
        return products;
    }
}
