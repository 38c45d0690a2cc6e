package io.parley.messaging.channel.whatsapp.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.whatsapp.graph.Aged;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.egress.GuardedHttp;
import io.parley.runtime.egress.GuardedHttp.Opened;
import io.parley.runtime.graph.GraphConfig;
import io.parley.runtime.json.ProviderJson;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Returns the profile picture, which Meta stores and of which the profile has the link. Links expire, so one that does
 * not work is read again once.
 */
@ApplicationScoped
class ReadLogo {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final NumberSettings settings;
    private final GuardedHttp http;
    private final GraphConfig.Accounts limits;
    private final InstantSource time;

    ReadLogo(NumberSettings settings, GuardedHttp http, GraphConfig limits, InstantSource time) {
        this.settings = settings;
        this.http = http;
        this.limits = limits.accounts();
        this.time = time;
    }

    /** The contract's WhatsAppProfileLogoLink. */
    record Link(String link) {}

    Uni<Response> link(Sender sender) {
        return settings.read(sender, NumberSetting.PROFILE)
                .map(profile -> Response.ok(new Link(url(profile)), MediaType.APPLICATION_JSON_TYPE)
                        .header(Aged.AGE, profile.seconds(time.instant()))
                        .build());
    }

    /** Writes the picture to the response. */
    Uni<Void> send(Sender sender, HttpServerRequest request) {
        return settings.read(sender, NumberSetting.PROFILE)
                .chain(profile -> open(url(profile)))
                .chain(opened -> opened.status() == 200 ? Uni.createFrom().item(opened) : openAgain(sender, opened))
                .chain(opened -> new PictureResponse(request, limits.timeout()).send(opened));
    }

    private Uni<Opened> openAgain(Sender sender, Opened expired) {
        expired.abort().run();
        return settings.readAgain(sender, NumberSetting.PROFILE)
                .chain(profile -> open(url(profile)))
                .invoke(opened -> {
                    if (opened.status() != 200) {
                        opened.abort().run();
                        throw unavailable("statusCode=" + opened.status());
                    }
                });
    }

    private Uni<Opened> open(String url) {
        return http.open(uri(url), limits.timeout())
                .onFailure()
                .transform(failure -> unavailable("error=" + failure.getClass().getSimpleName()));
    }

    private static String url(Aged<JsonNode> profile) {
        return ProviderJson.text(profile.body().path("profile_picture_url"))
                .orElseThrow(() -> Problems.ofStatus(
                        404, "The number has no profile picture yet; upload one with PUT to this address."));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw unavailable("error=" + e.getClass().getSimpleName());
        }
    }

    /** The link itself is not logged, since it opens the picture without a key. */
    private static ProblemException unavailable(String cause) {
        Log.infof("profile picture cannot be fetched %s", cause);
        return Problems.unavailable(
                RETRY_AFTER,
                "WhatsApp does not deliver the profile picture at the moment. Repeat the request after the time in"
                        + " Retry-After, or ask for its link with format=link.");
    }
}
