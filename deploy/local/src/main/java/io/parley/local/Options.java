package io.parley.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a platform is started.
 *
 * @param home the checkout with the built modules
 * @param state folder for everything that is kept; absolute
 * @param ports where to listen
 * @param jvm how child JVMs run
 * @param brokerProcess whether the broker is a process of its own, which can be killed; otherwise it shares this JVM
 * @param services which services are started
 * @param settings further settings by service; they win over ours
 * @param recorded folder into which parts write start-up caches when they stop; null if they write none
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

    /** Everything as {@code ./dev up} does it. */
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

    Options withRecorded(Path recorded) {
        return new Options(home, state, ports, jvm, brokerProcess, services, settings, recorded);
    }

    /** One more setting of one service, by the name its documentation gives it. */
    public Options withSetting(Service service, String name, String value) {
        var all = new EnumMap<Service, Map<String, String>>(Service.class);
        all.putAll(settings);
        all.computeIfAbsent(service, none -> new HashMap<>());
        var mine = new HashMap<>(all.get(service));
        mine.put(name, value);
        all.put(service, mine);
        return new Options(home, state, ports, jvm, brokerProcess, services, all, recorded);
    }

    Map<String, String> settingsOf(Service service) {
        return settings.getOrDefault(service, Map.of());
    }
}
