package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.whatsapp.content.ProductSection;
import io.parley.messaging.channel.whatsapp.content.TemplateButton.CatalogAction;
import io.parley.messaging.channel.whatsapp.content.TemplateButton.MultiProductAction;
import io.parley.runtime.graph.SnakeCase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Action of a catalogue button of a template; {@link SnakeCase} serializes it. */
record ProductAction(
        @Nullable String thumbnailProductRetailerId,
        @Nullable List<Section> sections) {

    record Section(@Nullable String title, List<Item> productItems) {

        static List<Section> all(List<ProductSection> sections) {
            return sections.stream().map(Section::of).toList();
        }

        private static Section of(ProductSection section) {
            return new Section(
                    section.title(),
                    section.items().stream()
                            .map(item -> new Item(item.productId()))
                            .toList());
        }
    }

    record Item(String productRetailerId) {}

    static @Nullable ProductAction of(@Nullable CatalogAction action) {
        return action == null ? null : new ProductAction(action.thumbnailProductId(), null);
    }

    static ProductAction of(MultiProductAction action) {
        return new ProductAction(
                action.thumbnailProductId(), action.sections() == null ? null : Section.all(action.sections()));
    }
}
