package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.ProviderLimits;
import io.parley.messaging.channel.viber.ViberBodyComponent.FileBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.ImageBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.TextBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.VideoBody;
import io.parley.model.Violation;
import java.util.List;

/**
 * Limits of Viber's bot API and of the partner API that are stricter than the contract, by their documentation; all
 * such limits of Viber are here. Enforced only if {@code parley.channels.viber.strict-limits} is set; otherwise the
 * provider rejects the message.
 *
 * @param provider display name
 * @param text characters of a text
 * @param textWithPicture characters of a text with a picture; Viber's documents differ, this is the maximum of them
 * @param filesize megabytes of a video
 * @param filename characters of a document's name
 */
record ViberLimits(String provider, int text, int textWithPicture, int filesize, int filename) {

    static final ViberLimits BOT = new ViberLimits("Viber", Integer.MAX_VALUE, 768, 26, 256);
    static final ViberLimits PARTNER = new ViberLimits("the partner", 1000, 1000, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final String SETTING = "parley.channels.viber.strict-limits";

    /** Violations of the limits, with fields relative to the content. */
    List<Violation> violations(ViberContent content) {
        var limits = new ProviderLimits(provider, SETTING);
        switch (content) {
            case ViberContent.Text(var value) -> limits.text("text", value, text);
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
        ProviderLimits.<ViberBodyComponent>each(path, parts, (field, part) -> {
            switch (part) {
                case TextBody(var value) -> limits.text(field + ".text", value, max);
                case FileBody(var file) -> file(field + ".file", file, limits);
                case VideoBody(var video) -> video(field + ".video", video, limits);
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
