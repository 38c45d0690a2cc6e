package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.whatsapp.graph.TemplateObject.CardObject;
import io.parley.messaging.channel.whatsapp.graph.TemplateObject.Component;
import io.parley.model.fact.TemplateShape;
import io.parley.model.fact.TemplateShape.Parts;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adds parameter names to the values of a template with named placeholders. Meta requires them; customers give an
 * order.
 */
final class NamedParameters {

    private NamedParameters() {}

    static TemplateObject in(TemplateObject template, TemplateShape shape) {
        return template.components() == null
                ? template
                : new TemplateObject(
                        template.name(),
                        template.language(),
                        template.components().stream()
                                .map(part -> part(part, shape))
                                .toList());
    }

    private static Component part(Component part, TemplateShape shape) {
        return part.cards() == null
                ? part(part, shape.parts())
                : new Component(
                        part.type(),
                        null,
                        null,
                        null,
                        part.cards().stream().map(card -> card(card, shape)).toList());
    }

    private static CardObject card(CardObject card, TemplateShape shape) {
        return card.cardIndex() < shape.cards().size()
                ? new CardObject(
                        card.cardIndex(),
                        card.components().stream()
                                .map(part -> part(part, shape.cards().get(card.cardIndex())))
                                .toList())
                : card;
    }

    private static Component part(Component part, Parts parts) {
        return switch (part.type()) {
            case "header" ->
                parts.header() == null ? part : withNames(part, parts.header().parameters());
            case "body" -> withNames(part, parts.body());
            default -> part;
        };
    }

    private static Component withNames(Component part, List<String> names) {
        var parameters = part.parameters();
        return parameters == null
                ? part
                : Component.of(
                        part.type(),
                        IntStream.range(0, parameters.size())
                                .mapToObj(i -> i < names.size()
                                        ? parameters.get(i).withName(names.get(i))
                                        : parameters.get(i)));
    }
}
