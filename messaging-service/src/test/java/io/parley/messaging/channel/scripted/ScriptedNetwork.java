package io.parley.messaging.channel.scripted;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The service with the scripted channel instead of Viber, and with short timeouts. */
public class ScriptedNetwork implements QuarkusTestProfile {

    /** Enabled here and not by priority, which would disable the real channels in other tests. */
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedChannel.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.arc.exclude-types", "io.parley.messaging.channel.viber.**");
        settings.put("parley.durability.required", "false");
        settings.put("parley.instance", "tests");
        settings.put("parley.dispatch.channels.viber.concurrency", "24");
        settings.put("parley.dispatch.lease", "PT3S");
        settings.put("parley.dispatch.call-timeout", "PT1S");
        settings.put("parley.dispatch.hold", "PT2S");
        settings.put("parley.dispatch.bulk-timeout", "PT20S");
        settings.put("parley.dispatch.watch", "PT0.2S");
        settings.put("parley.dispatch.poll", "PT0.1S");
        settings.put("parley.dispatch.retry.first", "PT0.2S");
        settings.put("parley.dispatch.retry.max-pause", "PT1S");
        settings.put("parley.dispatch.breaker.first", "PT0.5S");
        settings.put("parley.dispatch.breaker.max-pause", "PT1S");
        return settings;
    }
}
