package io.parley.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Options of a platform.
 *
 * @param home the checkout with the built modules
 * @param state folder for all persistent data; absolute
 * @param ports ports to listen on
 * @param jvm profile of the child JVMs
 * @param brokerProcess whether the broker is a separate process, which can be killed; otherwise it runs in this JVM
 * @param services services to start
 * @param settings additional settings by service; they override the launcher's
 * @param recorded folder to which components write start-up caches when they stop; null for none
 */
public record Options(
        Path home,
        Path state,
        Ports ports,
        JvmProfile jvm,
        boolean brokerProcess,
        Set<Service> services,
        Map<Service, Map<String, String>> settings,
        Path recorded) {

    /** Creates the options of {@code ./dev up}. */
    public static Options of(Path home, Path state) {
        return new Options(
                home.toAbsolutePath().normalize(),
                state.toAbsolutePath().normalize(),
                new Ports(Ports.DEFAULT_BASE),
                JvmProfile.LOCAL,
                false,
                EnumSet.allOf(Service.class),
                Map.of(),
                null);
    }

    public Options withPorts(Ports ports) {
        return new Options(home, state, ports, jvm, brokerProcess, services, settings, recorded);
    }

    public Options withJvm(JvmProfile jvm) {
        return new Options(home, state, ports, jvm, brokerProcess, services, settings, recorded);
    }

    public Options withBrokerProcess() {
        return new Options(home, state, ports, jvm, true, services, settings, recorded);
    }

    public Options withServices(Set<Service> services) {
        return new Options(home, state, ports, jvm, brokerProcess, services, settings, recorded);
    }

    /** Has components write start-up caches to this folder when they stop. */
    public Options withRecorded(Path recorded) {
        return new Options(home, state, ports, jvm, brokerProcess, services, settings, recorded);
    }

    /** Adds a setting of one service. */
    public Options withSetting(Service service, String name, String value) {
        var all = new EnumMap<Service, Map<String, String>>(Service.class);
        all.putAll(settings);
        all.computeIfAbsent(service, none -> new HashMap<>());
        var ofService = new HashMap<>(all.get(service));
        ofService.put(name, value);
        all.put(service, ofService);
        return new Options(home, state, ports, jvm, brokerProcess, services, all, recorded);
    }

    Map<String, String> settingsOf(Service service) {
        return settings.getOrDefault(service, Map.of());
    }
}
