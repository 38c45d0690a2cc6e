package io.parley.messaging.channel.whatsapp.template;

import io.parley.messaging.channel.whatsapp.content.FilledTemplate.Card;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate.Components;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate.Offer;
import io.parley.messaging.channel.whatsapp.content.NullableLists;
import io.parley.model.Violation;
import io.parley.model.fact.TemplateShape;
import io.parley.model.fact.TemplateShape.Parts;
import io.parley.runtime.json.Violations;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks that a message fills its template: the number of values that Meta expects, each of the expected type. */
final class TemplateFit {
    private static final String PATH = "template.components";
    private static final String CAROUSEL = PATH + ".carousel";
    private static final Components NONE = new Components(null, null, null, null, null);

    private final Violations found = new Violations();

    private TemplateFit() {}

    /**
     * Returns the violations, with paths relative to the content.
     *
     * @param given null if the message has no values
     */
    static List<Violation> violations(TemplateShape shape, @Nullable Components given) {
        var fit = new TemplateFit();
        fit.check(shape, given == null ? NONE : given);
        return fit.found.list();
    }

    private void check(TemplateShape shape, Components given) {
        new ComponentCheck(PATH, found).check(shape.parts(), given.header(), given.body(), given.button());
        cards(shape.cards(), given.carousel());
        offer(shape.offerEnds(), given.limitedTimeOffer());
    }

    private void cards(List<Parts> cards, @Nullable List<Card> given) {
        if (cards.isEmpty() && given != null) {
            found.add(CAROUSEL, "must be left out: the template has no cards");
            return;
        }
        for (var i = 0; given != null && i < given.size(); i++) {
            card(cards, given.get(i), CAROUSEL + "[" + i + "]");
        }
        IntStream.range(0, cards.size())
                .filter(i -> ComponentCheck.needsValues(cards.get(i)))
                .filter(i -> NullableLists.stream(given).noneMatch(card -> card.cardIndex() == i))
                .forEach(i -> found.add(CAROUSEL, "must fill the template's card with cardIndex " + i));
    }

    private void card(List<Parts> cards, Card given, String path) {
        if (given.cardIndex() >= cards.size()) {
            found.add(path + ".cardIndex", "must be below " + cards.size() + ", the number of the template's cards");
            return;
        }
        var values = given.components();
        new ComponentCheck(path + ".components", found)
                .check(cards.get(given.cardIndex()), values.header(), values.body(), values.button());
    }

    private void offer(boolean ends, @Nullable Offer given) {
        if (ends && given == null) {
            found.add(PATH + ".limitedTimeOffer", "must give the time at which the template's offer ends");
        } else if (!ends && given != null) {
            found.add(PATH + ".limitedTimeOffer", "must be left out: the template has no offer that ends");
        }
    }
}
