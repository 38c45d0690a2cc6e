package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.MediaDownload;
import io.parley.messaging.channel.MediaDownload.Found;
import io.parley.messaging.channel.MediaDownload.Later;
import io.parley.messaging.channel.MediaDownload.Unavailable;
import io.parley.messaging.channel.MediaFetcher;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.egress.EgressRefused;
import io.parley.runtime.egress.GuardedHttp;
import io.parley.runtime.failure.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Fetches files of inbound Viber messages. A webhook can contain any URL, so they are fetched as untrusted URLs. */
@ApplicationScoped
class ViberMedia implements MediaFetcher {
    private static final ChannelName NAME = new ChannelName("viber");

    private final GuardedHttp http;
    private final ViberConfig settings;

    ViberMedia(GuardedHttp http, ViberConfig settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public ChannelName channel() {
        return NAME;
    }

    @Override
    public Uni<MediaDownload> fetch(Sender sender, String reference) {
        return url(reference).map(this::fetch).orElseGet(() -> Uni.createFrom().item(new Unavailable("no address")));
    }

    private Uni<MediaDownload> fetch(URI url) {
        return http.open(url, settings.readTimeout())
                .map(ViberMedia::file)
                .onFailure(EgressRefused.class)
                .recoverWithItem(refused -> new Unavailable(String.valueOf(refused.getMessage())))
                .onFailure()
                .recoverWithItem(failure -> new Later(Failures.describe(failure)));
    }

    private static MediaDownload file(GuardedHttp.Opened answer) {
        if (answer.status() == 200) {
            return new Found(answer.length(), answer.body(), answer.abort());
        }
        answer.abort().run();
        return new Later("file " + answer.status());
    }

    private static Optional<URI> url(String reference) {
        try {
            return Optional.of(new URI(reference));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
