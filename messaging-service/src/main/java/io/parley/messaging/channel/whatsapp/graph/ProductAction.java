package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.whatsapp.content.NullableLists;
import io.parley.messaging.channel.whatsapp.content.ProductSection;
import io.parley.messaging.channel.whatsapp.content.TemplateButton.CatalogAction;
import io.parley.messaging.channel.whatsapp.content.TemplateButton.MultiProductAction;
import io.parley.runtime.graph.SnakeCase;
import java.util.List;

/** Action of a catalogue button of a template; {@link SnakeCase} serializes it. */
record ProductAction(String thumbnailProductRetailerId, List<Section> sections) {

    record Section(String title, List<Item> productItems) {

        static List<Section> all(List<ProductSection> sections) {
            return NullableLists.map(
                    sections,
                    section -> new Section(
                            section.title(), NullableLists.map(section.items(), item -> new Item(item.productId()))));
        }
    }

    record Item(String productRetailerId) {}

    static ProductAction of(CatalogAction action) {
        return action == null ? null : new ProductAction(action.thumbnailProductId(), null);
    }

    static ProductAction of(MultiProductAction action) {
        return new ProductAction(action.thumbnailProductId(), Section.all(action.sections()));
    }
}
