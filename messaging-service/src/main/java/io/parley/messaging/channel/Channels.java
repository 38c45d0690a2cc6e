package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/** The channels of this deployment: every {@link Channel} bean that is not disabled by its settings. */
@Singleton
public class Channels {

    private final Map<ChannelName, Channel<?>> byName = new TreeMap<>();
    private final Map<ChannelName, ChannelKind<?>> kinds = new TreeMap<>();

    Channels(@All List<Channel<?>> all, Config config) {
        for (var channel : all) {
            kinds.put(channel.name(), channel.kind());
            if (config.getOptionalValue("parley.channels." + channel.name() + ".enabled", Boolean.class)
                    .orElse(true)) {
                byName.put(channel.name(), channel);
            }
        }
    }

    public Optional<Channel<?>> named(String name) {
        return Optional.ofNullable(byName.get(new ChannelName(name)));
    }

    public Collection<Channel<?>> all() {
        return byName.values();
    }

    /** The kinds of all channels, also of disabled ones: stored data can belong to them. */
    public Collection<ChannelKind<?>> kinds() {
        return kinds.values();
    }

    /** The channel that reads events of this provider. */
    public Optional<Channel<?>> reading(String provider) {
        return byName.values().stream()
                .filter(channel -> channel.providers().contains(provider))
                .findFirst();
    }
}
