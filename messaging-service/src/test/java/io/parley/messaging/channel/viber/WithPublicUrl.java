package io.parley.messaging.channel.viber;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A public URL of the API, only for the tests that name it. */
public class WithPublicUrl implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("parley.api.public-url", "https://api.parley.example");
    }

    @Override
    public void stop() {
        // Nothing runs.
    }
}
