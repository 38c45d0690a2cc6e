package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.whatsapp.content.NullableLists;
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
                        NullableLists.map(template.components(), part -> part(part, shape)));
    }

    private static Component part(Component part, TemplateShape shape) {
        return part.cards() == null
                ? part(part, shape.parts())
                : new Component(
                        part.type(), null, null, null, NullableLists.map(part.cards(), card -> card(card, shape)));
    }

    private static CardObject card(CardObject card, TemplateShape shape) {
        return card.cardIndex() < shape.cards().size()
                ? new CardObject(
                        card.cardIndex(),
                        NullableLists.map(
                                card.components(),
                                part -> part(part, shape.cards().get(card.cardIndex()))))
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
        var parameters = IntStream.range(0, part.parameters().size())
                .mapToObj(i -> i < names.size()
                        ? part.parameters().get(i).withName(names.get(i))
                        : part.parameters().get(i));
        return Component.of(part.type(), parameters);
    }
}
