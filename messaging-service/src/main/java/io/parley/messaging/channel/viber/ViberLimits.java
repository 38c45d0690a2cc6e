package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.ProviderLimits;
import io.parley.messaging.channel.viber.ViberBodyComponent.FileBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.ImageBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.TextBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.VideoBody;
import io.parley.model.Violation;
import java.util.List;

/**
 * Where Viber's two ways in take less than the contract, by the documents of the bot API and of the partner; nowhere else
 * in this service are such limits. Only a deployment that sets {@code parley.channels.viber.strict-limits} hears of them
 * before they say no.
 *
 * @param provider as customers know it
 * @param text characters of a text
 * @param textWithPicture characters of a text beside a picture; Viber's documents differ, this is the most any of them says
 * @param filesize megabytes of a film
 * @param filename characters of a document's name
 */
record ViberLimits(String provider, int text, int textWithPicture, int filesize, int filename) {

    static final ViberLimits BOT = new ViberLimits("Viber", Integer.MAX_VALUE, 768, 26, 256);
    static final ViberLimits PARTNER = new ViberLimits("the partner", 1000, 1000, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final String SETTING = "parley.channels.viber.strict-limits";

    /** Everything in the content that would be refused, with fields relative to it. */
    List<Violation> beyond(ViberContent content) {
        var limits = new ProviderLimits(provider, SETTING);
        switch (content) {
            case ViberContent.Text(var words) -> limits.text("text", words, text);
            case ViberContent.File(var file) -> file("file", file, limits);
            case ViberContent.Video(var video) -> video("video", video, limits);
            case ViberContent.Components(var parts) -> parts("components.body", parts.body(), limits);
            case ViberContent.Image image -> {}
            case ViberContent.Choice choice -> {}
            case ViberContent.Carousel carousel -> {}
        }
        return limits.list();
    }

    private void parts(String path, List<ViberBodyComponent> parts, ProviderLimits limits) {
        var max = parts.stream().anyMatch(ImageBody.class::isInstance) ? textWithPicture : text;
        ProviderLimits.<ViberBodyComponent>each(path, parts, (place, part) -> {
            switch (part) {
                case TextBody(var words) -> limits.text(place + ".text", words, max);
                case FileBody(var file) -> file(place + ".file", file, limits);
                case VideoBody(var video) -> video(place + ".video", video, limits);
                default -> {}
            }
        });
    }

    private void file(String path, ViberFile file, ProviderLimits limits) {
        limits.text(path + ".filename", file.filename(), filename);
    }

    private void video(String path, ViberVideo video, ProviderLimits limits) {
        limits.max(path + ".filesize", video.filesize(), filesize, "megabytes");
    }
}
