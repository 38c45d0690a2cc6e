package io.parley.template.content;

import io.parley.template.content.CardComponent.MediaHeader;
import io.parley.template.content.TemplateComponent.Carousel;
import io.parley.template.content.TemplateComponent.Header;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses of the sample files of a template. */
public final class SampleUrls {
    private SampleUrls() {}

    /** Files that were uploaded to Meta before are not included. */
    public static Set<String> of(List<TemplateComponent> components) {
        return components.stream()
                .flatMap(SampleUrls::urls)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> urls(TemplateComponent component) {
        return switch (component) {
            case Header header
            when header.format().isFile()
                    && header.example() != null
                    && header.example().fileHandle() == null ->
                Stream.ofNullable(header.example().url());
            case Carousel carousel ->
                carousel.cards().stream()
                        .flatMap(card -> card.components().stream())
                        .flatMap(SampleUrls::ofCard);
            default -> Stream.empty();
        };
    }

    private static Stream<String> ofCard(CardComponent component) {
        return component instanceof MediaHeader(var format, var sample) && sample != null && sample.fileHandle() == null
                ? Stream.ofNullable(sample.url())
                : Stream.empty();
    }
}
