package io.parley.messaging.console;

import io.parley.messaging.channel.scripted.ScriptedNetwork;
import java.util.Map;

/** The service with the console and the scripted channel. */
public class WithConsole extends ScriptedNetwork {

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = super.getConfigOverrides();
        settings.put("parley.console.enabled", "true");
        settings.put("parley.console.report-interval", "PT0.2S");
        settings.put("parley.callbacks.log", "all");
        return settings;
    }
}
