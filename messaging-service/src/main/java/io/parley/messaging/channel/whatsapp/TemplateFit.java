package io.parley.messaging.channel.whatsapp;

import io.parley.messaging.channel.whatsapp.FilledTemplate.Card;
import io.parley.messaging.channel.whatsapp.FilledTemplate.Components;
import io.parley.messaging.channel.whatsapp.FilledTemplate.Offer;
import io.parley.model.Violation;
import io.parley.model.fact.TemplateShape;
import io.parley.model.fact.TemplateShape.Parts;
import io.parley.runtime.json.Violations;
import java.util.List;
import java.util.stream.IntStream;

/** Whether a message brings along what its template wants: as many values as Meta counts, of the kinds it expects. */
final class TemplateFit {
    private static final String PLACE = "template.components";
    private static final String CAROUSEL = PLACE + ".carousel";
    private static final Components NONE = new Components(null, null, null, null, null);

    private final Violations found = new Violations();

    private TemplateFit() {}

    /**
     * What does not fit, with paths below the content.
     *
     * @param given null if the message brings nothing along
     */
    static List<Violation> faults(TemplateShape shape, Components given) {
        var fit = new TemplateFit();
        fit.check(shape, given == null ? NONE : given);
        return fit.found.list();
    }

    private void check(TemplateShape shape, Components given) {
        new ComponentCheck(PLACE, found).check(shape.parts(), given.header(), given.body(), given.button());
        cards(shape.cards(), given.carousel());
        offer(shape.offerEnds(), given.limitedTimeOffer());
    }

    private void cards(List<Parts> cards, List<Card> given) {
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

    private void card(List<Parts> cards, Card given, String place) {
        if (given.cardIndex() >= cards.size()) {
            found.add(place + ".cardIndex", "must be below " + cards.size() + ", the number of the template's cards");
            return;
        }
        var values = given.components();
        new ComponentCheck(place + ".components", found)
                .check(cards.get(given.cardIndex()), values.header(), values.body(), values.button());
    }

    private void offer(boolean ends, Offer given) {
        if (ends && given == null) {
            found.add(PLACE + ".limitedTimeOffer", "must say when the template's offer ends");
        } else if (!ends && given != null) {
            found.add(PLACE + ".limitedTimeOffer", "must be left out: the template has no offer that ends");
        }
    }
}
